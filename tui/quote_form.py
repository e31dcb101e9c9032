"""A quote in a form: its fields, and what is checked of them against the file and the source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from model.plain import one_line
from model.quotes.anchor import Anchoring
from model.quotes.sources import SourceError
from model.schema import Quote, is_date
from tui.choices import choices_in, speakers_in
from tui.fields import Field
from tui.renames import values_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from model.file.document import Value
    from tui.fields import Errors, Values
    from tui.session import Session

_DATES = ("date", "since", "published")
_LONG = ("quote", "condition", "note", "translation")
_MORE = ("condition", "role", "via", "note", "status", "translation")
_QUOTE_FIELDS = ("quote", "source", "stance", "speaker", "kind", "date", *_MORE)
_LABELS = {
    "quote": "quote, word for word from the source",
    "date": "date, where it is not its source's",
    "condition": "condition: what it depends on",
    "via": "via: who told the outlet",
}
_MIXED = "mixed is no stance to give, but what a cell without a verdict is while its quotes disagree; "


def coded_fields(session: Session, party: str, issue: str, given: Mapping[str, Value]) -> tuple[Field, ...]:
    """Give the fields of a quote with its cell, what a coder decides first."""
    topic = session.topic
    cell = Field("party", "party", party, tuple(topic.parties)), Field("issue", "issue", issue, tuple(topic.issues))
    return (*cell, *quote_fields(session, party, given, first=("stance", "speaker", "kind")))


def quote_fields(
    session: Session, party: str, given: Mapping[str, Value], first: tuple[str, ...] = ("quote", "source")
) -> tuple[Field, ...]:
    """Give the fields of a quote, some of them first."""
    topic = session.topic
    speaking = topic.parties[party].people if party in topic.parties else ()
    choices = {**choices_in(topic), "speaker": tuple(speaking)}
    order = (*first, *(key for key in _QUOTE_FIELDS if key not in first))
    fields = (
        Field(key, _LABELS.get(key, key), field_text(given, key), choices.get(key, ()), long=key in _LONG)
        for key in order
    )
    return tuple(
        replace(each, is_open=True, follows="party", fixed=party, choices_by=speakers_in(topic))
        if each.key == "speaker"
        else each
        for each in fields
    )


def checked(session: Session, fields: tuple[Field, ...], needed: tuple[str, ...]) -> Callable[[Values], Errors]:
    """Give the check of a form, by what the file says then; a quote is looked for in its source, too."""
    now = values_now(session)

    def check(values: Values) -> Errors:
        values, known = now(values), choices_in(session.topic)
        errors = field_errors([replace(each, choices=known.get(each.key, ())) for each in fields], values, needed)
        if "quote" in values and not errors.keys() & {"quote", "source"}:
            errors |= _not_in_source(session, values)
        return errors

    return check


def field_errors(fields: Iterable[Field], values: Values, needed: tuple[str, ...]) -> dict[str, str]:
    """Say what is wrong with single fields: those needed that are empty, no choice, no date."""
    errors = {}
    for field in fields:
        value = values[field.key]
        if not value.strip():
            if field.key in needed:
                errors[field.key] = "this is needed"
        elif field.choices and value not in field.choices:
            why = _MIXED if (field.key, value.casefold()) == ("stance", "mixed") else ""
            errors[field.key] = f"{why}one of: {', '.join(field.choices)}"
        elif field.key in _DATES and not is_date(value):
            errors[field.key] = "not a date: write 2025-02-28, 2025-02 or 2025"
    return errors


def _not_in_source(session: Session, values: Values) -> dict[str, str]:
    """Check that the source has the words; a near passage is shown, never taken."""
    quote = Quote(quote=values["quote"], source=values["source"], stance=values["stance"])
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


def as_the_source_says(session: Session, values: Values) -> Values:
    """Put the source's own characters in the place of a quote that differs in typography only.

    SourceError when the source has the words no longer: they were there when the fields were checked.
    """
    quote = Quote(quote=values["quote"], source=values["source"], stance=values["stance"])
    anchor = session.library.anchor(quote)
    if anchor.anchoring in (Anchoring.MISSING, Anchoring.NEAR):
        raise SourceError("not saved: the source no longer has these words")
    if anchor.anchoring is not Anchoring.NORMALISED or anchor.span is None:
        return values
    text = session.library.text(values["source"])
    return {**values, "quote": text[anchor.span.start : anchor.span.end]}


def field_text(data: Mapping[str, Value], key: str) -> str:
    """Give a value of an entry as it stands in its field."""
    value = data.get(key)
    return value if isinstance(value, str) else ""
