"""The words of the field as frozen data: what `positions.yaml` may say, and how pydantic judges it.

Every scalar of the file arrives as text and gets its type here, so that a party called `no` stays a party.
An empty value means "not given". Ids that point elsewhere (a quote's source, say) are checked by the loader,
which knows the places. The words can be had without pydantic: it takes longer to import than a file takes to read,
and what was judged before needs no judge (`model.file.kept`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from model.shaping import After, Before, Limits

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"

Kind = Literal["direct", "indirect", "act"]
Role = Literal["demand", "offer", "concession", "red-line"]
CueWords = Literal["say", "want", "accept", "refuse", "criticise", "accuse", "threaten", "ignore"]
Status = Literal["draft", "reviewed", "disputed", "superseded"]

KIND_NAMES: Mapping[str, tuple[str]] = {
    "direct": ("quoted",),
    "indirect": ("reported",),
    "act": ("act",),
}  # on screens

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as a source gives it: `first` and `last` are the days that it may mean."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: object) -> PartialDate:
        """Read `2025`, `2025-05` or `2025-05-19`; ValueError for anything else."""
        if isinstance(text, PartialDate):
            return text
        if not isinstance(text, str):
            raise ValueError("not a date")
        return _partial_date(text.strip())

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic how a date is read, and that it is written as a text."""
        from pydantic_core import core_schema  # noqa: PLC0415 - pydantic asks, so it is there

        return core_schema.no_info_plain_validator_function(
            cls.parse, json_schema_input_schema=core_schema.str_schema()
        )

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        is_month = self.first.month == self.last.month
        return self.first.isoformat()[: 7 if is_month else 4]


def is_date(text: str) -> bool:
    """Tell whether a text is a date, be it of a year or a month only."""
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)  # a topic has a few hundred days, and each of its quotes one of them
def _partial_date(text: str) -> PartialDate:
    found = _PARTIAL_DATE.fullmatch(text)
    if found is None:
        raise ValueError("not a date")
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last_day = int(day or calendar.monthrange(first.year, last_month)[1])
        return PartialDate(first, date(first.year, last_month, last_day))
    except ValueError:
        raise ValueError("not a date") from None


def _nothing_to_dict(value: object) -> object:
    return {} if value is None else value


def _nothing_to_list(value: object) -> object:
    return [] if value is None else value


Id = Annotated[str, Limits(pattern=ID_PATTERN)]
Words = Annotated[tuple[str, ...], Before(_nothing_to_list)]


def key_of(name: str) -> str:
    """Give the key of a field in the file: `for` is a word of Python's own."""
    return name.removesuffix("_")


class Entry:
    """What all entries of the file share: frozen, no unknown keys, an empty value is a value not given."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid", "alias_generator": key_of}

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Give the keys that such an entry may have in the file, in the order in which they are written."""
        return tuple(key_of(each.name) for each in fields(cls))  # type: ignore[arg-type]  # every entry is a dataclass

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic to drop the empty values first."""
        return Before(partial(_without_nothing, frozenset(cls.known_keys()))).__get_pydantic_core_schema__(
            source, handler
        )


def _without_nothing(keys: frozenset[str], data: Any) -> Any:
    if data is None:
        return {}
    if isinstance(data, dict) and None in data.values():
        return {key: value for key, value in data.items() if value is not None or key not in keys}
    return data


@dataclass(frozen=True, slots=True)
class Stance(Entry):
    """One level of the scale; `value` places it between full opposition (lowest) and full support (highest).

    `short` is the label where there is little room.
    """

    value: Annotated[float, Limits(allow_inf_nan=False)]
    glyph: Annotated[str, Limits(min_length=1, max_length=1)]
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Acts(Entry):
    """Deeds that take a stance, as patterns of plain words."""

    support: Words = ()
    oppose: Words = ()


@dataclass(frozen=True, slots=True)
class Issue(Entry):
    """A column of the matrix; a stance is towards its proposition."""

    name: str
    proposition: str = ""
    note: str = ""
    terms: Words = ()
    weak: Words = ()
    for_: Words = ()
    against: Words = ()
    acts: Acts = Acts()
    conditions: Words = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for a party; in the file, the list of the other names he goes by."""

    aliases: tuple[str, ...] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic to read the list."""
        return After(cls).__get_pydantic_core_schema__(Words, handler)


@dataclass(frozen=True, slots=True)
class Party(Entry):
    """Who holds positions: a state, a bloc (with members), an organisation."""

    name: str
    aliases: Words = ()
    people: Annotated[Mapping[str, Person], Before(_nothing_to_dict)] = field(default_factory=dict)
    members: Words = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source(Entry):
    """One stored text; `file` is relative to the topic's folder."""

    file: str
    title: str = ""
    outlet: str = ""
    published: PartialDate | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event(Entry):
    """A dated round, meeting or offer."""

    date: PartialDate
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote(Entry):
    """A verbatim span of a source that shows a stance."""

    quote: str
    source: str
    stance: str
    speaker: str = ""
    kind: Kind | None = None
    date: PartialDate | None = None
    condition: str = ""
    role: Role | None = None
    via: str = ""
    coder: str = ""
    note: str = ""
    status: Status | None = None
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Position(Entry):
    """One cell: the analyst's verdict (`stance`, if any, counting from `since`) and the quotes."""

    stance: str | None = None
    since: PartialDate | None = None
    summary: str = ""
    note: str = ""
    quotes: Annotated[tuple[Quote, ...], Before(_nothing_to_list)] = ()


DEFAULT_SCALE: Mapping[str, Stance] = {
    "support": Stance(value=1.0, glyph="+", label="support"),
    "conditional": Stance(value=0.5, glyph="±", label="conditional", short="cond."),
    "ambiguous": Stance(value=0.0, glyph="?", label="ambiguous", short="ambig."),
    "oppose": Stance(value=-1.0, glyph="−", label="oppose"),
}


def _has_a_range(scale: Mapping[str, Stance]) -> Mapping[str, Stance]:
    if len({level.value for level in scale.values()}) < 2:
        raise ValueError("a scale needs at least two levels with different values")
    return scale


Scale = Annotated[Mapping[Id, Stance], After(_has_a_range)]
PartyPositions = Annotated[Mapping[str, Position], Before(_nothing_to_dict)]


@dataclass(frozen=True, slots=True)
class Topic(Entry):
    """One negotiation: the whole of `positions.yaml`. Mappings keep the order of the file.

    For extraction: `cues` are further words of the general lexicon (and some to ignore), `conduits` are media and
    agencies that only pass words on, `trailers` begin what stands below an article.
    """

    title: str = ""
    scale: Scale = field(default_factory=lambda: DEFAULT_SCALE)
    issues: Mapping[Id, Issue] = field(default_factory=dict)
    parties: Mapping[Id, Party] = field(default_factory=dict)
    sources: Mapping[Id, Source] = field(default_factory=dict)
    events: Annotated[tuple[Event, ...], Before(_nothing_to_list)] = ()
    positions: Mapping[str, PartyPositions] = field(default_factory=dict)
    cues: Annotated[Mapping[CueWords, Words], Before(_nothing_to_dict)] = field(default_factory=dict)
    conduits: Words = ()
    trailers: Words = ()

    def position(self, party: str, issue: str) -> Position | None:
        """Give the position of a party on an issue; None where the file says nothing."""
        return self.positions.get(party, {}).get(issue)

    def quotes(self) -> Iterator[tuple[str, str, int, Quote]]:
        """Give all quotes in the order of the file, each with its party, issue and number in the cell, from 0."""
        for party, row in self.positions.items():
            for issue, position in row.items():
                for number, quote in enumerate(position.quotes):
                    yield party, issue, number, quote

    def date_of(self, quote: Quote) -> PartialDate | None:
        """Give the quote's date, by default its source's; None if neither is known."""
        if quote.date is not None:
            return quote.date
        source = self.sources.get(quote.source)
        return source.published if source is not None else None
