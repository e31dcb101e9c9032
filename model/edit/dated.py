"""Quotes put where their dates belong: a cell in order of date stays so, whoever adds to it."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from typing import TYPE_CHECKING

from model.edit.operations import add_quote
from model.schema import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from model.edit.operations import Add
    from model.schema import Topic


def add_by_date(entries: Iterable[Mapping[str, str]], topic: Topic) -> tuple[Add, ...]:
    """Give the edits that put quotes into their cells, made one after the other.

    An entry is the fields of a quote with its party and issue; those that are empty are left out.
    """
    dates: dict[tuple[str, str], list[PartialDate | None]] = {}
    found = []
    for entry in entries:
        party, issue = cell = entry["party"], entry["issue"]
        fields = {key: value for key, value in entry.items() if value and key not in ("party", "issue")}
        position = topic.position(party, issue)
        listed = dates.setdefault(cell, [topic.date_of(each) for each in position.quotes] if position else [])
        when = _date_of(fields, topic)
        at = _place(listed, when)
        found.append(add_quote(party, issue, fields, at if at < len(listed) else None))
        listed.insert(at, when)
    return tuple(found)


def _date_of(fields: Mapping[str, str], topic: Topic) -> PartialDate | None:
    if "date" in fields:
        with suppress(ValueError):  # which is said when it is saved
            return PartialDate.parse(fields["date"])
    source = topic.sources.get(fields["source"])
    return source.published if source is not None else None


def _place(dates: Sequence[PartialDate | None], when: PartialDate | None) -> int:
    """Give the place of a date among others: the end where they are in no order, or one of them is not known."""
    days = [(each.first, each.last) for each in dates if each is not None]
    if when is None or len(days) < len(dates):
        return len(dates)
    day = (when.first, when.last)
    if days == sorted(days):
        return bisect_right(days, day)
    if days == sorted(days, reverse=True):
        return sum(each >= day for each in days)
    return len(days)
