"""What can be edited from a screen: the form for each thing, and the operation that its answers make."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

from model.anchor import Anchoring
from model.draft import forget_draft, keep_draft, read_draft
from model.edit import preview_lines
from model.operations import (
    Change,
    ClashError,
    Remove,
    SetFields,
    add_entry,
    add_quote,
    look_up,
    position_entry,
    quote_entry,
)
from model.plain import one_line
from model.proposal import propose
from model.refusal import SaveError
from model.schema import Kind, PartialDate, Quote, Role, Status
from model.sources import SourceError
from tui.editor import EDIT_ERRORS, mine_over_theirs, shown_bytes
from tui.forms import Ask, Field, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from model.edit import Operation
    from model.operations import Section
    from model.values import Value
    from tui.app import ParleyApp
    from tui.editor import Ruling
    from tui.forms import Errors, Values
    from tui.session import QuoteRef, Session

_DATES = ("date", "since", "published")
_LONG = ("quote", "condition", "note", "translation")
_MORE = ("condition", "role", "via", "note", "status", "translation")
_QUOTE_FIELDS = ("quote", "source", "stance", "speaker", "kind", "date", *_MORE)
_ENTRY_FIELDS: Mapping[Section, tuple[tuple[str, str], ...]] = {
    "parties": (("id", "id, such as port-authority"), ("name", "name"), ("aliases", "aliases, with commas between")),
    "issues": (("id", "id, such as harbour-tolls"), ("name", "name"), ("proposition", "proposition")),
    "sources": (("id", "id, such as daily-2025-05-19"), ("file", "file: seeds/article.txt"), ("outlet", "outlet"),
                ("title", "title"), ("published", "published: 2025-05-19"), ("url", "web page")),
    "events": (("date", "date: 2025-05-19"), ("name", "name")),
}  # fmt: skip
_REQUIRED = ("id", "name", "file", "quote", "source", "stance")


async def edit_position(app: ParleyApp, party: str, issue: str) -> None:
    """Edit verdict, summary and note of a cell."""
    session = app.session
    old = _data(session, ("positions", party, issue))
    fields = (
        Field("stance", "verdict (empty: the quotes speak)", _text(old, "stance"), tuple(session.topic.scale)),
        Field("since", "since", _text(old, "since")),
        Field("summary", "summary", _text(old, "summary"), long=True),
        Field("note", "note", _text(old, "note"), long=True),
    )

    def operation(values: Values) -> Operation:
        return SetFields(position_entry(party, issue), _changes(old, values))

    await open_form(app, f"{_names(session, party, issue)}: the cell", fields, operation, needed=())


async def edit_quote(app: ParleyApp, quote: QuoteRef) -> None:
    """Edit any field of a quote; words that are not in the source are refused."""
    party, issue, number = quote
    session = app.session
    old = _data(session, ("positions", party, issue, "quotes", number))
    fields = quote_fields(session, party, old)

    def operation(values: Values) -> Operation:
        return SetFields(quote_entry(party, issue, number, _text(old, "quote")), _changes(old, values))

    await open_form(app, f"{_names(session, party, issue)}: a quote", fields, operation, needed=_REQUIRED)


async def code_passage(app: ParleyApp, passage: str, source: str, cell: tuple[str, str] | None) -> None:
    """Add a quote taken from an article; party, issue, speaker and kind are proposed, a person decides."""
    session = app.session
    topic, likely = session.topic, propose(session.topic, passage)
    party, issue = likely.party or (cell[0] if cell else ""), likely.issue or (cell[1] if cell else "")
    given = {"quote": passage, "source": source, "speaker": likely.speaker, "kind": likely.kind}
    fields = (
        Field("party", "party", party, tuple(topic.parties)),
        Field("issue", "issue", issue, tuple(topic.issues)),
        *quote_fields(session, party, given, first=("stance", "speaker", "kind")),
    )

    def operation(values: Values) -> Operation:
        entry = {key: value for key, value in values.items() if value and key not in ("party", "issue")}
        return add_quote(values["party"], values["issue"], entry)

    await open_form(app, f"a quote from {source}", fields, operation, needed=(*_REQUIRED, "party", "issue"))


async def new_quote(app: ParleyApp, party: str, issue: str, given: Mapping[str, Value]) -> None:
    """Add a quote to a cell; what is known of it already is filled in."""
    fields = quote_fields(app.session, party, given)

    def operation(values: Values) -> Operation:
        return add_quote(party, issue, {key: value for key, value in values.items() if value})

    await open_form(app, f"{_names(app.session, party, issue)}: a new quote", fields, operation, needed=_REQUIRED)


async def new_entry(app: ParleyApp, section: Section, word: str, given: Mapping[str, str] | None = None) -> None:
    """Add a party, an issue, a source or an event; what is known of it already is filled in."""
    fields = tuple(Field(key, label, (given or {}).get(key, "")) for key, label in _ENTRY_FIELDS[section])

    def operation(values: Values) -> Operation:
        entry: dict[str, Value] = {key: value for key, value in values.items() if value and key != "id"}
        if "aliases" in entry:
            entry["aliases"] = [alias.strip() for alias in values["aliases"].split(",") if alias.strip()]
        return add_entry(section, values.get("id", ""), entry)

    await open_form(app, f"a new {word}", fields, operation, needed=(*_REQUIRED, "date"))


async def delete_quote(app: ParleyApp, quote: QuoteRef) -> None:
    """Delete a quote, after showing the lines that go."""
    party, issue, number = quote
    session = app.session
    old = _data(session, ("positions", party, issue, "quotes", number))
    operation = Remove(quote_entry(party, issue, number, _text(old, "quote")), dict(old))
    try:
        lines = preview_lines(shown_bytes(session.current), operation)
    except EDIT_ERRORS as error:
        app.say(str(error), wrong=True)
        return
    shown = tuple(f"{line.number:>5} | {line.text}" for line in lines)
    answer = await app.push_screen_wait(Ask("Delete this quote from the file?", shown, {"y": "delete it"}))
    if answer == "y":
        trouble = await do(app, operation, "the quote is deleted")
        if trouble:
            app.say(trouble, wrong=True)


def quote_fields(
    session: Session, party: str, given: Mapping[str, Value], first: tuple[str, ...] = ("quote", "source")
) -> tuple[Field, ...]:
    """Give the fields of a quote, some of them first."""
    topic = session.topic
    speaking = topic.parties[party].people if party in topic.parties else ()
    choices = {
        "source": tuple(topic.sources),
        "stance": tuple(topic.scale),
        "speaker": tuple(speaking),
        "kind": get_args(Kind),
        "role": get_args(Role),
        "status": get_args(Status),
    }
    labels = {"quote": "quote, word for word from the source"}
    order = (*first, *(key for key in _QUOTE_FIELDS if key not in first))
    return tuple(
        Field(key, labels.get(key, key), _text(given, key), choices.get(key, ()), long=key in _LONG) for key in order
    )


async def open_form(
    app: ParleyApp,
    title: str,
    fields: tuple[Field, ...],
    make: Callable[[Values], Operation | Ruling],
    *,
    needed: tuple[str, ...],
) -> None:
    """Show a form and make the edit that it asks for; what could not be saved is kept for the next time."""
    session = app.session
    draft = read_draft(session.path, title)
    if draft is not None:
        kept = json.loads(draft.text)
        fields = tuple(Field(f.key, f.label, kept.get(f.key, f.value), f.choices, f.long) for f in fields)
        app.say("This is what you typed when it could not be saved.")

    async def submit(values: Values) -> str | None:
        trouble = await do(app, make(_as_the_source_says(session, values)), f"saved: {title}")
        if trouble is None:
            forget_draft(session.path, title)
            return None
        try:
            keep_draft(session.path, title, json.dumps(dict(values)))
        except SaveError as error:
            return f"{trouble}; {error}"
        return trouble

    def check(values: Values) -> Errors:
        return _errors(session, fields, values, needed)

    await app.push_screen_wait(Form(title, fields, check, submit))


async def do(app: ParleyApp, operation: Operation | Ruling, what: str) -> str | None:
    """Make an edit; ask when somebody else changed the same thing. Give a sentence if it is not in the file."""
    try:
        await app.editor.do(operation, what)
    except ClashError as clash:
        again = mine_over_theirs(operation, clash)
        if again is None:
            return str(clash)
        lines = (f"when you opened it: {clash.base or 'nothing'}", f"in the file now: {clash.theirs or 'nothing'}")
        answers = {"m": "write mine over it", "e": "go on editing"}
        answer = await app.push_screen_wait(Ask(f"{clash}.", (*lines, f"yours: {clash.mine}"), answers))
        return await do(app, again, what) if answer == "m" else "not saved: the file says something else by now"
    except EDIT_ERRORS as error:
        return str(error)
    app.show_edit(what)
    return None


def _errors(session: Session, fields: tuple[Field, ...], values: Values, needed: tuple[str, ...]) -> dict[str, str]:
    errors = {}
    for field in fields:
        value = values[field.key]
        if not value.strip():
            if field.key in needed:
                errors[field.key] = "this is needed"
        elif field.choices and field.key != "speaker" and value not in field.choices:
            errors[field.key] = f"one of: {', '.join(field.choices)}"
        elif field.key in _DATES and not _is_date(value):
            errors[field.key] = "not a date: write 2025-02-28, 2025-02 or 2025"
    if "quote" in values and not errors.keys() & {"quote", "source"}:
        errors |= _not_in_source(session, values)
    return errors


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _not_in_source(session: Session, values: Values) -> dict[str, str]:
    """Check that the source has the words; a near passage is shown, never taken."""
    quote = Quote.model_construct(quote=values["quote"], source=values["source"], stance=values["stance"])
    try:
        anchor = session.library.anchor(quote)
    except SourceError as error:
        return {"source": str(error)}
    if anchor.anchoring is Anchoring.MISSING:
        return {"quote": "the source does not have these words"}
    if anchor.anchoring is Anchoring.NEAR and anchor.span is not None:
        passage = session.library.text(values["source"])[anchor.span.start : anchor.span.end]
        return {"quote": f"not word for word; the source says: {one_line(passage)}"}
    return {}


def _as_the_source_says(session: Session, values: Values) -> Values:
    """Put the source's own characters in the place of a quote that differs in typography only."""
    if not values.get("quote"):
        return values
    quote = Quote.model_construct(quote=values["quote"], source=values["source"], stance=values["stance"])
    anchor = session.library.anchor(quote)
    if anchor.anchoring is not Anchoring.NORMALISED or anchor.span is None:
        return values
    text = session.library.text(values["source"])
    return {**values, "quote": text[anchor.span.start : anchor.span.end]}


def _data(session: Session, place: tuple[str | int, ...]) -> Mapping[str, Value]:
    found = look_up(session.current.document.data(), place)
    return found if isinstance(found, dict) else {}


def _text(data: Mapping[str, Value], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _changes(old: Mapping[str, Value], values: Values) -> tuple[Change, ...]:
    return tuple(
        Change(key, value or None, old.get(key))
        for key, value in values.items()
        if value != _text(old, key).strip("\n")
    )


def _names(session: Session, party: str, issue: str) -> str:
    topic = session.topic
    return f"{one_line(topic.parties[party].name)} on {one_line(topic.issues[issue].name)}"
