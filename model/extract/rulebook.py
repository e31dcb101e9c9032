"""The rules of extraction by their ids, from `rulebook.yaml`: what each reads, with an example and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract.lexicon import own_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.extract.candidate import Evidence


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `reads` says, for those who review, what it takes the words for; `example` is a text of its own.

    `gives` is "party issue stance" for each candidate of the example.
    """

    id: str
    reads: str
    example: str
    gives: tuple[str, ...]


_CONDITIONS = {"condition": "makes it depend on something", "own-condition": "one of the issue's conditions"}


def in_words(reason: Evidence) -> str:
    """Say what is made of the words of a reason; those of a condition say it themselves, so it says nothing of them."""
    return _CONDITIONS.get(reason.rule, reason.says)


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """Read the rulebook, which belongs to the package."""
    read = own_file("rulebook.yaml")
    return {key: Rule(key, one["reads"], one["example"], tuple(one["gives"])) for key, one in read.items()}
