"""What can be done with candidates: accept, edit and accept, reject; each decision with who took it, and when."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from model.edit.operations import add_quote
from model.plain import one_line
from model.quotes.sources import SourceError
from model.review.coder import coder_of
from model.review.decisions import decide
from model.review.review import accepted, fitting
from tui.background import in_background
from tui.drafts import FormKey
from tui.editor import Ruling
from tui.edits import as_the_source_says, checked, quote_fields
from tui.forms import Ask, Field
from tui.renames import values_now
from tui.saving import do, open_form
from tui.sheet import stance_look
from tui.wording import counted, outlet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.review.decisions import Action
    from model.review.review import Waiting
    from model.schema import Topic
    from tui.app import ParleyApp
    from tui.forms import Values

_REQUIRED = ("party", "issue", "quote", "source", "stance")


async def accept(app: ParleyApp, chosen: Sequence[Waiting]) -> None:
    """Put candidates into the file as quotes, all in one save."""
    session, coder = app.session, await _coder(app)
    trouble = _outdated(app, chosen)
    trouble = trouble or next((sentence for each in chosen if (sentence := _not_verbatim(app, each))), None)
    if trouble is None:
        decisions = tuple(decide("accept", each.candidate, each.source, coder) for each in chosen)
        quotes = tuple(accepted(each, session.topic, coder) for each in chosen)
        trouble = await do(app, Ruling(decisions, quotes), _told("accepted", chosen, session.topic))
    if trouble:
        app.say(trouble, wrong=True)


async def reject(app: ParleyApp, chosen: Sequence[Waiting]) -> None:
    """Note that candidates are none; the file stays as it is."""
    coder = await _coder(app)
    decisions = tuple(decide("reject", each.candidate, each.source, coder) for each in chosen)
    trouble = _outdated(app, chosen)
    if trouble is None:
        trouble = await do(app, Ruling(decisions), _told("rejected", chosen, app.session.topic))
    if trouble:
        app.say(trouble, wrong=True)


async def accept_sure(app: ParleyApp, chosen: Sequence[Waiting]) -> None:
    """Accept candidates of one article after showing all of them."""
    topic = app.session.topic
    lines = tuple(f"{_claim(each, topic)}: {one_line(each.candidate.quote)}" for each in chosen)
    where = outlet(topic.sources[chosen[0].source], chosen[0].source)
    question = f"Accept {counted(len(chosen), 'high-confidence candidate')} of {where}?"
    answer = await app.push_screen_wait(Ask(question, lines, {"y": "accept them all"}))
    if answer == "y":
        await accept(app, chosen)


async def amend(app: ParleyApp, waiting: Waiting) -> None:
    """Show the form of a quote with what is proposed; what is saved is accepted, and noted where it differs."""
    session, topic, one = app.session, app.session.topic, waiting.candidate
    coder = await _coder(app)
    given = {"quote": one.quote, "source": waiting.source, "stance": one.stance, "speaker": one.speaker}
    given |= {"kind": one.kind, "via": one.via}
    fields = (
        Field("party", "party", one.party, tuple(topic.parties)),
        Field("issue", "issue", one.issue, tuple(topic.issues)),
        *quote_fields(session, one.party, given, first=("stance", "speaker", "kind")),
    )

    now = values_now(session)

    def ruling(values: Values) -> Ruling:
        values = as_the_source_says(session, now(values))
        proposed = now({"party": one.party, "issue": one.issue, **given})
        instead = {key: value for key, value in values.items() if value != proposed.get(key, "").strip()}
        action: Action = "edit" if instead else "accept"
        under = replace(one, party=proposed["party"], issue=proposed["issue"])
        decision = replace(decide(action, under, proposed["source"], coder), instead=instead)
        entry = {key: value for key, value in values.items() if value and key not in ("party", "issue")}
        return Ruling((decision,), (add_quote(values["party"], values["issue"], entry),))

    # A draft of it is one of the passage: the quote is recognised when it is saved another day.
    key, check = FormKey("passage", (one.quote, waiting.source)), checked(session, fields, _REQUIRED)
    await open_form(
        app, key, f"{_claim(waiting, topic)}: accept, edited", fields, check=check, make=ruling, is_new=True
    )


async def _coder(app: ParleyApp) -> str:
    return await in_background(partial(coder_of, app.session.path.parent))


def _outdated(app: ParleyApp, chosen: Sequence[Waiting]) -> str | None:
    """Say so when the file no longer has what is claimed of whom: it may have been changed a moment ago."""
    is_there = len(fitting(chosen, app.session.topic)) == len(chosen)
    return None if is_there else "not decided: the party, the issue or the source has another id by now, or is gone"


def _not_verbatim(app: ParleyApp, waiting: Waiting) -> str | None:
    """Say so when the article no longer has the words: it may have changed a moment ago."""
    try:
        text = app.session.library.text(waiting.source)
    except SourceError as error:
        return str(error)
    return None if waiting.candidate.quote in text else "not accepted: the article no longer has these words"


def _told(how: str, chosen: Sequence[Waiting], topic: Topic) -> str:
    return f"{how}: {_claim(chosen[0], topic) if len(chosen) == 1 else counted(len(chosen), 'candidate')}"


def _claim(waiting: Waiting, topic: Topic) -> str:
    """Say in a line what is claimed: glyph and word of the stance, party, issue."""
    one = waiting.candidate
    glyph, word, _ = stance_look(one.stance, topic)
    return f"{glyph} {word}, {one_line(topic.parties[one.party].name)} on {one_line(topic.issues[one.issue].name)}"
