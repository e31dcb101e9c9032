"""What an entry is called now that had another id in an earlier reading of the file, whoever renamed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.schema import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.edit.operations import IdKind
    from model.schema import Issue, Party, Topic


def id_now(kind: IdKind, id_: str, before: Topic, now: Topic) -> str:
    """Give the id of a party, issue or source in a later reading.

    The same one if it is there; else the one new id whose entry says the same, or has the same name or file; the same
    one again if nothing took its place.
    """
    old, entries = _entries(kind, before), _entries(kind, now)
    if id_ in entries or id_ not in old:
        return id_
    new = [key for key in entries if key not in old]
    same = [key for key in new if entries[key] == old[id_]]
    found = same or [key for key in new if _name(entries[key]) == _name(old[id_])]
    return found[0] if len(found) == 1 else id_


def cell_now(party: str, issue: str, before: Topic, now: Topic) -> tuple[str, str]:
    """Give party and issue of a cell in a later reading, each as `id_now` has it."""
    return id_now("party", party, before, now), id_now("issue", issue, before, now)


def _entries(kind: IdKind, topic: Topic) -> Mapping[str, Party | Issue | Source]:
    found: Mapping[IdKind, Mapping[str, Party | Issue | Source]]
    found = {"party": topic.parties, "issue": topic.issues, "source": topic.sources}
    return found[kind]


def _name(entry: Party | Issue | Source) -> str:
    return entry.file if isinstance(entry, Source) else entry.name
