"""Candidates in words: a line of the list, and the reasons of one; never in the dress of a person's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from model.cell import Evidence as Item
from model.extract.confidence import doubts_in_words
from model.extract.rulebook import in_words, rules
from model.plain import one_line
from model.quotes.sources import SourceError
from model.review.acceptance import accepted_before
from model.review.decisions import shares
from model.review.review import per_source
from model.schema import Quote
from tui import colouring, wording
from tui.faces import shorten
from tui.sheet import stance_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.extract.candidate import Candidate, Confidence
    from model.review.decisions import Pair
    from model.review.review import Order, Waiting
    from tui.session import Session

_PLAIN_RULES = frozenset(("term", "act", "holder", "quotation", "anaphor", "condition", "own-condition", "reversal"))
_BEFORE_NAMES = 11  # cells of the mark, the confidence and the glyph
_ON = " on "
_GAP = 2  # cells between the names and the words
_LEAST_QUOTE = 12  # cells; fewer say nothing
_LEAST_NAME = 6  # cells; where even these leave no room for words, the names have the line to themselves
_WIDEST_NAME = 30  # cells, while the width of the list is not known yet
_SHORT: dict[Confidence, str] = {"high": "high", "medium": "med.", "low": "low"}


class Claim(NamedTuple):
    """Who is said to show which stance on what."""

    party: str
    issue: str
    stance: str


def claim(waiting: Waiting, session: Session) -> Claim:
    """Give what a candidate claims: as it was accepted, as far as the topic still has that; else as proposed."""
    topic, before = session.topic, session.offers.latest.get(waiting.identity)
    if before is not None and before.is_acceptance:
        party, issue, stance = (before.fields[key] for key in ("party", "issue", "stance"))
        if party in topic.parties and issue in topic.issues and stance in topic.scale:
            return Claim(party, issue, stance)
    return Claim(waiting.candidate.party, waiting.candidate.issue, waiting.candidate.stance)


class Columns(NamedTuple):
    """Cells for the names in the lines of the list, so that all of them stand below one another."""

    party: int
    issue: int


def columns(waiting: Sequence[Waiting], session: Session, width: int) -> Columns:
    """Give the names as much room as the longest need; in a line of `width` cells a third is for the first words."""
    claims = [claim(each, session) for each in waiting]
    party, issue = (
        max(map(cell_len, names), default=0)
        for names in (
            [one_line(session.topic.parties[each.party].name) for each in claims],
            [one_line(session.topic.issues[each.issue].name) for each in claims],
        )
    )
    if not width:
        return Columns(min(party, _WIDEST_NAME), min(issue, _WIDEST_NAME))
    return _within(party, issue, width - _BEFORE_NAMES - len(_ON))


def _within(party: int, issue: int, free: int) -> Columns:
    """Divide the free cells of a line: the words have theirs, then the longer name is shortened first."""
    beside_words = free - _GAP - max(_LEAST_QUOTE, free // 3)
    room = beside_words if beside_words >= 2 * _LEAST_NAME else max(free, 2)
    party = min(party, max(room - issue, room // 2))
    return Columns(party, min(issue, room - party))


def line(waiting: Waiting, session: Session, mark: str, names: Columns, width: int) -> Content:
    """Give a candidate in one line of the list: how it stands, how sure it is, what it claims, the quote if it fits."""
    one, topic, claimed = waiting.candidate, session.topic, claim(waiting, session)
    glyph, _, tone = stance_look(claimed.stance, topic)
    party, issue = one_line(topic.parties[claimed.party].name), one_line(topic.issues[claimed.issue].name)
    open_ = mark in " !"
    rest = width - _BEFORE_NAMES - sum(names) - len(_ON) - _GAP
    content = Content.assemble(
        f"{mark} ",
        (f"{_SHORT[one.confidence]:<5}", "$foreground-muted"),
        (f" {glyph} ", f"$tone-{tone} on $tone-{tone}-background" if open_ else ""),
        f" {set_cell_size(shorten(party, names.party), names.party)}",
        (_ON, "$foreground-muted"),
        set_cell_size(shorten(issue, names.issue), names.issue),
        (f"  {one_line(one.quote)}" if not width or rest >= _LEAST_QUOTE else "", "$foreground-muted"),
    )
    content = content.truncate(width, ellipsis=True) if width else content
    return content if open_ else Content.styled(content.plain, "$foreground-muted")


def about(waiting: Waiting, session: Session) -> Content:
    """Say what a candidate claims, who says it where, how sure that is, and for which reasons."""
    one, topic, now = waiting.candidate, session.topic, claim(waiting, session)
    proposed = Claim(one.party, one.issue, one.stance)
    lines = [
        _claimed("proposed: ", proposed, session),
        *([_claimed("accepted: ", now, session)] if now != proposed else []),
        *attribution(waiting, session),
        *_decision(waiting, session),
        _sureness(one, session),
        *_reasons(waiting, session),
    ]
    if waiting.repeats:
        others = ", ".join(wording.outlet(topic.sources[source], source) for source in waiting.repeats)
        lines.append(Content.styled(f"the same words in: {others}", "$foreground-muted"))
    cell = session.matrix.cell(now.party, now.issue)
    glyph, word, _ = stance_look(cell.stance, topic, mixed=cell.mixed)
    so_far = f"{glyph} {word or 'silent'}, {wording.counts(cell)}"
    lines.append(Content.assemble(("the cell so far: ", "$foreground-muted"), so_far))
    return Content("\n").join(lines)


def brief(waiting: Waiting, session: Session) -> Content:
    """Say what would be accepted: the claim, who says it where and when, the sentence, the words it rests on."""
    reasons = [words for words, *_ in _evidence(waiting, session) if words]
    because = f"because of {', '.join(f'“{words}”' for words in dict.fromkeys(reasons))}" if reasons else ""
    return Content("\n    ").join(
        [
            _claimed("", claim(waiting, session), session),
            *attribution(waiting, session),
            Content(one_line(waiting.candidate.quote)),
            *([Content.styled(because, "$foreground-muted")] if because else []),
        ]
    )


def _claimed(how: str, claimed: Claim, session: Session) -> Content:
    topic = session.topic
    return Content.assemble(
        (how, "$foreground-muted"),
        colouring.stance(claimed.stance, topic),
        "  ",
        (one_line(topic.parties[claimed.party].name), "bold"),
        (" on ", "$foreground-muted"),
        (one_line(topic.issues[claimed.issue].name), "bold"),
    )


def attribution(waiting: Waiting, session: Session) -> list[Content]:
    """Say when, who, how and where, under which condition; and, if it is so, that there is no date to be had."""
    topic = session.topic
    fields = accepted_before(waiting, topic, session.offers.latest)
    quote = Quote(
        quote=fields["quote"],
        source=waiting.source,
        stance=fields["stance"],
        speaker=fields["speaker"],
        kind=waiting.candidate.kind,
        via=fields["via"],
    )
    day = topic.date_of(quote)
    lines = [Content(wording.attribution(Item(0, quote, day), topic))]
    if fields["condition"]:
        lines.append(Content(f"condition: {one_line(fields['condition'])}"))
    if day is None and not fields.get("date"):
        hint = f"its source has no date, so the quote would have none: `:` edit source: {one_line(waiting.source)}"
        lines.append(Content.styled(hint, "$text-warning"))
    return lines


def _decision(waiting: Waiting, session: Session) -> list[Content]:
    """Say who decided, and when, if somebody has; and what can be done about it."""
    found = session.offers.latest.get(waiting.identity)
    if found is None or found.decision == "undo":
        return []
    by = f"by {one_line(found.coder)}, {found.time.astimezone():%Y-%m-%d %H:%M}"
    if waiting.identity in session.offers.lost:
        said = f"accepted before {by}, and no longer in the file: a puts it in again, x drops it"
        return [Content.styled(said, "bold $text-warning")]
    edited = ", ".join(map(one_line, found.instead))
    return [Content.styled(_DECIDED[found.decision].format(by=by, what=edited), "bold")]


_DECIDED = {
    "accept": "accepted {by}",
    "edit": "edited ({what}) and accepted {by}",
    "reject": "rejected {by} (a accepts it after all, w lets it wait again)",
    "delete": "accepted, its quote deleted {by} (a puts it in again, w lets it wait again)",
}


def _sureness(one: Candidate, session: Session) -> Content:
    """Say how sure a candidate is, and what became of its like."""
    taken, decided = shares(session.offers.latest).get(one.confidence, (0, 0))
    so_far = f" · {taken} of {decided} such accepted as proposed" if decided else ""
    why = "clear signs" if one.confidence == "high" else doubts_in_words(one)
    return Content.assemble((f"{one.confidence} confidence", "bold"), f": {why}" if why else "", so_far)


def _reasons(waiting: Waiting, session: Session) -> list[Content]:
    """Give the words that each rule rests on, and what it makes of them."""
    if not waiting.candidate.evidence:
        return [Content("· known by what was decided: the rules of today do not propose it")]
    lines = []
    for words, says, rule in _evidence(waiting, session):
        head = Content.assemble(("· ", "$foreground-muted"), (f"“{words}”: " if words else "", "bold"))
        lines.append(Content.assemble(head, says, (f" · {rule}" if rule else "", "$foreground-muted")))
    return lines


def _evidence(waiting: Waiting, session: Session) -> list[tuple[str, str, str]]:
    """Give the words of each reason, what is made of them, and what the rule reads, where that tells more."""
    try:
        text = session.library.text(waiting.source)
    except SourceError:
        return []
    return [
        (one_line(text[each.start : each.end]), one_line(in_words(each)), _read_as(each.rule))
        for each in waiting.candidate.evidence
    ]


def _read_as(rule: str) -> str:
    """Say what a rule reads; nothing of one that says it all itself, or that is not known any more."""
    known = rules().get(rule)
    return known.reads if known and rule not in _PLAIN_RULES else ""


def summary(session: Session, order: Order, first: Pair | None) -> Content:
    """Say how many candidates wait, in how many articles, in which order; what to do when there are none."""
    waiting = session.offers.waiting
    if not waiting:
        return _nothing(session)
    lost = len(session.offers.lost)
    articles = wording.counted(len(per_source(waiting)), "article")
    count = wording.counted(len(waiting), "candidate")
    wait = f"{count} in {articles}, {order}"
    topic = session.topic
    if first is not None and first in session.offers.per_cell:
        wait += f", {wording.cell_name(*first, topic)} on top"
    are = "was accepted before and is" if lost == 1 else "were accepted before and are"
    return Content(f"{wait}.{f' {lost} of them {are} no longer in the file (!).' if lost else ''}")


def _nothing(session: Session) -> Content:
    if not session.offers.is_read:
        return Content("The articles are being read for candidates …")
    if not session.topic.sources:
        return Content("There is no article to read yet. `parley add FILE` takes one in.")
    if lacking := wording.not_yet(session.topic):
        return Content(f"{lacking} Candidates are sentences in which a party takes a side on an issue.")
    if not (session.offers.candidates or session.offers.latest or any(session.topic.quotes())):
        return Content(
            "Nothing is proposed: no sentence was found in which a party takes a side on an issue. Names, `aliases:` "
            "and `terms:` say which words to look for (7 edits them); `parley vocabulary` shows what the terms find."
        )
    problems = len(session.offers.problems)
    lost = f" {wording.counted(problems, 'line')} of decisions.jsonl cannot be read: 5 lists them." if problems else ""
    return Content(
        "Nothing waits: every candidate of the articles is in the file or decided; d shows what was decided. "
        f"`parley add FILE` takes in another article; `terms:` of an issue say which words to look for.{lost}"
    )
