"""What a passage is likely to be coded as: a start for a form, nothing more; a person decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from model.schema import Kind, Topic

B = TypeVar("B")
_QUOTED = re.compile(r"[\"“«„]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Ids and names as the topic has them; empty where the passage does not tell."""

    party: str = ""
    speaker: str = ""
    issue: str = ""
    kind: Kind = "indirect"


def propose(topic: Topic, passage: str) -> Proposal:
    """Propose the party that is named first, a person before a country, the first issue one of whose terms occurs."""
    speaker, party = _first(passage, _people(topic)) or ("", "")
    parties = _first(passage, ((word, key) for key, one in topic.parties.items() for word in (one.name, *one.aliases)))
    issue = _first(passage, ((term, key) for key, one in topic.issues.items() for term in (one.name, *one.terms)))
    return Proposal(party or parties or "", speaker, issue or "", "direct" if _QUOTED.search(passage) else "indirect")


def _people(topic: Topic) -> Iterator[tuple[str, tuple[str, str]]]:
    for key, party in topic.parties.items():
        for name, person in party.people.items():
            for word in (name, *person.aliases):
                yield word, (name, key)


def _first(passage: str, words: Iterable[tuple[str, B]]) -> B | None:
    """Give what belongs to the word that occurs first, the longer of two; a star is the rest of a word."""
    found: list[tuple[int, int, B]] = []
    for word, belongs in words:
        stem = re.escape(word.rstrip("*")).replace(r"\*", r"[^.!?]{0,40}")
        pattern = rf"(?<!\w){stem}" + ("" if word.endswith("*") else r"(?!\w)")  # an alias may end with a full stop
        if (match := re.search(pattern, passage, re.IGNORECASE)) is not None:
            found.append((match.start(), -len(match.group()), belongs))
    return min(found, key=lambda each: each[:2])[2] if found else None
