"""Who holds a stance, and whom a text has spoken of so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from model.extract import grammar as g
from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from model.extract.names import Name
    from model.extract.phrases import Match

_OF_TWO = frozenset(("both", "two"))
OTHERS = g.words(  # beside a name these make it more than whom it names: Norvia's backers
    "and allies partners rivals foes neighbours neighbors opponents enemies critics counterpart counterparts backers "
    "supporters sponsors"
)


class Holder(NamedTuple):
    """Who holds a stance: parties (several if they speak as one), the person if one is named, and how that is known.

    `people` are (party, person) where several are named together.
    """

    parties: tuple[str, ...]
    speaker: str = ""
    how: str = ""
    people: tuple[tuple[str, str], ...] = ()

    def speaker_for(self, party: str) -> str:
        """Give who speaks for one of the parties, as far as it is known."""
        return self.speaker if len(self.parties) == 1 else dict(self.people).get(party, "")

    def __bool__(self) -> bool:
        return bool(self.parties)


NOBODY = Holder(())


@dataclass(slots=True)
class Memory:
    """Whom a text has spoken of so far: what pronouns and "both sides" stand for."""

    person: Holder = NOBODY
    speaker: Holder = NOBODY
    group: Holder = NOBODY
    pair: Holder = NOBODY  # or more, named together
    two: Holder = NOBODY
    offices: dict[str, Holder] = field(default_factory=dict)
    named: tuple[str, ...] = ()  # every party so far
    authors: Mapping[int, Holder] = field(default_factory=dict)  # who speaks in a stretch between quotation marks
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the parties that are a government, a union

    def together(self, words: Sequence[str]) -> Holder:
        """Give whom "the leaders" or "both sides" are: those last named together, else the only two named at all."""
        found = self.two if self.two and not _OF_TWO.isdisjoint(words) else self.pair
        return found or (Holder(self.named, "", "pair") if len(self.named) == 2 else NOBODY)

    def note_together(self, holder: Holder) -> None:
        """Remember who was named together."""
        self.pair = holder
        if len(holder.parties) == 2:
            self.two = holder

    def may_be(self, holder: Holder, body: str) -> bool:
        """Tell whether a body without a name may be a holder's: not where other parties are named after such a body."""
        owners = self.bodies.get(body, holder.parties)
        return not set(owners).isdisjoint(holder.parties)

    def note(self, holder: Holder, words: Sequence[str], *, speaks: bool) -> None:
        """Remember who was subject of a sentence, and who spoke."""
        if not holder or holder.how in ("pronoun", "pair"):
            return
        if len(holder.parties) > 1:
            self.note_together(holder)
        if not holder.speaker:
            self.group = holder
            if len(holder.parties) == 1 and not OTHERS.intersection(words):
                self._note_office(holder, words)  # after "Norvia's army", the army is Norvia's
                if speaks and any(word in roles() and word not in _bodies() for word in words):
                    self.person = holder  # after "Norvia's minister", he is Norvia's
            return
        if speaks:
            self.speaker = holder
        if speaks or holder.how in ("person", "description", "near"):
            self.person = holder
        self._note_office(holder, words)

    def note_office(self, name: Match[Name], words: Sequence[str]) -> None:
        """Remember who holds an office that stands with a name."""
        if not roles().isdisjoint(words):
            self._note_office(holder_of(name), words)

    def _note_office(self, holder: Holder, words: Sequence[str]) -> None:
        self.offices.update((word, holder) for word in words if word in roles())

    def snapshot(self) -> Memory:
        """Give what is remembered now; offices are remembered once for all."""
        return replace(self)


@lru_cache(maxsize=1)
def roles() -> frozenset[str]:
    """Give the words for offices and bodies, with which a party may stand for who holds them."""
    words = lexicon()
    return frozenset(role for role in (*words["roles"], *words["bodies"]) if " " not in role)


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    words = lexicon()
    return frozenset((*words["bodies"], *(role for role in words["roles"] if role.endswith("s"))))


def holder_of(name: Match[Name]) -> Holder:
    """Give whom a name stands for."""
    how = "description" if name.label.kind == "description" else "person" if name.label.person else "party"
    how = "near" if name.label.is_near else how
    return Holder((name.label.party,), name.label.person, how)
