"""Cells and quotes edited from a screen: the form for each, and the operation that its answers make."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from model.edit.dated import add_by_date
from model.edit.edit import preview_lines
from model.edit.operations import (
    Change,
    SetFields,
    look_up,
    position_entry,
    quote_entry,
    quote_removal,
)
from model.quotes.proposal import propose
from tui.ask import Ask
from tui.background import in_background
from tui.drafts import FormKey
from tui.editor import EDIT_ERRORS, Ruling, shown_bytes
from tui.fields import Field
from tui.quote_form import as_the_source_says, checked, coded_fields, field_text, quote_fields
from tui.renames import cell_now, values_now
from tui.saving import do, open_form
from tui.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.edit.edit import Operation
    from model.file.document import Value
    from model.review.decisions import Decision
    from model.schema import Position
    from tui.app import ParleyApp
    from tui.fields import Values
    from tui.session import QuoteRef, Session

_REQUIRED = ("quote", "source", "stance")


async def edit_position(app: ParleyApp, party: str, issue: str) -> None:
    """Edit verdict, summary and note of a cell."""
    session = app.session
    old = _data(session, ("positions", party, issue))
    fields = (
        Field("stance", "verdict (empty: the quotes speak)", field_text(old, "stance"), tuple(session.topic.scale)),
        Field("since", "since: the day from which it holds, such as 2025-05-19", field_text(old, "since")),
        Field("summary", "summary", field_text(old, "summary"), long=True),
        Field("note", "note", field_text(old, "note"), long=True),
    )

    cell = cell_now(session, party, issue)

    def operation(values: Values) -> Operation:
        return SetFields(position_entry(*cell()), _changes(old, values))

    title, key = f"{cell_name(party, issue, session.topic)}: the cell", FormKey("cell", (party, issue))
    await open_form(app, key, title, fields, check=checked(session, fields, ()), make=operation)


async def edit_quote(app: ParleyApp, quote: QuoteRef) -> None:
    """Edit any field of a quote, also whose it is and on what; words that are not in the source are refused."""
    party, issue, number = quote
    session = app.session
    old = _data(session, ("positions", party, issue, "quotes", number))
    words = field_text(old, "quote")
    fields = coded_fields(session, party, issue, old)
    cell, now = cell_now(session, party, issue), values_now(session)

    def said(values: Values) -> dict[str, str]:
        return {**as_the_source_says(session, now(values))}

    def operation(values: Values) -> Operation | Ruling:
        new, here = said(values), cell()
        there = new["party"], new["issue"]
        if there != here:
            return _move(session, (*here, number), words, {**{key: field_text(old, key) for key in old}, **new})
        return SetFields(quote_entry(*here, number, words), _changes(old, _quote_only(new)))

    def anew(values: Values) -> Operation:
        return _addition(session, {**{key: field_text(old, key) for key in old}, **said(values)})

    title = f"{cell_name(party, issue, session.topic)}: a quote"
    key = FormKey("quote", (party, issue, words))
    check = checked(session, fields, (*_REQUIRED, "party", "issue"))
    await open_form(app, key, title, fields, check=check, make=operation, anew=anew)


def _quote_only(entry: Values) -> Values:
    return {key: value for key, value in entry.items() if key not in ("party", "issue")}


def _move(session: Session, quote: QuoteRef, words: str, entry: Values) -> Operation | Ruling:
    """Take a quote out of its cell and put it, as it says now, into another one: in one save."""
    from model.review.acceptance import moves  # noqa: PLC0415 - most edits decide nothing
    from model.review.coder import coder_of  # noqa: PLC0415 - likewise

    party, issue, number = quote
    position = session.topic.position(party, issue)
    quotes = position.quotes if position is not None else ()
    here = next((at for at, each in enumerate(quotes) if each.quote == words), None)
    if here is None:  # it is gone, which saving finds and asks about
        return SetFields(quote_entry(party, issue, number, words), (Change("note", entry["note"], None),))
    there, coder = (entry["party"], entry["issue"]), coder_of(session.path.parent)
    decisions = moves(quotes[here], (party, issue), there, session.offers.latest, coder)
    removal = quote_removal(session.current.document.data(), party, issue, here)
    return Ruling(decisions, (removal, _addition(session, entry)))


async def code_passage(app: ParleyApp, passage: str, source: str, cell: tuple[str, str] | None) -> bool:
    """Add a quote taken from an article, what it says proposed and decided by a person; tell if it is in the file."""
    session = app.session
    likely = propose(session.topic, passage)
    party, issue = likely.party or (cell[0] if cell else ""), likely.issue or (cell[1] if cell else "")
    given = {"quote": passage, "source": source, "speaker": likely.speaker, "kind": likely.kind}
    fields = coded_fields(session, party, issue, given)

    now = values_now(session)

    def operation(values: Values) -> Operation:
        return _addition(session, as_the_source_says(session, now(values)))

    title, key = f"a quote from {source}", FormKey("passage", (passage, source))
    check = checked(session, fields, (*_REQUIRED, "party", "issue"))
    return await open_form(app, key, title, fields, check=check, make=operation, is_new=True)


async def new_quote(app: ParleyApp, party: str, issue: str, given: Mapping[str, Value]) -> None:
    """Add a quote to a cell; what is known of it already is filled in."""
    session = app.session
    fields = quote_fields(session, party, given)
    cell, now = cell_now(session, party, issue), values_now(session)

    def operation(values: Values) -> Operation:
        entry = dict(zip(("party", "issue"), cell(), strict=True))
        return _addition(session, {**as_the_source_says(session, now(values)), **entry})

    title, key = f"{cell_name(party, issue, session.topic)}: a new quote", FormKey("new quote", (party, issue))
    check = checked(session, fields, _REQUIRED)
    await open_form(app, key, title, fields, check=check, make=operation, is_new=True)


def _addition(session: Session, entry: Values) -> Operation:
    (step,) = add_by_date([entry], session.topic)
    return step


async def delete_quote(app: ParleyApp, quote: QuoteRef) -> None:
    """Delete a quote, after showing the lines that go."""
    session = app.session
    party, issue, number = quote
    position = session.topic.position(party, issue)
    if position is None or number >= len(position.quotes):  # the file was read again since the key
        app.say("This quote is not in the file any more.", wrong=True)
        return
    operation = quote_removal(session.current.document.data(), *quote)
    try:
        lines = preview_lines(shown_bytes(session.current), operation)
    except EDIT_ERRORS as error:
        app.say(str(error), wrong=True)
        return
    shown = tuple(f"{line.number:>5} | {line.text}" for line in lines)
    answer = await app.answer_of(Ask("Delete this quote from the file?", shown, {"y": "delete it"}))
    if answer == "y":
        decisions = await in_background(partial(_deletions, session, position, quote))
        trouble = await do(app, Ruling(decisions, (operation,)), "quote deleted")
        if trouble:
            app.say(trouble, wrong=True)


def _deletions(session: Session, position: Position, quote: QuoteRef) -> tuple[Decision, ...]:
    """Give what is to be noted of the candidates that a quote came of, so that they do not wait again: slow."""
    from model.review.acceptance import deletions  # noqa: PLC0415 - most edits decide nothing
    from model.review.coder import coder_of  # noqa: PLC0415 - likewise
    from model.review.decision_file import read_decisions  # noqa: PLC0415 - likewise

    party, issue, number = quote
    known = read_decisions(session.offers.decisions).latest  # the session has not read them in its first second
    return deletions(position.quotes, number, (party, issue), known, coder_of(session.path.parent)) if known else ()


def _data(session: Session, place: tuple[str | int, ...]) -> Mapping[str, Value]:
    found = look_up(session.current.document.data(), place)
    return found if isinstance(found, dict) else {}


def _changes(old: Mapping[str, Value], values: Values) -> tuple[Change, ...]:
    return tuple(
        Change(key, value or None, old.get(key))
        for key, value in values.items()
        if value != field_text(old, key).strip()
    )
