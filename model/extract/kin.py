"""Words for the same thing: what a topic's terms mean besides themselves, from `kin.yaml`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract.lexicon import own_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def kin(terms: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    """Give the kin of the terms of each issue as (issue, term, other word).

    A word that an issue has among its own terms is nobody's kin, nor is one that several issues would have.
    """
    found: dict[str, dict[str, str]] = {}
    own = {_bare(term) for some in terms.values() for term in some}
    for issue, some in terms.items():
        for term in some:
            for other in _lines().get(_bare(term), ()):
                if _bare(other) not in own:
                    found.setdefault(other, {}).setdefault(issue, term)
    for other, issues in found.items():
        if len(issues) == 1:
            ((issue, term),) = issues.items()
            yield issue, term, other


def _bare(pattern: str) -> str:
    """Give a pattern as it is compared: lay-offs and layoff* are one."""
    return pattern.lower().replace("-", "").replace("*", "").replace("  ", " ").strip().removesuffix("s")


@lru_cache(maxsize=1)
def _lines() -> Mapping[str, tuple[str, ...]]:
    """Read the words that are kin to each word."""
    return {_bare(word): tuple(line) for line in own_file("kin.yaml") for word in line}
