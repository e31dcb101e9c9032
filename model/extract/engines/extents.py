"""How far what is said reaches: from a cue to where another story begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.tokens import places

if TYPE_CHECKING:
    from model.extract.segment import Sentence

# After a verb of saying, these tell where, when or to whom; nothing said follows.
_ADJUNCTS = g.words(
    "in on at during to late early after before as when while via from through with outside following shortly"
)
_GOING_ON = {
    "even": ("as", "though", "while"),
    "ahead": ("of",),
    **dict.fromkeys(("hours", "days", "weeks", "months"), ("after", "before")),
}
_MAY_END = g.CUTTING | {";", "(", ")", ","}
_ENDING = g.SIGNS - {":"}
_LONGEST_HEARER = 6  # words between "told" and what follows whom
_LONGEST_ADJUNCT = 18  # words between "said" and "that": "said on Monday in Rome that"


def end_of_content(low: list[str], first: int, sentence: Sentence, name_starts: dict[int, int]) -> int:
    """Give the token at which what follows a cue ends: another clause with its own subject, or the sentence's end."""
    in_brackets = 0
    for at in places(low, _MAY_END, first, sentence.last):
        word = low[at]
        if word == ";":
            return at
        if word == "(":
            in_brackets += 1
        elif word == ")":
            in_brackets -= 1
        elif (
            at > first
            and not in_brackets
            and word in g.CUTTING
            and not sentence.in_quotes(at)
            and _cuts(low, at, sentence, name_starts)
        ) or (word == "," and at + 2 < sentence.last and _cuts_after_comma(low, at, name_starts)):
            return at
    return sentence.last


def _cuts_after_comma(low: list[str], at: int, name_starts: dict[int, int]) -> bool:
    """Tell whether another story follows a comma: ", with both sides", ", during which", ", and Y"."""
    if low[at + 1] == "with" or (low[at + 1] in g.PREPOSITIONS and low[at + 2] in ("which", "whom")):
        return True
    after = at + 2 + (low[at + 2] == "that")
    return low[at + 1] in ("but", "and", "while") and _new_subject(low, after, name_starts)


def _cuts(low: list[str], at: int, sentence: Sentence, name_starts: dict[int, int]) -> bool:
    """Tell whether a word that may begin another story does so here."""
    before = low[at - 1]
    after = low[at + 1] if at + 1 < sentence.last else ""
    match low[at]:
        case "as":
            is_phrase = before in g.NO_CUT_BEFORE or after in g.NO_CUT_BEFORE or before == "such"
            return not is_phrase and _new_subject(low, at + 1, name_starts)
        case "even" | "hours" | "days" | "weeks" | "months" | "ahead":
            return after in _GOING_ON[low[at]]
        case "which" | "who" | "whose" | "where":
            return before == ","  # else it only tells which one is meant
        case "after" | "before":
            return before not in ("only", "until", "even", "ever")
        case _:
            return True


def _new_subject(low: list[str], at: int, name_starts: dict[int, int]) -> bool:
    """Tell whether a clause with its own subject begins here: a name, a pronoun, or a noun with its auxiliary."""
    is_noun = low[at : at + 1] and low[at] in g.DETERMINERS and not g.AUXILIARIES.isdisjoint(low[at + 2 : at + 4])
    if at < len(low) and low[at] in ("the", "its", "their", "a", "his", "her", "both"):
        at += 1
    return bool(is_noun) or (at < len(low) and (at in name_starts or low[at] in g.SUBJECT_PRONOUNS))


def said_from(low: list[str], at: int, last: int, *, is_told: bool = False) -> int:
    """Give where what is said begins after a verb of saying, where when and where it was said lies between."""
    first = at
    if is_told:  # "told reporters after the talks that"
        hearers = range(at, min(at + _LONGEST_HEARER, last))
        at = next((after for after in hearers if low[after] in _ADJUNCTS or low[after] in g.SIGNS), at)
    if low[at : at + 1] and (low[at] in _ADJUNCTS or low[at] in g.TIMES):
        for later in range(at, min(at + _LONGEST_ADJUNCT, last)):
            if low[later] == "that":
                return later
            if low[later] in g.STOPS:
                break
    return first


def says_nothing(low: list[str], at: int, sentence: Sentence, *, is_told: bool = False) -> bool:
    """Tell whether nothing said follows a verb of saying: the end, a comma, or where, when and to whom it was said."""
    if is_told:
        end = min(at + _LONGEST_HEARER, sentence.last)
        at = next((after for after in range(at, end) if low[after] in g.PUNCTUATION or low[after] in _ADJUNCTS), at)
    if at >= sentence.last:
        return True
    word = low[at]
    if not (word in _ENDING or word in _ADJUNCTS or word in g.TIMES):
        return False
    for later in low[at : min(at + _LONGEST_ADJUNCT, sentence.last)]:
        if later in ("that", ":"):
            return False
        if later in g.PUNCTUATION:
            break
    return True
