"""Somebody who changes the file with other programs while Parley shows one of its screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import yaml
from edits import apply
from reader import without_frames

from model.edit.operations import SECTIONS, RenameId
from model.file.loader import load
from tui.entries import edit_entry
from tui.review import Review

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader import Reader

    from model.edit.operations import IdKind, Section


def put(path: Path, raw: bytes) -> None:
    """Save a file as an editor does: beside it, then over it."""
    beside = path.with_name("beside.tmp")
    beside.write_bytes(raw)
    beside.replace(path)


async def written_late(reader: Reader, slow: BinaryIO) -> None:
    """Save a cell, then write into the file that a slow program has had open since before that."""
    await reader.press("down", "e")
    await reader.on("Form")
    reader.fill(stance="support")
    await reader.save_form()
    slow.write(b"# written late\n")
    slow.flush()


def renamed(*kinds: IdKind) -> Callable[[Path], bytes]:
    """Make a function that gives a file with other ids for every party, issue and source, or for some of these."""

    def other(path: Path) -> bytes:
        raw, topic = path.read_bytes(), load(path).topic
        assert topic is not None
        for kind in kinds:
            for id_ in getattr(topic, SECTIONS[kind]):
                raw = apply(raw, RenameId(kind, id_, f"{id_}-again"))
        return raw

    return other


def without(*sections: str) -> Callable[[Path], bytes]:
    """Make a function that gives a file without the entries of some sections."""

    def emptied(path: Path) -> bytes:
        data: dict[str, Any] = yaml.safe_load(path.read_bytes())
        return yaml.safe_dump(data | {section: {} for section in sections}).encode()

    return emptied


RENAMED = (renamed("party"), renamed("issue", "source"))
DELETED = (without("positions"), without("positions", "parties", "issues", "sources"))

REVIEW = ("2",)
QUOTE = ("down", "right", "enter")
PALETTE = ("ctrl+p", *"edit")
SCREENS: dict[str, tuple[str, ...]] = {
    "matrix": ("down", "right"),
    "matrix, ordered by a column": ("down", "right", "s", "s", "s", "s"),
    "filter": ("f",),
    "matrix, filtered": ("f", *("down",) * 10, "space", "enter"),
    "quotes": QUOTE,
    "article": (*QUOTE, "enter"),
    "article, taking": (*QUOTE, "enter", "i", "L"),
    "problems": ("5",),
    "help": (*QUOTE, "question_mark"),
    "palette": (*QUOTE, *PALETTE),
    "search": ("ctrl+f", *"tolls"),
    "search, hits": ("ctrl+f", *"tolls", "enter"),
    "review": REVIEW,
    "review of a cell": ("down", "2"),
    "review, accepted": (*REVIEW, "a"),
    "review, rejected": (*REVIEW, "x"),
    "review, both": (*REVIEW, "a", "x", "J"),
    "article of a candidate": (*REVIEW, "x", "enter"),
    "question about sure ones": (*REVIEW, "A"),
    "question about a deletion": (*QUOTE, "d"),
    "form of a cell": ("down", "right", "e"),
    "form of a quote": (*QUOTE, "e"),
    "form of a new quote": (*QUOTE, "i"),
    "form of a passage": (*QUOTE, "enter", "i", "enter"),
    "form of a candidate over decided ones": (*REVIEW, "x", "a", "J", "e"),
    "form of a party": (),
    "form of a source": (),
}
ENTRIES: dict[str, tuple[Section, str]] = {
    "form of a party": ("parties", "sandby"),
    "form of a source": ("sources", "daily"),
}
FORMS = [name for name in SCREENS if name.startswith("form")]


async def opened(reader: Reader, name: str) -> None:
    """Open a screen from the matrix."""
    app = reader.app
    await reader.until(lambda: app.session.offers.is_read and app.session.offers.waiting, "the articles")
    with without_frames():
        for key in SCREENS[name]:
            await reader.press(key)
            if isinstance(app.screen, Review):
                await reader.until(lambda: not app.screen.agenda.saving, "the save")  # type: ignore[attr-defined]
        if name in ENTRIES:
            app.change(edit_entry(app, *ENTRIES[name]))
        if name in FORMS:
            await reader.on("Form")


async def changed(reader: Reader, path: Path, raw: bytes) -> None:
    """Change the file, and wait until Parley has seen it and read the articles again."""
    put(path, raw)
    is_new = load(path).digest
    await reader.until(lambda: reader.app._exception or reader.app.session.current.digest == is_new, "the change")
    await reader.until(lambda: reader.app._exception or reader.app.session.verified)
    await reader.settle()
    assert reader.app._exception is None
