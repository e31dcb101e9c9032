"""A party, issue or source deleted with all that rests on it: as steps, so that each is an edit like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from model.edit.operations import SECTIONS, Change, Item, Remove, SetFields, look_up, position_entry
from model.edit.outcome import references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.edit.operations import IdKind, Place, Step
    from model.file.document import Value
    from model.schema import Topic


class Along(NamedTuple):
    """What goes with an entry: cells that the file speaks of, their quotes; ids of the blocs that lose a member."""

    cells: int = 0
    quotes: int = 0
    blocs: tuple[str, ...] = ()


def goes_along(topic: Topic, kind: IdKind, id_: str) -> Along:
    """Count what is deleted with an entry. A source takes its quotes, and no cell, along."""
    quotes = sum(
        id_ == {"party": party, "issue": issue, "source": quote.source}[kind]
        for party, issue, _, quote in topic.quotes()
    )
    if kind == "party":
        blocs = tuple(bloc for bloc, party in topic.parties.items() if id_ in party.members)
        return Along(len(topic.positions.get(id_, {})), quotes, blocs)
    cells = sum(id_ in row for row in topic.positions.values()) if kind == "issue" else 0
    return Along(cells, quotes)


def deletion(data: Value, kind: IdKind, id_: str) -> tuple[Step, ...]:
    """Give the steps that delete an entry, after whatever refers to it; each is for the data as the last one left them.

    They carry all that goes, as the user saw it: if somebody has changed it meanwhile, none of them is to be done.
    """
    used = [place for place, _ in references(data, kind, id_)[1:]]
    entry = (SECTIONS[kind], id_)
    return (*_uses_removed(data, used, id_), Remove(entry, look_up(data, entry)))


def _uses_removed(data: Value, used: list[Place], id_: str) -> Iterator[Step]:
    """Go from the last use to the first, so that no number of a quote shifts before its turn."""
    for bloc in dict.fromkeys(str(place[1]) for place in used if place[0] == "parties"):
        members = look_up(data, ("parties", bloc, "members"))
        left: Value = [member for member in members if member != id_] if isinstance(members, list) else None
        yield SetFields(("parties", bloc), (Change("members", left, members),))
    for place in reversed([place for place in used if place[0] == "positions"]):
        if len(place) <= len(position_entry("", "")):
            yield Remove(tuple(map(str, place)), look_up(data, place))
        else:  # a quote's source
            party, issue, number = str(place[1]), str(place[2]), cast("int", place[4])
            quote = look_up(data, place[:-1])
            fields = quote if isinstance(quote, dict) else {}
            yield Remove((*position_entry(party, issue), "quotes", Item(number, fields)), quote)
