"""Many articles: each is read and looked up in the index; what is new is extracted, here or by other workers."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from model.corpus.workers import spread
from model.extract import extract, version
from model.extract.engines import EngineMissingError
from model.extract.vocabulary import Vocabulary
from model.plain import one_line
from model.quotes.sources import SourceError, read_source

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from model.corpus.index import Index
    from model.extract.candidate import Candidate
    from model.schema import Topic

_TEXTS = 32  # given to a worker at a time: a tenth of a second of work
_FILES = 64  # in a chunk, with those that need no work: so many readings wait at most
_LONGEST_LINE = 50_000  # characters; a whole article on one line has hardly a third of that
_LOST = "was not read: a worker died of it, or of one of its neighbours"

Found = tuple["Candidate", ...] | str
"""Candidates; or why there are none, to be put behind the article's name."""


class Article(NamedTuple):
    """A text to read: its path as given, and where it lies: a file that must be inside a folder."""

    source: str
    folder: Path
    file: str

    @classmethod
    def at(cls, path: str) -> Article:
        """Take a text from anywhere, through links as well."""
        try:
            real = Path(path).resolve()
        except (OSError, ValueError, RuntimeError):  # a loop of links; a NUL
            real = Path(path)
        return cls(path, real.parent, real.name)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read: its text and the candidates in it; or `error`, the sentence that says why not."""

    source: str
    text: str = ""
    candidates: tuple[Candidate, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker has to know to extract: small, and the same for all texts."""

    topic: Topic = field(hash=False, compare=False)  # known by its digest
    digest: str
    engine: str
    version: str

    @classmethod
    def of(cls, vocabulary: Vocabulary, engine: str) -> Task:
        """Leave out of a topic what extraction does not read: its quotes may be many."""
        topic = replace(vocabulary.topic, sources={}, events=(), positions={})
        return cls(topic, vocabulary.digest, engine, version(engine))

    def __call__(self, texts: list[str]) -> list[Found]:
        """Extract from some texts; a worker with another Parley refuses, for its candidates would be others."""
        vocabulary = _vocabulary(self)
        if (self.version, self.digest) != (version(self.engine), vocabulary.digest):
            return ["was not read: the worker has another version of Parley"] * len(texts)
        return [found_in(text, vocabulary, self.engine) for text in texts]


@lru_cache(maxsize=1)
def _vocabulary(task: Task) -> Vocabulary:
    return Vocabulary.of(task.topic)


def found_in(text: str, vocabulary: Vocabulary, engine: str) -> Found:
    """Extract from one text; what no rule foresaw is said of this text, and the others are read all the same."""
    try:
        return extract(text, vocabulary, engine)
    except EngineMissingError:
        raise  # it would be missing for all the others too
    except Exception as error:  # one text among thousands must not cost the run
        return f"could not be read, by a fault of Parley's: {type(error).__name__}: {error}"


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some articles in a row, and the numbers of those that are to be extracted from."""

    readings: list[Reading]
    new: list[int]

    @property
    def texts(self) -> list[str]:
        return [self.readings[number].text for number in self.new]

    def finish(self, results: list[Found]) -> None:
        """Put in what was found in the new texts."""
        for number, found in zip(self.new, results, strict=True):
            reading = self.readings[number]
            self.readings[number] = (
                _failed(reading.source, found) if isinstance(found, str) else replace(reading, candidates=found)
            )


def read_articles(  # noqa: PLR0913 - what, how, and where
    articles: Iterable[Article],
    vocabulary: Vocabulary,
    engine: str = "rules",
    *,
    index: Index,
    jobs: int = 1,
    cluster: str = "",
) -> Iterator[Reading]:
    """Read articles and give what is in each, in their order; a bad one is said to be so, and the others are read.

    `jobs` processes share the work, or the workers of the Dask cluster at an address; WorkersError when they cannot.
    One job is done in this process.
    """
    chunks = _chunks(articles, vocabulary, engine, index)
    for chunk in chunks:
        if chunk.new:
            chunks = chain([chunk], chunks)
            break
        yield from chunk.readings  # no worker is called for what is known
    else:
        return
    taken: deque[_Chunk] = deque()

    def texts() -> Iterator[list[str]]:
        for chunk in chunks:
            taken.append(chunk)
            yield chunk.texts

    results: Generator[list[Found] | None, None, None]
    if jobs > 1 or cluster:
        results = spread(Task.of(vocabulary, engine), texts(), jobs=jobs, cluster=cluster)
    else:
        results = ([found_in(text, vocabulary, engine) for text in some] for some in texts())
    with closing(results):
        for result in results:
            chunk = taken.popleft()
            chunk.finish(result if result is not None else [_LOST] * len(chunk.new))
            done = (chunk.readings[number] for number in chunk.new)
            index.keep([(each.text, each.candidates) for each in done if not each.error], vocabulary, engine)
            yield from chunk.readings


def _chunks(articles: Iterable[Article], vocabulary: Vocabulary, engine: str, index: Index) -> Iterator[_Chunk]:
    chunk = _Chunk([], [])
    for article in articles:
        reading, is_new = _read(article, vocabulary, engine, index)
        if is_new:
            chunk.new.append(len(chunk.readings))
        chunk.readings.append(reading)
        if len(chunk.new) == _TEXTS or len(chunk.readings) == _FILES:
            yield chunk
            chunk = _Chunk([], [])
    if chunk.readings:
        yield chunk


def _read(article: Article, vocabulary: Vocabulary, engine: str, index: Index) -> tuple[Reading, bool]:
    """Read an article; tell whether it is to be extracted from."""
    try:
        text = read_source(article.folder, article.file)
    except SourceError as error:
        return _failed(article.source, str(error).removeprefix(one_line(f'"{article.file}" '))), False
    if not text.strip():
        return _failed(article.source, "is empty"), False
    if (longest := max(map(len, text.split("\n")))) > _LONGEST_LINE:
        return _failed(
            article.source, f"has a line of {longest:,} characters, which is no paragraph of an article"
        ), False
    known = index.kept(text, vocabulary, engine)
    return Reading(article.source, text, known or ()), known is None


def _failed(source: str, what: str) -> Reading:
    return Reading(source, error=one_line(f'"{source}" {what}'))
