"""How good extraction is: candidates held against the codes of people (gold), as precision, recall and F1.

A candidate matches a code of the same document, party and issue whose span it overlaps; each matches one at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from model.extract.candidate import Candidate

_DRAWS = 1000


class CodesError(Exception):
    """Why a line is no code: one sentence that names the line, from 1."""


class Code(BaseModel):
    """A person's code: where in a document one party shows a stance on one issue; `start` and `end` in code points.

    `doc` is the base name of the document's file. Without a place it is where the quote is found.
    """

    model_config = ConfigDict(frozen=True)

    doc: str
    party: str
    issue: str
    stance: str
    quote: str = Field(min_length=1)
    kind: str = ""
    speaker: str = ""
    start: int = -1
    end: int = -1


def read_codes(text: str) -> tuple[Code, ...]:
    """Read JSON lines, one code each; CodesError."""
    codes = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                codes.append(Code.model_validate_json(line))
            except ValidationError as error:
                first = error.errors(include_url=False, include_context=False, include_input=False)[0]
                where = f'"{".".join(map(str, first["loc"]))}": ' if first["loc"] else ""
                raise CodesError(f"line {number} is no code: {where}{first['msg']}") from None
    return tuple(codes)


def placed(code: Code, text: str) -> Code | None:
    """Give a code at the place of its quote in a text, the nearest one to where it says; None if it is nowhere."""
    if text[max(code.start, 0) : max(code.end, 0)] == code.quote:
        return code
    places = []
    at = text.find(code.quote)
    while at >= 0:
        places.append(at)
        at = text.find(code.quote, at + 1)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - code.start))
    return code.model_copy(update={"start": start, "end": start + len(code.quote)})


@dataclass(frozen=True, slots=True)
class Pair:
    """A code and the candidate that found it; a code alone was missed, a candidate alone is wrong."""

    doc: str
    code: Code | None
    candidate: Candidate | None


def pairs(codes: Iterable[Code], candidates: Mapping[str, Sequence[Candidate]]) -> tuple[Pair, ...]:
    """Match the codes of some documents with the candidates of the same ones, those that overlap most first."""
    codes = list(codes)
    found = [(doc, one) for doc, some in candidates.items() for one in some]
    overlaps = sorted(
        (-shared, code_number, number)
        for code_number, code in enumerate(codes)
        for number, (doc, one) in enumerate(found)
        if (code.doc, code.party, code.issue) == (doc, one.party, one.issue)
        and (shared := min(code.end, one.end) - max(code.start, one.start)) > 0
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, code_number, number in overlaps:
        if code_number not in taken and number not in used:
            taken[code_number] = number
            used.add(number)
    matched = [
        Pair(code.doc, code, found[taken[number]][1] if number in taken else None) for number, code in enumerate(codes)
    ]
    return (*matched, *(Pair(doc, None, one) for number, (doc, one) in enumerate(found) if number not in used))


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of codes, of candidates, of codes that were located, and of those with the right stance.

    Precision = hits / candidates, recall = hits / codes, F1 = 2 hits / (candidates + codes), their harmonic mean
    (van Rijsbergen 1979); hits are the located codes, or only those with the right stance. None where nothing is to
    be divided by.
    """

    codes: int = 0
    candidates: int = 0
    located: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.codes + other.codes,
            self.candidates + other.candidates,
            self.located + other.located,
            self.right + other.right,
        )

    def precision(self, *, with_stance: bool = False) -> float | None:
        """Give the share of candidates that hit."""
        return _share(self.right if with_stance else self.located, self.candidates)

    def recall(self, *, with_stance: bool = False) -> float | None:
        """Give the share of codes that were hit."""
        return _share(self.right if with_stance else self.located, self.codes)

    def f1(self, *, with_stance: bool = False) -> float | None:
        """Give the harmonic mean of precision and recall."""
        return _share(2 * (self.right if with_stance else self.located), self.candidates + self.codes)

    @property
    def stance_accuracy(self) -> float | None:
        """Give the share of located codes whose stance is right."""
        return _share(self.right, self.located)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def tally(matched: Iterable[Pair]) -> Tally:
    """Count pairs."""
    return sum((_counted(pair) for pair in matched), Tally())


def _counted(pair: Pair) -> Tally:
    code, candidate = pair.code, pair.candidate
    both = code is not None and candidate is not None
    right = code is not None and candidate is not None and code.stance == candidate.stance
    return Tally(int(code is not None), int(candidate is not None), int(both), int(right))


def by_issue(matched: Sequence[Pair], issues: Iterable[str]) -> dict[str, Tally]:
    """Count apart for each issue."""
    return {issue: tally(pair for pair in matched if issue in _named(pair, "issue")) for issue in issues}


def by_confidence(matched: Sequence[Pair], bands: Iterable[str]) -> dict[str, Tally]:
    """Count the candidates of each confidence apart; missed codes have none."""
    return {
        band: tally(pair for pair in matched if pair.candidate and pair.candidate.confidence == band) for band in bands
    }


def by_stance(matched: Sequence[Pair], stances: Iterable[str]) -> dict[str, Tally]:
    """Count codes and candidates of each stance apart; a code located with another stance is no hit for either."""
    found = {}
    for stance in stances:
        codes = sum(pair.code is not None and pair.code.stance == stance for pair in matched)
        candidates = sum(pair.candidate is not None and pair.candidate.stance == stance for pair in matched)
        right = sum(_named(pair, "stance") == [stance, stance] for pair in matched)
        found[stance] = Tally(codes, candidates, right, right)
    return found


def _named(pair: Pair, field: str) -> list[str]:
    return [getattr(one, field) for one in (pair.code, pair.candidate) if one is not None]


def interval(matched: Sequence[Pair], measure: Callable[[Tally], float | None]) -> tuple[float, float] | None:
    """Give the interval that holds 95 in 100 values of a measure when documents are drawn anew, with replacement.

    The percentile bootstrap (Efron 1979) with whole documents, for the codes of one are not independent; the same
    draws each time. None for fewer than two documents.
    """
    docs = [tally(pair for pair in matched if pair.doc == doc) for doc in sorted({pair.doc for pair in matched})]
    if len(docs) < 2:
        return None
    random = Random(0)  # noqa: S311 - repeatable, not secret
    draws = (sum(random.choices(docs, k=len(docs)), Tally()) for _ in range(_DRAWS))
    values = sorted(value for draw in draws if (value := measure(draw)) is not None)
    return (values[len(values) // 40], values[-1 - len(values) // 40]) if values else None
