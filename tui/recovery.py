"""What a crash or a slow program left: versions of the file, forms not saved. Offered, never thrown away unasked."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from model.edit.operations import SECTIONS
from model.review.decisions import Decision
from model.save.leftovers import Remains, adopt, discard, find_leftovers, kept_aside, slipped
from model.save.refusal import SaveError
from tui.ask import Ask
from tui.background import in_background
from tui.deciding import amend
from tui.desk import read_again
from tui.drafts import throw_away, unsaved, when
from tui.edits import code_passage, edit_position, edit_quote, new_quote
from tui.entries import edit_entry, edit_title, new_entry, rename_entry
from tui.saving import with_consent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.save.leftovers import Leftover
    from tui.app import ParleyApp
    from tui.drafts import FormKey

_MOMENT = 0.1  # seconds
_SAID = {
    Remains.UNFINISHED: "A save was cut off before its text came into the file.",
    Remains.BEFORE: "A save was cut off in the middle; this is the version before it.",
    Remains.LATE: "Another program wrote the file in the middle of a save; this is its version.",
}


async def _asked(app: ParleyApp, question: str, lines: tuple[str, ...], answers: Mapping[str, str]) -> str | None:
    """Ask what nobody is waiting for: not over a form or another question, whose keys would answer it."""
    while app.screen.is_modal:
        await asyncio.sleep(_MOMENT)
    return await app.answer_of(Ask(question, lines, answers, is_expected=False))


async def offer_leftovers(app: ParleyApp) -> None:
    """Offer what lies beside the file from an earlier run."""
    for leftover in await asyncio.to_thread(find_leftovers, app.session.path):
        await _offer(app, leftover)


async def offer_late_versions(app: ParleyApp) -> None:
    """Offer what a program wrote that still took the version before a save for the file."""
    editor = app.editor
    late, editor.late, saved = editor.late, [], editor.saved  # a second look offers nothing twice
    looks = [partial(kept_aside, app.session.path, each) for each in late]
    looks += [partial(slipped, saved)] if saved is not None else []
    for look in looks:
        leftover = await asyncio.to_thread(look)
        if leftover is not None:
            await _offer(app, leftover)


async def offer_drafts(app: ParleyApp) -> None:
    """Offer the forms that were open when Parley ended, one after the other."""
    for form in await asyncio.to_thread(unsaved, app.session.path, app.began):
        lines = (f"You typed this {when(form.time)}:", *form.lines)
        answers = {"o": "open the form", "x": "throw it away"}
        answer = await _asked(app, f"Not saved yet: {form.title}", lines, answers)
        if answer == "o" and not await _opened(app, form.key):
            app.say("The file no longer has what the form was about; the text is kept.", wrong=True)
        elif answer == "x":
            throw_away(app.session.path, form)


async def _opened(app: ParleyApp, key: FormKey) -> bool:
    """Open a form again; False if what it was about is no longer there."""
    topic = app.session.topic
    match key:
        case "entry", ("parties" | "issues" | "sources" as section, id_) if id_ in getattr(topic, section):
            await edit_entry(app, section, id_)
        case "entry", ("events", date, name):
            return await _opened_event(app, date, name)
        case "title", ():
            await edit_title(app)
        case "id", ("party" | "issue" | "source" as kind, id_) if id_ in getattr(topic, SECTIONS[kind]):
            await rename_entry(app, kind, id_)
        case "new entry", ("parties" | "issues" | "sources" | "events" as section, file):
            await new_entry(app, section, {"file": file})
        case "candidate", (source, party, issue, stance, quote):
            claimed = Decision(datetime.now(UTC), "", "accept", source, party, issue, stance, quote)
            return await _opened_candidate(app, claimed)
        case "passage", (passage, source) if source in topic.sources:
            await code_passage(app, passage, source, None)
        case ("cell" | "quote" | "new quote", (party, issue, *words)) if (
            party in topic.parties and issue in topic.issues
        ):
            return await _opened_at(app, key.kind, (party, issue), words)
        case _:
            return False
    return True


async def _opened_candidate(app: ParleyApp, claimed: Decision) -> bool:
    """Open the form of a candidate again, with the reasons that its decision will name."""
    waiting = await in_background(partial(read_again, app.session, claimed))
    if waiting is not None:
        await amend(app, waiting)
    return waiting is not None


async def _opened_event(app: ParleyApp, date: str, name: str) -> bool:
    events = [(str(event.date), event.name) for event in app.session.topic.events]
    if (date, name) not in events:
        return False
    await edit_entry(app, "events", events.index((date, name)))
    return True


async def _opened_at(app: ParleyApp, kind: str, cell: tuple[str, str], words: list[str]) -> bool:
    if kind == "cell":
        await edit_position(app, *cell)
    elif kind == "new quote":
        await new_quote(app, *cell, {})
    else:
        position = app.session.topic.position(*cell)
        quotes = [quote.quote for quote in position.quotes] if position else []
        if words[0] not in quotes:
            return False
        await edit_quote(app, (*cell, quotes.index(words[0])))
    return True


async def _offer(app: ParleyApp, leftover: Leftover) -> None:
    when = f"{leftover.time.astimezone():%Y-%m-%d %H:%M:%S}"
    lines = (f"It is from {when} and lies in {leftover.path.name}.", "What the file says now is kept in any case.")
    answers = {"t": "take it", "x": "delete it"}
    answer = await _asked(app, _SAID[leftover.remains], lines, answers)
    if answer == "t":
        try:
            await with_consent(app, lambda: asyncio.to_thread(adopt, leftover, in_place=app.editor.in_place))
        except SaveError as error:
            app.say(str(error), wrong=True)
    elif answer == "x":
        discard(leftover)
