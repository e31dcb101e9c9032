"""The cache of what extraction found: `.parley/index.sqlite` in the topic's folder, safe to delete at any time.

Two processes may share it. Where it cannot be written it keeps nothing; where it is broken it is made anew.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Self, TypeVar, get_args

from model.digest import text_digest
from model.extract import extract, version
from model.extract.candidate import CONFIDENCES, Candidate, Evidence
from model.file.kept import FOLDER, make_folder
from model.plain import plain
from model.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from model.extract.vocabulary import Vocabulary

_T = TypeVar("_T")

_FORMAT = 0x50524C01  # marks a file as this cache in this form; another form gets another number
_SCHEMA = """
CREATE TABLE IF NOT EXISTS ways (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS readings
    (id INTEGER PRIMARY KEY, text BLOB NOT NULL, way INTEGER NOT NULL, found TEXT NOT NULL, UNIQUE (text, way));
"""
_FIND = "SELECT found FROM readings JOIN ways ON ways.id = way WHERE text = ? AND name = ?"
_KEEP = "INSERT OR REPLACE INTO readings (text, found, way) SELECT ?, ?, id FROM ways WHERE name = ?"
_PATIENCE = 5.0  # seconds to wait while another process writes
_WAYS = 4  # vocabularies, engines and versions whose readings are kept: every changed word makes a new one
_MOST = 100_000  # readings kept, of some kB each
_PASSING = {  # what is wrong with the disk or the moment, not with the file
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM),
}


class Index:
    """The readings of a topic's texts, found again by text, vocabulary, engine and version. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FOLDER / "index.sqlite"
        self._lock = Lock()
        self._connection = _open(self._path)

    def __enter__(self) -> Self:
        """Give the index."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file; from then on nothing is kept or found."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def candidates(self, text: str, vocabulary: Vocabulary, engine: str = "rules") -> tuple[Candidate, ...]:
        """Give what extraction finds in a text, in the order of the text; it runs only for what is not kept yet."""
        found = self.kept(text, vocabulary, engine)
        if found is None:
            found = extract(text, vocabulary, engine)
            self.keep([(text, found)], vocabulary, engine)
        return found

    def kept(self, text: str, vocabulary: Vocabulary, engine: str = "rules") -> tuple[Candidate, ...] | None:
        """Give what was found in a text before; None if that is not known."""
        key = _digest(text), _way(vocabulary, engine)
        row = self._do(lambda connection: connection.execute(_FIND, key).fetchone())
        return _candidates(row[0], text, vocabulary, engine) if row else None

    def keep(
        self, readings: Iterable[tuple[str, tuple[Candidate, ...]]], vocabulary: Vocabulary, engine: str = "rules"
    ) -> None:
        """Keep what was found in texts, all in one go; what is oldest goes when there is too much."""
        way = _way(vocabulary, engine)
        rows = [(_digest(text), _as_json(found), way) for text, found in readings]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                if connection.execute("INSERT OR IGNORE INTO ways (name) VALUES (?)", (way,)).rowcount:
                    connection.execute("DELETE FROM ways WHERE id <= (SELECT max(id) FROM ways) - ?", (_WAYS,))
                    connection.execute("DELETE FROM readings WHERE way NOT IN (SELECT id FROM ways)")
                connection.executemany(_KEEP, rows)
                connection.execute("DELETE FROM readings WHERE id <= (SELECT max(id) FROM readings) - ?", (_MOST,))

        self._do(write)

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Work on the file; None when that fails, and a broken file is made anew for the next time."""
        with self._lock:
            if self._connection is None:
                return None
            try:
                return work(self._connection)
            except sqlite3.DatabaseError as error:
                if not _is_passing(error):
                    self._connection.close()
                    _remove(self._path)
                    self._connection = _open(self._path)
                return None


def _open(path: Path) -> sqlite3.Connection | None:
    """Open the file, made anew if it is not this cache in this form; None where that cannot be."""
    make_folder(path.parent.parent)
    for _ in range(2):
        connection = None
        try:
            connection = sqlite3.connect(path, _PATIENCE, isolation_level=None, check_same_thread=False)
            if _is_ready(connection):
                return connection
            connection.close()
        except sqlite3.DatabaseError as error:
            if connection is not None:
                connection.close()
            if _is_passing(error):
                return None
        _remove(path)
    return None


def _is_ready(connection: sqlite3.Connection) -> bool:
    """Tell whether the file is this cache in this form; an empty one is made so."""
    if connection.execute("PRAGMA schema_version").fetchone()[0] == 0:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in filter(None, map(str.strip, _SCHEMA.split(";"))):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_FORMAT}")
    form: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return form == _FORMAT


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _is_passing(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _PASSING


def _digest(text: str) -> bytes:
    return bytes.fromhex(text_digest(text))


def _way(vocabulary: Vocabulary, engine: str) -> str:
    return f"{version(engine)} {engine} {vocabulary.digest}"


def _as_json(candidates: tuple[Candidate, ...]) -> str:
    rows = [
        (
            *(one.start, one.end, one.party, one.issue, one.stance, one.kind, one.speaker, one.confidence, one.via),
            one.doubts,
            [(reason.rule, reason.start, reason.end, reason.says) for reason in one.evidence],
        )
        for one in candidates
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _candidates(found: str, text: str, vocabulary: Vocabulary, engine: str) -> tuple[Candidate, ...] | None:
    """Read what `_as_json` wrote; None if it is anything else: a folder with its cache may come from anybody."""
    topic = vocabulary.topic
    candidates = []
    try:
        for start, end, party, issue, stance, kind, speaker, confidence, via, doubts, evidence in json.loads(found):
            known = party in topic.parties and issue in topic.issues and stance in topic.scale
            if not (known and 0 <= start < end <= len(text) and kind in get_args(Kind) and confidence in CONFIDENCES):
                return None
            reasons = tuple(Evidence(plain(rule), int(at), int(to), plain(says)) for rule, at, to, says in evidence)
            candidates.append(Candidate(
                start, end, text[start:end], party, issue, stance, kind, plain(speaker), confidence, engine, reasons,
                plain(via), tuple(plain(doubt) for doubt in doubts),
            ))  # fmt: skip
    except (ValueError, TypeError, RecursionError):
        return None
    return tuple(candidates)
