"""Parties, issues and sources that got another id, as `decisions.jsonl` keeps them: what was decided goes with them.

A line is added, none is rewritten: a decision keeps the ids that it was taken under, and is read under those of today.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from model.edit.operations import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from model.edit.operations import IdKind
    from model.review.decisions import Decision
    from model.schema import Topic


@dataclass(frozen=True, slots=True, order=True)
class Rename:
    """One id that became another: when, and who did it."""

    time: datetime
    coder: str
    decision: Literal["rename"]
    kind: IdKind
    old: str
    new: str


class Renames:
    """What ids of a topic's decisions are today, whatever the order in which the renames are told, and how often."""

    def __init__(self, renames: Iterable[Rename], topic: Topic | None) -> None:
        self._renames = sorted(set(renames))
        self._topic = topic

    def carry(self, decision: Decision) -> Decision:
        """Give a decision as if it were taken today."""
        if not self._renames:
            return decision
        party = self.now("party", decision.party, decision.time)
        issue = self.now("issue", decision.issue, decision.time)
        source = self.now("source", decision.source, decision.time)
        instead = dict(decision.instead)
        for kind in SECTIONS:
            if kind in instead:
                instead[kind] = self.now(kind, instead[kind], decision.time)
        return replace(decision, party=party, issue=issue, source=source, instead=instead)

    def now(self, kind: IdKind, id_: str, time: datetime) -> str:
        """Give what an id is today that was written at a time.

        Renames after that time count, one after the other. Where that leads to nothing that the topic has (somebody
        else was still using the old id, or took the rename back by hand), the id stands if the topic has it; else for
        the only one of all that it was ever renamed from or to.
        """
        mine = [each for each in self._renames if each.kind == kind]
        if not mine:
            return id_
        followed = id_
        for each in mine:
            if each.time >= time and each.old == followed:
                followed = each.new
        known = getattr(self._topic, SECTIONS[kind]) if self._topic is not None else {followed: None}
        if followed in known or id_ in known:
            return followed if followed in known else id_
        left = [each for each in _akin(id_, mine) if each in known]
        return left[0] if len(left) == 1 else followed


def _akin(id_: str, renames: list[Rename]) -> set[str]:
    """Give the ids that renames connect with one, in whatever direction."""
    found, before = {id_}, 0
    while len(found) > before:
        before = len(found)
        for each in renames:
            if each.old in found or each.new in found:
                found |= {each.old, each.new}
    return found
