"""The topic's texts: read safely, kept at hand, with the places of the quotes in them."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from model.digest import text_digest
from model.encoding import wide
from model.plain import one_line, plain
from model.quotes.anchor import Anchor, find

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.schema import Quote, Topic

SEEDS = "seeds"  # the folder, in the topic's, for its texts
MOST_BYTES = 16 * 1024 * 1024
_TEXTS_AT_HAND = 32
_LONGEST_NAME = 200
_CIRCLE = "is a link that leads round in a circle"
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


class SourceError(Exception):
    """Why a source's text cannot be had: one sentence for the user, plain and on one line."""


class Passage(NamedTuple):
    """A quote of the topic (its cell, and its number in the cell from 0) at its place in a source."""

    party: str
    issue: str
    number: int
    quote: Quote
    anchor: Anchor


class Tally(NamedTuple):
    """How many quotes a source has, and in how many places; a sentence that shows two things is two quotes in one."""

    quotes: int
    places: int | None


class Library:
    """The texts of a topic's sources and the anchors of its quotes, each worked out once.

    It remembers what it read, errors too: make a new one to see changed files. Threads may share it without a lock:
    every cache is filled by single assignments of finished values, so at worst two threads work out the same twice.
    """

    def __init__(self, folder: Path, topic: Topic) -> None:
        self._folder = folder
        self._topic = topic
        self._read = lru_cache(_TEXTS_AT_HAND)(self._read_now)
        self._errors: dict[str, str] = {}
        self._first: dict[str, str] = {}  # digests of the texts as they were read first: anchors rest on those
        self._anchors: dict[str, dict[str, Anchor]] = {}

    def text(self, source_id: str) -> str:
        """Give the text of a source as shown on screens; SourceError if it cannot be had."""
        if source_id in self._errors:
            raise SourceError(self._errors[source_id])
        try:
            return self._read(source_id)
        except SourceError as error:
            self._errors[source_id] = str(error)
            raise

    def anchor(self, quote: Quote) -> Anchor:
        """Find a quote in its source; SourceError if that has no text."""
        anchors = self._anchors_in(quote.source)
        if quote.quote not in anchors:
            anchors[quote.quote] = _find(quote, self.text(quote.source))
        return anchors[quote.quote]

    def quotes_in(self, source_id: str) -> tuple[Passage, ...]:
        """Give the topic's quotes that have a place in a source, in the order of the text; SourceError as in `text`."""
        anchors = self._anchors_in(source_id)
        placed = [
            (anchor.span, Passage(party, issue, number, quote, anchor))
            for party, issue, number, quote in self._quotes.get(source_id, ())
            if (anchor := anchors[quote.quote]).span is not None
        ]
        return tuple(passage for _, passage in sorted(placed, key=lambda place: place[0]))

    def has_changed(self, source_id: str) -> bool:
        """Tell whether a source says something else by now than when it was read first: slow, meant for a thread."""
        known = self._first.get(source_id) or self._errors.get(source_id)
        try:
            now = text_digest(self._text_now(source_id))
        except SourceError as error:
            now = str(error)
        return known is not None and known != now

    def tally(self, source_id: str) -> Tally:
        """Count the quotes from a source, and the places of its text that they have, if these were looked up."""
        quotes, anchors = self._quotes.get(source_id, []), self._anchors.get(source_id)
        if anchors is None:
            return Tally(len(quotes), None)
        return Tally(len(quotes), len({span for *_, quote in quotes if (span := anchors[quote.quote].span)}))

    def _read_now(self, source_id: str) -> str:
        text = self._text_now(source_id)
        self._first.setdefault(source_id, text_digest(text))
        return text

    def _text_now(self, source_id: str) -> str:
        source = self._topic.sources.get(source_id)
        if source is None:
            raise SourceError(f'there is no source "{one_line(source_id)}"')
        return read_source(self._folder, source.file)

    def _anchors_in(self, source_id: str) -> dict[str, Anchor]:
        """Anchor all quotes of a source together, so that its text is folded once in whatever order they come."""
        anchors = self._anchors.get(source_id)
        if anchors is None:
            text = self.text(source_id)
            anchors = {quote.quote: _find(quote, text) for *_, quote in self._quotes.get(source_id, ())}
            self._anchors[source_id] = anchors
        return anchors

    @cached_property
    def _quotes(self) -> dict[str, list[tuple[str, str, int, Quote]]]:
        quotes: dict[str, list[tuple[str, str, int, Quote]]] = {}
        for place in self._topic.quotes():
            quotes.setdefault(place[-1].source, []).append(place)
        return quotes


def _find(quote: Quote, text: str) -> Anchor:
    return find(plain(quote.quote), text)


def texts_in(folder: Path) -> tuple[str, ...]:
    """Give the files in a topic's `seeds/`, in order, as `sources:` names them; hidden ones do not count."""
    found = []
    for inside, folders, names in os.walk(folder / SEEDS):  # one that cannot be read has nothing for us
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(inside, name) for name in names if not name.startswith("."))
        # Unlike Path.is_file it does not raise for a link that leads nowhere anybody may look.
        found += [path.relative_to(folder).as_posix() for path in paths if os.path.isfile(path)]  # noqa: PTH113
    return tuple(sorted(found))


def unlisted(files: Iterable[str], topic: Topic) -> tuple[str, ...]:
    """Give those of the files that no source names."""
    listed = {PurePosixPath(source.file) for source in topic.sources.values()}
    return tuple(file for file in files if PurePosixPath(file) not in listed)


def read_source(folder: Path, file: str) -> str:
    """Read a UTF-8 text inside a folder; SourceError says why not.

    The byte order mark goes, lines end with LF, the rest is plain: offsets are code points of that.
    """
    return decode_source(source_bytes(folder, file), file)


def source_bytes(folder: Path, file: str) -> bytes:
    """Read the bytes of a file inside a folder; SourceError says why not."""
    try:
        with open(_inside(folder, file), "rb", opener=_open_at_once) as stream:
            _check_kind(os.fstat(stream.fileno()), file)
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise source_error(file, "does not exist") from None
    except PermissionError:
        raise source_error(file, "may not be read: you have no permission") from None
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise source_error(file, _CIRCLE if error.errno == errno.ELOOP else reason) from None
    except RuntimeError:  # what Python before 3.13 makes of ELOOP
        raise source_error(file, _CIRCLE) from None
    except ValueError:  # a NUL in the name
        raise source_error(file, "is not a usable file name") from None
    _check_size(len(data), file)
    return data


def decode_source(data: bytes, file: str) -> str:
    """Give the text that bytes are, as `read_source` does; SourceError, which names the file, if they are none."""
    text = _decode(data.removeprefix(codecs.BOM_UTF8), file)
    return plain(text.replace("\r\n", "\n").replace("\r", "\n"))


def source_error(file: str, what: str) -> SourceError:
    """Make the error of a file, or a web page: its name, and what is wrong with it."""
    name = file if len(file) <= _LONGEST_NAME else file[: _LONGEST_NAME - 3] + "..."
    return SourceError(one_line(f'"{name}" {what}'))


def _inside(folder: Path, file: str) -> Path:
    relative = Path(file)
    if relative.anchor or ".." in relative.parts:
        raise source_error(file, "is not a path inside the topic's folder")
    root = folder.resolve()
    path = (root / relative).resolve(strict=True)
    if not path.is_relative_to(root):
        raise source_error(file, "is a link that leads out of the topic's folder")
    _check_kind(path.stat(), file)
    return path


def _open_at_once(path: str, flags: int) -> int:
    # The file may turn into a pipe after it was looked at; to open one waits for a writer, unless told not to.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_kind(status: os.stat_result, file: str) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise source_error(file, f"is {_KINDS.get(kind, 'something else')}, not a text")
    _check_size(status.st_size, file)


def _check_size(size: int, file: str) -> None:
    if size > MOST_BYTES:
        raise source_error(file, f"is larger than {MOST_BYTES // 1024 // 1024} MB, too large for an article")


def _decode(data: bytes, file: str) -> str:
    if encoding := wide(data):
        raise source_error(file, f"is not UTF-8: it looks like {encoding}, so save it as UTF-8")
    if 0 in data:
        raise source_error(file, f"is not a text: {_where(data, data.index(0))} is NUL")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        at = error.start
        raise source_error(file, f"is not UTF-8: {_where(data, at)} is 0x{data[at]:02X}; {_advice(data, at)}") from None


def _where(data: bytes, at: int) -> str:
    lines = (data[:at] + b".").splitlines()
    return f"byte {len(lines[-1])} of line {len(lines)}"


def _advice(data: bytes, first_bad: int) -> str:
    if not data[:first_bad].isascii():
        return "other parts are UTF-8, so it is damaged or mixes two encodings"
    high = sum(byte >= 0x80 for byte in data)
    if high > len(data) // 4:  # most letters are not Latin ones
        return "it looks like an older encoding of its script (such as Windows-1251), so save it as UTF-8"
    return "it looks like Latin-1 or Windows-1252, so save it as UTF-8"
