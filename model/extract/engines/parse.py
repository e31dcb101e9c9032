"""The dependencies of a sentence over an article's own tokens, and what grammar reads from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from model.extract import grammar as g

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from model.extract.attribution import Range

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ASIDES = frozenset(("relcl", "acl", "parataxis", "dep"))  # they hang on a noun without being part of its name
_JOINED = frozenset(("conj", "xcomp", "advcl", "aux", "auxpass", "acomp", "attr", "prep", "pcomp", "oprd"))


@dataclass(slots=True)
class Parse:
    """The tokens from `first` on: of each its head (its own number at a root), dependency and part of speech.

    Numbers are those of the article's tokens; heads make trees. Dependencies are ClearNLP's, parts of speech the Penn
    Treebank's.
    """

    low: list[str]
    first: int
    heads: Sequence[int]
    deps: Sequence[str]
    tags: Sequence[str]
    below: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.below = {}
        for at, head in enumerate(self.heads, self.first):
            if head != at:
                self.below.setdefault(head, []).append(at)

    def head(self, at: int) -> int:
        """Give what a token hangs on."""
        return self.heads[at - self.first]

    def dep(self, at: int) -> str:
        """Give how a token hangs on its head."""
        return self.deps[at - self.first]

    def tag(self, at: int) -> str:
        """Give a token's part of speech."""
        return self.tags[at - self.first]

    def is_verb(self, at: int) -> bool:
        """Tell whether a token is a verb or an auxiliary."""
        return self.tag(at).startswith(("VB", "MD"))

    def child(self, at: int, deps: Collection[str]) -> int | None:
        """Give the first token that hangs on another in one of these ways."""
        return next((one for one in self.below.get(at, ()) if self.dep(one) in deps), None)

    def subtree(self, at: int, without: Collection[int] = ()) -> Iterator[int]:
        """Give a token and all that hangs on it, directly or not, in no order; `without` and what hangs there not."""
        waiting = [at]
        while waiting:
            one = waiting.pop()
            if one not in without:
                yield one
                waiting += self.below.get(one, ())

    def above(self, at: int) -> Iterator[int]:
        """Give what a token hangs on, what that hangs on, and so forth up to a root."""
        while (head := self.head(at)) != at:
            yield head
            at = head

    def phrase(self, noun: int) -> Range:
        """Give the words around a noun that name one thing or person: without relative clauses and other asides."""
        asides = {one for one in self.below.get(noun, ()) if self.dep(one) in _ASIDES}
        kept = set(self.subtree(noun, asides))
        first = last = noun
        while first - 1 in kept:
            first -= 1
        while last + 1 in kept:
            last += 1
        while last > noun and self.low[last] in g.PUNCTUATION:
            last -= 1
        while first < noun and (self.low[first] in g.PUNCTUATION or self.dep(first) in ("cc", "mark", "advmod")):
            first += 1
        return (first, last + 1)

    def subject(self, verb: int) -> int | None:
        """Give the noun that does what a verb says: its own subject, or that of what it is joined to."""
        while True:
            own = self.child(verb, SUBJECTS)
            dep, head = self.dep(verb), self.head(verb)
            if dep == "relcl" and (own is None or self.low[own] in g.RELATIVES):
                return head
            if own is not None:
                return own
            of_object = dep == "xcomp" and self.child(head, ("dobj",)) is not None  # "asked them to go": they go
            if head == verb or dep not in _JOINED or of_object:
                return None
            verb = head
