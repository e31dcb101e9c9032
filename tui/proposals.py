"""What extraction proposes, as `parley extract` prints it: lines of JSON, reasons, and a table of all."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.text import Text

from model.corpus.sightings import not_proposed, sightings
from model.extract.candidate import CONFIDENCES
from model.extract.clean import left_out
from model.extract.confidence import doubts_in_words
from model.extract.rulebook import in_words
from model.plain import one_line
from tui.chart import chart_of
from tui.faces import shorten
from tui.report import WIDEST
from tui.sheet import stance_look
from tui.tables import COLOURS
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.corpus.batch import Reading
    from model.extract.candidate import Candidate
    from model.extract.vocabulary import Vocabulary
    from model.schema import Topic
    from tui.chart import Chart

_FIELDS = ("start", "end", "quote", "party", "issue", "stance", "kind", "speaker", "confidence", "rules", "engine")


def json_lines(reading: Reading, *, explain: bool) -> Iterator[str]:
    """Give each candidate of an article as an object on a line of its own."""
    for one in reading.candidates:
        told: dict[str, Any] = {"source": reading.source, **{name: getattr(one, name) for name in _FIELDS}}
        if explain:
            told["evidence"] = [
                {
                    "rule": reason.rule,
                    "start": reason.start,
                    "end": reason.end,
                    "words": reading.text[reason.start : reason.end],
                    "says": reason.says,
                }
                for reason in one.evidence
            ]
        yield json.dumps(told, ensure_ascii=False)


def explanation(reading: Reading, vocabulary: Vocabulary) -> Iterator[Text]:
    """Say of an article each candidate with its reasons, why sentences with a term gave none, and what was cut."""
    topic, text = vocabulary.topic, reading.text
    yield Text(one_line(f"{reading.source}: {counted(len(reading.candidates), 'candidate')}"), style="bold")
    for one in reading.candidates:
        yield Text()
        yield from _candidate(one, text, topic)
    passed_over = list(not_proposed(sightings(text, vocabulary), reading.candidates))
    if passed_over:
        yield Text("\nPassed over, though a term stands there:")
    for seen, issue, why in passed_over:
        words = ", ".join(f'"{word}"' for term, word in seen.terms if term.issue == issue)
        yield Text(one_line(f"  {seen.start}-{seen.end} {topic.issues[issue].name} ({words}): {why}"))
        yield Text(one_line(f"    {text[seen.start : seen.end]}"), style="dim")
    yield from _cut(text, topic)
    yield Text()


def _cut(text: str, topic: Topic) -> Iterator[Text]:
    """Say which lines around the article nothing was looked for in: a position among them would be missed."""
    spans = left_out(text, topic.trailers)
    if spans:
        yield Text("\nLeft out of the article:")
    for span in spans:
        words = text[span.start : span.end].split()
        yield Text(f"  {span.start}-{span.end}, {counted(len(words), 'word')}")
        yield Text(one_line(f"    {shorten(' '.join(words), WIDEST)}"), style="dim")


def _candidate(one: Candidate, text: str, topic: Topic) -> Iterator[Text]:
    glyph, word, tone = stance_look(one.stance, topic)
    head = f"{one.start}-{one.end} {topic.parties[one.party].name} on {topic.issues[one.issue].name}: "
    rest = [one.kind, f"{one.confidence} confidence", one.speaker, f"told by {one.via}" if one.via else ""]
    yield Text.assemble(
        one_line(f"  {head}"),
        (one_line(f"{glyph} {word}"), COLOURS.get(tone, "")),
        one_line("".join(f", {part}" for part in rest if part)),
    )
    yield Text(one_line(f"    {one.quote}"))
    if doubts := doubts_in_words(one):
        yield Text(f"      not surer, for {doubts}")
    width = max((len(reason.rule) for reason in one.evidence), default=0)
    for reason in one.evidence:
        words = text[reason.start : reason.end]
        yield Text(one_line(f'      {reason.rule:<{width}}  "{words}" {in_words(reason)}'), style="dim")


class Summary:
    """Counts of all candidates, article by article."""

    def __init__(self, topic: Topic) -> None:
        self._topic = topic
        self._cells: Counter[tuple[str, str, str]] = Counter()
        self._bands: Counter[str] = Counter()
        self._articles = 0

    def add(self, reading: Reading) -> None:
        """Count an article's candidates."""
        self._articles += 1
        self._cells.update((one.party, one.issue, one.stance) for one in reading.candidates)
        self._bands.update(one.confidence for one in reading.candidates)

    def chart(self, encoding: str) -> Chart:
        """Give the parties that were found against all issues, with the candidates of each stance."""
        topic = self._topic
        parties = [party for party in topic.parties if any(cell[0] == party for cell in self._cells)]
        return chart_of(
            [one_line(topic.parties[party].name) for party in parties],
            [one_line(issue.name) for issue in topic.issues.values()],
            [[self._face(party, issue) for issue in topic.issues] for party in parties],
            encoding,
        )

    def _face(self, party: str, issue: str) -> Text:
        parts: list[Text] = []
        for stance in self._topic.scale:
            if count := self._cells[party, issue, stance]:
                glyph, _, tone = stance_look(stance, self._topic)
                parts.append(Text(one_line(f"{glyph}{count}"), style=COLOURS.get(tone, "")))
        return Text(" ").join(parts)

    @property
    def legend(self) -> str:
        """Say what the signs of the table mean."""
        return ", ".join(f"{level.glyph} {level.label}" for level in self._topic.scale.values())

    @property
    def total(self) -> str:
        """Say how many there are of what."""
        total = self._bands.total()
        bands = ", ".join(f"{self._bands[band]} {band}" for band in CONFIDENCES)
        of_them = f": {bands} confidence" if total else ""
        return f"{counted(self._articles, 'article')}, {counted(total, 'candidate')}{of_them}."
