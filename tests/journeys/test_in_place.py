"""Where no other file can take the file's place, Parley asks before it writes into the file itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from disks import limit
from reader import reading

from model.save.beside import mark, write_beside
from model.save.draft import drafts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_file_takes_its_place(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the disk refuse: only the file itself can be written."""
    limit("in place", harbour, monkeypatch.setattr)


async def test_the_file_is_written_itself_only_after_a_yes_and_asked_once(harbour: Path) -> None:
    inode = harbour.stat().st_ino
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="Written into it")
        await reader.press("ctrl+s")
        await reader.on("Ask")
        await reader.sees("no other file can take its place here")
        await reader.sees("a full copy lies beside it")
        assert harbour.read_bytes() == before
        ((kept,),) = [json.loads(draft.text)["fields"] for draft in drafts(harbour)]
        assert kept == "note", "the draft is there until it is done"
        await reader.press("w")
        await reader.on("Overview")
        assert "note: Written into it" in harbour.read_text(encoding="utf-8")
        assert not drafts(harbour)
        await reader.press("u")
        await reader.until(lambda: harbour.read_bytes() == before, "the undo, without another question")
        assert harbour.stat().st_ino == inode


async def test_a_no_leaves_the_file_and_the_form_with_its_text(harbour: Path) -> None:
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="Not yet")
        await reader.press("ctrl+s")
        await reader.on("Ask")
        await reader.press("escape")
        await reader.on("Form")
        await reader.sees("positions.yaml was not saved: no other file can take its place here")
        assert harbour.read_bytes() == before
        assert reader.form.values["note"] == "Not yet"
        assert len(drafts(harbour)) == 1


async def test_what_a_crash_left_comes_back_after_the_question(harbour: Path) -> None:
    before = harbour.read_bytes()
    after = before.replace(b"spring 2031", b"summer 2031")
    write_beside(harbour, after, f"{mark(before)}-{mark(after)}")
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.press("t")
        await reader.sees("a full copy lies beside it")
        await reader.press("w")
        await reader.until(lambda: harbour.read_bytes() == after, "the text that was cut off")
