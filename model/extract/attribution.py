"""Who is said to say, want, refuse or do something in a sentence, and where the words for it stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.extract.lexicon import Cue
    from model.extract.names import Name
    from model.extract.phrases import Match
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Term

Range = tuple[int, int]  # numbers of tokens, the last one exclusive

# main: a source of its own. shared: that of the attribution before it. governed: part of what another one says
# ("refused to sign"). judged: of the speaker around it ("a truce is vital"). willed: likewise, of the speaker himself.
Standing = Literal["main", "shared", "governed", "judged", "willed"]


_MEANINGS = {"say": "says", "accuse": "is said of another", "evade": "leaves it open"}  # of cues that take no side


class Attribution(NamedTuple):
    """A cue with its source (the words that name who), its contents, and how it stands to the others.

    `issue` is given where the cue is an act of a topic's vocabulary, which settles the issue.
    """

    cue: Range
    word: str
    cue_class: str
    sign: int
    standing: Standing
    rule: str
    contents: tuple[Range, ...]
    source: Range | None = None
    negated: bool = False
    issue: str = ""

    @property
    def meaning(self) -> str:
        """Say, as a reason of a candidate, what the cue tells of its source."""
        is_denied = self.negated and self.cue_class != "evade"  # who has not decided evades
        if self.cue_class == "say" and is_denied:
            return "does not say"
        meant = _MEANINGS.get(self.cue_class) or ("for it" if self.sign > 0 else "against it")
        return f"not {meant}" if is_denied else meant

    def covers(self, at: int) -> bool:
        """Tell whether a token lies in what is attributed."""
        for first, last in self.contents:  # noqa: SIM110 - asked hundreds of times an article, and half as dear as any()
            if first <= at < last:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found of a vocabulary in one sentence, in its order."""

    names: tuple[Match[Name], ...]
    terms: tuple[Match[Term], ...]
    cues: tuple[Match[Cue], ...]


class Engine(Protocol):
    """Finds the attributions of sentences; every later stage is the same for all engines."""

    def attributions(
        self, tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues]
    ) -> list[list[Attribution]]:
        """Give those of each sentence, in the order of their cues."""
        ...
