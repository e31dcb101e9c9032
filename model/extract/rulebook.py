"""The rules of extraction by their ids, from `rulebook.yaml`: what each reads, with an example and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract.lexicon import own_file

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `reads` says, for those who review, what it takes the words for; `example` is a text of its own.

    `gives` is "party issue stance" for each candidate of the example.
    """

    id: str
    reads: str
    example: str
    gives: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """Read the rulebook, which belongs to the package."""
    read = own_file("rulebook.yaml")
    return {key: Rule(key, one["reads"], one["example"], tuple(one["gives"])) for key, one in read.items()}
