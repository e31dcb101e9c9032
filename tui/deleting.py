"""Parties, issues, sources and events deleted from the app, after a question that says what goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.edit.deletion import deletion, goes_along
from model.edit.operations import SECTIONS, IdKind, Item, Remove, look_up
from model.plain import one_line
from tui.ask import Ask
from tui.editor import Ruling
from tui.saving import do
from tui.wording import counted, event_name

if TYPE_CHECKING:
    from model.schema import Topic
    from tui.app import ParleyApp


async def delete_entry(app: ParleyApp, kind: IdKind, id_: str) -> None:
    """Delete a party, an issue or a source, with all that rests on it."""
    session = app.session
    steps = deletion(session.current.document.data(), kind, id_)
    what = f"{kind} {_name(session.topic, kind, id_)}"
    lines = (*_goes_along(session.topic, kind, id_), "u brings all of it back.")
    await _delete(app, what, lines, Ruling((), steps))


async def delete_event(app: ParleyApp, number: int) -> None:
    """Delete an event, by its number in the file, from 0."""
    session = app.session
    seen = look_up(session.current.document.data(), ("events", number))
    step = Remove(("events", Item(number, seen if isinstance(seen, dict) else {})), seen)
    await _delete(app, f"event {event_name(session.topic.events[number])}", ("u brings it back.",), Ruling((), (step,)))


async def _delete(app: ParleyApp, what: str, lines: tuple[str, ...], ruling: Ruling) -> None:
    answer = await app.answer_of(Ask(f"Delete the {what} from the file?", lines, {"y": "delete it"}))
    if answer == "y" and (trouble := await do(app, ruling, f"{what} deleted")):
        app.say(trouble, wrong=True)


def _name(topic: Topic, kind: IdKind, id_: str) -> str:
    return one_line(getattr(getattr(topic, SECTIONS[kind])[id_], "name", id_))


def _goes_along(topic: Topic, kind: IdKind, id_: str) -> tuple[str, ...]:
    """Say what else is deleted, and what stays although one might think otherwise."""
    along = goes_along(topic, kind, id_)
    counts = [(along.cells, "position"), (along.quotes, "quote")]
    gone = " and ".join(counted(count, word) for count, word in counts if count)
    verb = "goes" if along.cells + along.quotes == 1 else "go"
    lines = [f"With it {verb} {gone}." if gone else "No quote rests on it."]
    if along.cells:
        lines.append("A position is what the file says of a party on an issue: verdict, summary, note and quotes.")
    lines += [f"It leaves the bloc {one_line(topic.parties[bloc].name)}." for bloc in along.blocs]
    if kind == "source":
        lines.append(f"Its text stays on the disk: {one_line(topic.sources[id_].file)}.")
    return tuple(lines)
