"""Candidates in words: a line of the list, and the reasons of one; never in the dress of a person's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from model.cell import Evidence as Item
from model.plain import one_line
from model.quotes.sources import SourceError
from model.review.decisions import shares
from model.review.review import per_source
from model.schema import Quote
from tui import wording
from tui.sheet import stance_look

if TYPE_CHECKING:
    from model.extract.candidate import Candidate, Confidence
    from model.review.review import Order, Pair, Waiting
    from tui.session import Session

MOST = 500  # candidates listed; who has decided these sees the next

_SIGNS = {"high": "clear signs", "medium": "good signs", "low": "weak signs"}
_DECIDED = {"accept": "accepted", "edit": "edited and accepted", "reject": "rejected"}
_SHORT: dict[Confidence, str] = {"high": "high", "medium": "med.", "low": "low"}


def line(waiting: Waiting, session: Session, mark: str, width: int) -> Content:
    """Give a candidate in one line of the list: how it stands, how sure it is, and what it claims."""
    one, topic = waiting.candidate, session.topic
    glyph, _, tone = stance_look(one.stance, topic)
    party, issue = one_line(topic.parties[one.party].name), one_line(topic.issues[one.issue].name)
    open_ = mark == " "
    content = Content.assemble(
        f"{mark} ",
        (f"{_SHORT[one.confidence]:<5}", "$foreground-muted"),
        (f" {glyph} ", f"$tone-{tone} on $tone-{tone}-background" if open_ else ""),
        f" {party} ",
        ("on ", "$foreground-muted"),
        issue,
        (f"  {one_line(one.quote)}", "$foreground-muted"),
    )
    content = content.truncate(width, ellipsis=True) if width else content
    return content if open_ else Content.styled(content.plain, "$foreground-muted")


def about(waiting: Waiting, session: Session) -> Content:
    """Say what a candidate claims, who says it where, how sure that is, and for which reasons."""
    one, topic = waiting.candidate, session.topic
    party, issue = one_line(topic.parties[one.party].name), one_line(topic.issues[one.issue].name)
    lines = [
        Content.assemble(
            ("proposed: ", "$foreground-muted"),
            wording.stance_content(one.stance, topic),
            "  ",
            (party, "bold"),
            (" on ", "$foreground-muted"),
            (issue, "bold"),
        ),
        Content(_attribution(waiting, session)),
        *_decision(waiting, session),
        _sureness(one, session),
        *_reasons(waiting, session),
    ]
    if waiting.repeats:
        others = ", ".join(wording.outlet(topic.sources[source], source) for source in waiting.repeats)
        lines.append(Content.styled(f"the same words in: {others}", "$foreground-muted"))
    cell = session.matrix.cell(one.party, one.issue)
    so_far = wording.counts(cell, session.matrix)
    lines.append(Content.assemble(("the cell so far: ", "$foreground-muted"), _stance(session, waiting), f" {so_far}"))
    return Content("\n").join(lines)


def _stance(session: Session, waiting: Waiting) -> str:
    cell = session.matrix.cell(*waiting.cell)
    glyph, word, _ = stance_look(cell.stance, session.topic, mixed=cell.mixed)
    return f"{glyph} {word or 'silent'},"


def _attribution(waiting: Waiting, session: Session) -> str:
    one, topic = waiting.candidate, session.topic
    quote = Quote.model_construct(
        quote=one.quote, source=waiting.source, stance=one.stance, speaker=one.speaker, kind=one.kind, via=one.via
    )
    return wording.attribution(Item(0, quote, topic.date_of(quote)), topic)


def _decision(waiting: Waiting, session: Session) -> list[Content]:
    """Say who decided, and when, if somebody has."""
    found = session.latest.get(waiting.identity)
    if found is None or found.decision == "undo":
        return []
    when = f"{found.time.astimezone():%Y-%m-%d %H:%M}"
    return [Content.styled(f"{_DECIDED[found.decision]} by {one_line(found.coder)}, {when} (u takes it back)", "bold")]


def _sureness(one: Candidate, session: Session) -> Content:
    """Say how sure a candidate is, and what became of its like."""
    taken, decided = shares(session.latest).get(one.confidence, (0, 0))
    so_far = f" · {taken} of {decided} such accepted so far" if decided else ""
    return Content.assemble((f"{one.confidence} confidence", "bold"), f": {_SIGNS[one.confidence]}{so_far}")


def _reasons(waiting: Waiting, session: Session) -> list[Content]:
    """Give the words that each rule rests on, and what it makes of them."""
    try:
        text = session.library.text(waiting.source)
    except SourceError:
        return []
    lines = []
    for reason in waiting.candidate.evidence:
        words = one_line(text[reason.start : reason.end])
        head = Content.assemble(("· ", "$foreground-muted"), (f"“{words}”: " if words else "", "bold"))
        says = Content.assemble(one_line(reason.says), (f" ({one_line(reason.rule)})", "$foreground-muted"))
        lines.append(Content.assemble(head, says))
    return lines


def summary(session: Session, order: Order, first: Pair | None) -> Content:
    """Say how many candidates wait, in how many articles, in which order; what to do when there are none."""
    waiting = session.waiting
    if not waiting:
        return _nothing(session)
    articles = wording.counted(len(per_source(waiting)), "article")
    count = wording.counted(len(waiting), "candidate")
    wait = f"{count} in {articles}, {order}"
    topic = session.topic
    if first is not None and first in session.waits:
        party, issue = one_line(topic.parties[first[0]].name), one_line(topic.issues[first[1]].name)
        wait += f", {party} on {issue} on top"
    return Content(f"{wait}.")


def _nothing(session: Session) -> Content:
    if not session.articles_read:
        return Content("The articles are being read for candidates …")
    if not session.topic.sources:
        return Content("There is no article to read yet. `parley add FILE` takes one in.")
    problems = len(session.decision_problems)
    lost = f" {wording.counted(problems, 'line')} of decisions.jsonl cannot be read (5)." if problems else ""
    return Content(
        "Nothing waits: every candidate of the articles is in the file or decided. "
        f"`parley add FILE` takes in another article; `terms:` of an issue say which words to look for.{lost}"
    )
