"""How far what is said reaches: from a cue to where another story begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g

if TYPE_CHECKING:
    from model.extract.segment import Sentence

# After a verb of saying, these tell where, when or to whom; nothing said follows.
_ADJUNCTS = frozenset("in on at during to late early after before as when while via from through with outside following shortly".split())


def end_of_content(low: list[str], first: int, sentence: Sentence, name_starts: dict[int, int]) -> int:
    """Give the token at which what follows a cue ends: another clause with its own subject, or the sentence's end."""
    in_brackets = 0
    for at in range(first, sentence.last):
        word = low[at]
        if word == ";":
            return at
        if word == "(":
            in_brackets += 1
        elif word == ")":
            in_brackets -= 1
        elif at > first and not in_brackets and word in g.CUTTING and not sentence.in_quotes(at) and _cuts(low, at, sentence, name_starts):
            return at
        elif word == "," and at + 2 < sentence.last and low[at + 1] in ("but", "and", "while") and _new_subject(low, at + 2, name_starts):
            return at
    return sentence.last


def _cuts(low: list[str], at: int, sentence: Sentence, name_starts: dict[int, int]) -> bool:
    word = low[at]
    before = low[at - 1]
    if word == "as":
        after = low[at + 1] if at + 1 < sentence.last else ""
        return before not in g.NO_CUT_BEFORE and after not in g.NO_CUT_BEFORE and before not in ("such", "far") and _new_subject(low, at + 1, name_starts)
    if word == "even":
        return at + 1 < sentence.last and low[at + 1] in ("as", "though", "if", "while") and low[at + 1] != "if"
    if word in ("hours", "days", "weeks", "months"):
        return at + 1 < sentence.last and low[at + 1] in ("after", "before")
    if word == "ahead":
        return at + 1 < sentence.last and low[at + 1] == "of"
    if word in ("after", "before"):
        return before not in ("only", "until", "even", "ever")
    if word == "since":
        return True
    return True


def _new_subject(low: list[str], at: int, name_starts: dict[int, int]) -> bool:
    """Tell whether a clause with its own subject begins here: a name, or a pronoun."""
    if at < len(low) and low[at] in ("the", "its", "their", "a", "his", "her", "both"):
        at += 1
    return at < len(low) and (at in name_starts or low[at] in g.SUBJECT_PRONOUNS)


def says_nothing(low: list[str], at: int, sentence: Sentence) -> bool:
    """Tell whether nothing said follows a verb of saying: the end, a comma, or where and when it was said."""
    if at >= sentence.last:
        return True
    word = low[at]
    if not (word in g.PUNCTUATION - g.QUOTATION - {":"} or word in _ADJUNCTS or word in g.TIMES):
        return False
    for later in low[at : min(at + 14, sentence.last)]:  # "said on Monday in Rome that ..."
        if later in ("that", ":"):
            return False
        if later in g.PUNCTUATION:
            break
    return True
