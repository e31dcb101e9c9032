"""Where candidates come from: the topic's articles, read beside the screens whenever one of them or a word changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from model.digest import sha256
from model.file.loader import ReadError, read_bytes
from model.quotes.sources import SourceError, read_source
from model.renamed import cell_now
from tui.background import in_background
from tui.faces import shorten
from tui.watch import Seen, Watch
from tui.wording import counted, outlet

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from textual.worker import Worker

    from model.extract.candidate import Candidate
    from model.file.loader import Loaded
    from model.quotes.sources import Library
    from model.review.decision_file import Decisions
    from model.review.decisions import Decision, Identity
    from model.review.review import Proposed, Waiting
    from model.schema import Topic
    from tui.following import Following
    from tui.session import Session

_LOOKS_EVERY = 1.0  # seconds between two looks at the articles
_QUIET = 0.4  # seconds without a key before an article is read
_NEWS_STAYS = 8.0  # seconds
_MOST_TEXTS = 100  # that are no sources and are read all the same
_LONGEST_NAME = 32  # cells: what comes after the news is to be seen, too


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the articles propose, what was decided, and what went wrong; `found` by source, with what it was read from.

    That is the text, and the digest of the vocabulary. `offered` counts what texts propose that are no sources yet.
    """

    proposed: Proposed
    decisions: Decisions
    found: Mapping[str, tuple[tuple[str, str], tuple[Candidate, ...]]]
    offered: Mapping[str, int]
    faults: tuple[str, ...]


class Desk:
    """Reads articles in a thread, looks for changes of them and of the decisions, and tells the session."""

    def __init__(self, app: Following, tell_screens: Callable[[], None], forget_texts: Callable[[], None]) -> None:
        self._app, self._session = app, app.session
        self._tell_screens, self._forget_texts = tell_screens, forget_texts
        self._begun = 0  # readings; a later one ends those before
        self._reading: _Reading | None = None
        self._seen: set[Identity] = set()  # the candidates that were announced
        self._topic = app.session.topic  # whose ids those have
        self._lost: frozenset[Identity] = frozenset()  # as far as that was told
        self._lost_news = ""  # what was told of them last
        self._told: set[str] = set()
        self._told_texts: set[str] = set()  # that are no sources
        self._watches: dict[Path, Watch] = {}
        self._is_looking = False
        app.set_interval(_LOOKS_EVERY, self._look)

    def read(self) -> None:
        """Read what is new or changed; what has been read of an unchanged article is kept."""
        self._begun += 1
        self._beside(partial(self._read, self._begun), "desk")

    def _beside(self, work: Callable[[], Coroutine[None, None, None]], group: str) -> Worker[None]:
        return self._app.run_worker(work, group=group, exclusive=True)

    async def _read(self, number: int) -> None:
        session, topic = self._session, self._session.topic
        known = session.offers.latest
        articles = session.current, topic, session.library, session.new_texts[:_MOST_TEXTS]
        work = partial(_read_articles, *articles, before=(before := self._reading))
        reading = await in_background(partial(work, is_wanted=partial(self._is_wanted, number)))
        if reading is None or topic is not session.topic:
            return  # the next one is on its way
        self._reading = reading
        since = {key: taken for key, taken in session.offers.latest.items() if known.get(key) is not taken}
        session.offers.note_read(reading.proposed, reading.decisions, reading.offered, topic)
        session.offers.note_decisions(since, topic)  # else they would seem to be taken back until the next reading
        self._announce(is_first=before is None)
        self._announce_texts(reading.offered, is_first=before is None)
        self._tell_screens()

    def _is_wanted(self, number: int) -> bool:
        """Wait while keys are typed, for reading would slow them down; tell whether no later reading has begun."""
        while number == self._begun and self._app.is_running and monotonic() - self._app.keyed < _QUIET:
            sleep(_QUIET / 4)
        return number == self._begun

    def _announce(self, *, is_first: bool) -> None:
        """Say what came in and what could not be read, each of them once."""
        topic, reading = self._session.topic, self._reading
        self._follow_ids(topic)
        known = self._seen | self._session.offers.lost
        new = [each for each in self._session.offers.waiting if each.identity not in known]
        self._seen.update(each.identity for each in self._session.offers.candidates)
        sources = list(dict.fromkeys(each.source for each in new))
        if new and not is_first:
            one = len(sources) == 1
            name = outlet(topic.sources[sources[0]], sources[0]) if one else counted(len(sources), "article")
            where = shorten(name, _LONGEST_NAME)
            self._tell(f"{counted(len(new), 'new candidate')} from {where}")
        self._announce_lost()
        for fault in set(reading.faults if reading else ()) - self._told:
            self._told.add(fault)
            self._app.say(fault, wrong=True)

    def _follow_ids(self, topic: Topic) -> None:
        """Know what was announced under the ids of today: a party that is called otherwise brings no news."""
        before, self._topic = self._topic, topic
        cells = {cell: cell_now(*cell, before, topic) for cell in {(each.party, each.issue) for each in self._seen}}
        now = {each: cells[each.party, each.issue] for each in self._seen}
        self._seen = {each._replace(party=party, issue=issue) for each, (party, issue) in now.items()}

    def _announce_lost(self) -> None:
        """Say how many accepted quotes have gone; while that is shown, it follows those that come back."""
        before, self._lost = self._lost, self._session.offers.lost
        lost = self._lost - before
        if before - self._lost and self._session.news == self._lost_news:
            self._session.news, lost = "", self._lost
        if lost:
            was = "is" if len(lost) == 1 else "are"
            self._lost_news = f"{counted(len(lost), 'accepted quote')} {was} no longer in the file: press 2"
            self._tell(self._lost_news)

    def _announce_texts(self, offered: Mapping[str, int], *, is_first: bool) -> None:
        """Say what new texts propose, each of them once."""
        new = [file for file in offered if file not in self._told_texts]
        self._told_texts.update(new)
        count = sum(offered[file] for file in new)
        if count and not is_first:
            where = shorten(Path(new[0]).name if len(new) == 1 else counted(len(new), "new text"), _LONGEST_NAME)
            self._tell(f"{counted(count, 'candidate')} in {where}: press 5, then i")

    def _tell(self, news: str) -> None:
        self._session.news = news
        self._app.set_timer(_NEWS_STAYS, partial(self._forget, news))

    def _forget(self, news: str) -> None:
        if self._session.news == news:
            self._session.news = ""
            self._tell_screens()

    def watch(self) -> None:
        """Watch all that is read, from before it is read on: a change in between would be missed until the next."""
        folder = self._session.path.parent
        wanted = [
            self._session.offers.decisions,
            *(folder / source.file for source in self._session.topic.sources.values()),
        ]
        self._watches = {path: self._watches.get(path) or Watch(path) for path in wanted}

    def _look(self) -> None:
        if not self._is_looking:  # a look that is cut short has seen what nobody hears of
            self._beside(self._look_beside, "look")

    async def _look_beside(self) -> None:
        watches = list(self._watches.values())
        self._is_looking = True
        try:
            changed = await in_background(lambda: [one for one in watches if one.look() is not Seen.NOTHING_NEW])
        finally:
            self._is_looking = False
        if changed and changed != watches[:1]:  # an article, not only the decisions
            self._forget_texts()
        elif changed:
            self.read()


def _read_articles(  # noqa: PLR0913 - what is read, and what is known of it
    loaded: Loaded,
    topic: Topic,
    library: Library,
    texts: Sequence[str],
    *,
    before: _Reading | None,
    is_wanted: Callable[[], bool],
) -> _Reading | None:
    """Read a topic's articles for candidates, but for those read before: slow; None when it is no longer wanted."""
    from model.corpus.index import Index  # noqa: PLC0415 - likewise
    from model.extract.vocabulary import Vocabulary  # noqa: PLC0415 - likewise
    from model.file.kept import keep  # noqa: PLC0415 - likewise
    from model.review.decision_file import NAME, read_decisions  # noqa: PLC0415 - not needed for the first frame
    from model.review.review import Proposed, proposed  # noqa: PLC0415 - likewise

    if not is_wanted():
        return None
    vocabulary = Vocabulary.of(topic)
    kept = before.found if before is not None else {}
    found: dict[str, tuple[tuple[str, str], tuple[Candidate, ...]]] = {}
    faults = []
    with Index(loaded.folder) as index:
        for source in topic.sources:
            if not is_wanted():
                return None
            try:
                read_from = library.text(source), vocabulary.digest
                same = source in kept and kept[source][0] == read_from
                found[source] = kept[source] if same else (read_from, index.candidates(read_from[0], vocabulary))
            except SourceError:  # which is among the problems
                continue
            except Exception as error:  # a fault in reading an article must not take the matrix away
                faults.append(f"{source} could not be read for candidates: {type(error).__name__}: {error}")
        offered = {}
        for file in texts:
            if not is_wanted():
                return None
            with suppress(Exception):  # when it is made a source, it is said what is wrong with it
                offered[file] = len(index.candidates(read_source(loaded.folder, file), vocabulary))
    keep(loaded)
    decisions = read_decisions(loaded.folder / NAME, topic)
    candidates, lost = proposed({source: one for source, (_, one) in found.items()}, topic, library, decisions.latest)
    if not _is_on_disk(loaded):  # decisions younger than the topic: their quotes are on the way
        lost = before.proposed.lost if before is not None else frozenset()
    return _Reading(Proposed(candidates, lost), decisions, found, offered, tuple(faults))


def read_again(session: Session, claimed: Decision) -> Waiting | None:
    """Read one article for what was proposed before, be it decided or not: slow; None when the words have gone."""
    from model.corpus.index import Index  # noqa: PLC0415 - as above
    from model.extract.vocabulary import Vocabulary  # noqa: PLC0415 - likewise
    from model.review.review import fitting, proposed, remembered  # noqa: PLC0415 - likewise

    topic, library = session.topic, session.library
    try:
        text = library.text(claimed.source)
    except SourceError:
        return None
    with Index(session.path.parent) as index:
        found = {claimed.source: index.candidates(text, Vocabulary.of(topic))}
    known = {claimed.identity: claimed}
    again = (each for each in proposed(found, topic, library, known).candidates if each.identity == claimed.identity)
    last = next(again, None) or remembered(claimed, topic, library)
    return next(iter(fitting([last] if last else [], topic)), None)


def _is_on_disk(loaded: Loaded) -> bool:
    """Tell whether a file still says what was read of it, and can be shown."""
    try:
        return loaded.topic is not None and sha256(read_bytes(loaded.path)) == loaded.digest
    except ReadError:
        return False
