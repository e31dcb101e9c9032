"""Texts taken into a topic by hand: a file copied into `seeds/`, and an id for it."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from model.intake.heading import Heading, heading_of
from model.plain import one_line
from model.quotes.sources import SEEDS, SourceError, decode_source, source_bytes
from model.save.beside import drop, holds, write_all
from model.save.exchange import sync_folder
from model.save.refusal import SaveError, in_sentences, not_saved

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from model.schema import Topic

_LONGEST = 40  # code points of a name in an id
_TRACKER = re.compile(r"$|(utm_\w+|fbclid|gclid|yclid|mc_cid|mc_eid|igshid)(=|$)")  # in the query of a web address


class Taken(NamedTuple):
    """A text in the topic's folder: its path there, as `sources:` names it, and whether it was copied there now."""

    file: str
    is_new: bool


class NewText(NamedTuple):
    """A text in `seeds/` that no source names: the id it could get, what it seems to say of itself, or its trouble."""

    file: str
    id: str
    heading: Heading
    trouble: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """Give what is known of it, as the fields of a source."""
        return {"file": self.file, **self.heading.fields}


def new_text(folder: Path, topic: Topic, file: str) -> NewText:
    """Look at a file that no source names; one without a word, or with the text of a source, is trouble."""
    return new_texts(folder, topic, (file,))[file]


def new_texts(folder: Path, topic: Topic, files: Iterable[str]) -> dict[str, NewText]:
    """Look at several files as `new_text` does; each source is measured once for them all."""
    sizes, outlets = _sizes(folder, topic), outlets_of(topic)
    return {file: _looked_at(folder, topic, file, sizes, outlets) for file in files}


def outlets_of(topic: Topic) -> tuple[str, ...]:
    """Give the outlets that a topic's sources have, each once, by which the head of a new text may be understood."""
    return tuple(dict.fromkeys(source.outlet for source in topic.sources.values() if source.outlet))


def _looked_at(
    folder: Path, topic: Topic, file: str, sizes: Mapping[int, Sequence[str]], outlets: Sequence[str]
) -> NewText:
    heading, trouble = Heading(), ""
    try:
        data = source_bytes(folder, file)
        text = decode_source(data, file)
        heading = heading_of(text, outlets)
        if not text.strip():
            trouble = f"{file} is empty"
        elif twin := _twin(folder, topic, data, sizes):
            trouble = f'{file} has the same text as source "{twin}"'
    except SourceError as error:
        trouble = str(error)
    return NewText(file, source_id(heading.outlet, heading.published, file, topic.sources), heading, trouble)


def source_with(folder: Path, topic: Topic, data: bytes) -> str | None:
    """Give the id of the source that has these bytes; None if there is none."""
    return _twin(folder, topic, data, _sizes(folder, topic))


def _sizes(folder: Path, topic: Topic) -> dict[int, list[str]]:
    """Give the ids of the sources by the size of their files; one that cannot be looked at has none."""
    sizes: dict[int, list[str]] = {}
    for id_, source in topic.sources.items():
        with suppress(OSError, ValueError):  # ValueError: a NUL in the name
            sizes.setdefault((folder / source.file).stat().st_size, []).append(id_)
    return sizes


def _twin(folder: Path, topic: Topic, data: bytes, sizes: Mapping[int, Sequence[str]]) -> str | None:
    """Give the id of the first source of the same size with these bytes."""
    for id_ in sizes.get(len(data), ()):
        with suppress(SourceError):
            if source_bytes(folder, topic.sources[id_].file) == data:
                return id_
    return None


def source_at(topic: Topic, url: str) -> str | None:
    """Give the id of the source with this web address, whatever trackers hang on it; None if there is none."""
    page = _page(url) if url else None
    return next((id_ for id_, source in topic.sources.items() if source.url and _page(source.url) == page), None)


def _page(url: str) -> tuple[str, ...]:
    """Give what tells a web page from others: not http or https, `www.`, the fragment, a slash at the end, trackers."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return (url,)
    asked = sorted(each for each in parts.query.split("&") if not _TRACKER.match(each))
    return (parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), *asked)


def take_in(folder: Path, path: Path, data: bytes) -> Taken:
    """Copy a text that was read from `path` into `seeds/`, unless it lies there. SaveError as in `put_in`."""
    seeds = _seeds(folder, path.name).resolve()
    if path.resolve().is_relative_to(seeds):
        return Taken(f"{SEEDS}/{path.resolve().relative_to(seeds).as_posix()}", is_new=False)
    return put_in(folder, path.name, data)


def put_in(folder: Path, name: str, data: bytes) -> Taken:
    """Write a text into `seeds/`. SaveError when it cannot be.

    Another text of that name stays: this one gets a number. A copy is on the disk before its name is given.
    """
    wanted = _seeds(folder, name) / one_line(name)
    with in_sentences(wanted):
        for copy in _names(wanted):
            if is_there := holds(copy, data):
                break
            with suppress(FileExistsError):
                write_new(copy, data)
                break
    return Taken(f"{SEEDS}/{copy.name}", is_new=not is_there)


def _seeds(folder: Path, name: str) -> Path:
    """Make sure of the folder for texts; SaveError, which names the text, when it cannot be had or leads elsewhere."""
    seeds = folder / SEEDS
    with in_sentences(seeds / one_line(name)):
        seeds.mkdir(exist_ok=True)
        if not seeds.resolve().is_relative_to(folder.resolve()):
            raise SaveError(
                not_saved(seeds / one_line(name), f"{SEEDS} is a link that leads out of the topic's folder")
            )
    return seeds


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, onto the disk; FileExistsError, or another OSError and no file is left."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def give_back(folder: Path, taken: Taken, data: bytes) -> None:
    """Delete a copy that came to nothing, while it is what we wrote."""
    if taken.is_new:
        drop(folder / taken.file, data)


def text_name(published: str, outlet: str, title: str, name: str) -> str:
    """Name the file of an article after date, outlet and title; after what it came from where it has no title."""
    words = (_slug(published), _outlet_slug(outlet), _slug(title) or _slug(Path(name).stem))
    return f"{'-'.join(word for word in words if word) or 'article'}.txt"


def source_id(outlet: str, published: str, name: str, taken: Container[str]) -> str:
    """Make an id that is not taken: of outlet and date where both are known, else of the file's name and the date."""
    date, named = _slug(published), _slug(Path(name).stem)
    words = (_outlet_slug(outlet) if date or not named else "") or named or "source"
    return _untaken(words if not date or date in words else f"{words}-{date}", taken)


def new_id(name: str, taken: Container[str]) -> str:
    """Make an id that is not taken of a name, or of the name of a file; empty where no letter of it can be in one."""
    words = _slug(Path(name).stem if Path(name).suffix == ".txt" else name)
    return _untaken(words, taken) if words else ""


def _untaken(id_: str, taken: Container[str]) -> str:
    numbered = (f"{id_}-{number}" for number in count(2))
    return id_ if id_ not in taken else next(each for each in numbered if each not in taken)


def _outlet_slug(outlet: str) -> str:
    return _slug(re.split(r"\s+/\s+", outlet)[0]).removeprefix("the-")


def _slug(text: str) -> str:
    """Make small letters, digits and hyphens of a text; letters of other scripts go."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:_LONGEST].strip("-")
