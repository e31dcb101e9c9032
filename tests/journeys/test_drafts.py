"""What is typed into a form outlives whatever ends Parley, and is offered again."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from reader import reading

import tui.forms
import tui.recovery
from model.save.draft import drafts, keep_draft

if TYPE_CHECKING:
    from pathlib import Path

CELL = json.dumps(["cell", "shippers", "tolls"])
SUMMARY = "Want the tolls cut before the summer."


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep drafts more often than a user would want."""
    monkeypatch.setattr(tui.forms, "_KEPT_EVERY", 0.05)


def kept(path: Path) -> dict[str, str]:
    """Give what the only draft of a topic holds, by field."""
    (draft,) = drafts(path)
    return {key: each["typed"] for key, each in json.loads(draft.text)["fields"].items()}


async def test_what_is_being_typed_is_not_offered_as_if_it_had_been_left(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="Typed at once")
        await reader.until(lambda: drafts(harbour), "the draft")
        async with asyncio.timeout(1):  # an offer would wait for an answer
            await tui.recovery.offer_drafts(reader.app)
        assert reader.screen == "Form"


async def test_what_is_typed_is_kept_while_it_is_typed_and_offered_at_the_next_start(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        assert not drafts(harbour), "nothing has been typed yet"
        reader.fill(note="Typed for an hour")
        await reader.until(lambda: drafts(harbour), "the draft")
        assert kept(harbour) == {"note": "Typed for an hour"}
        reader.form._draft._over = True  # as if it were killed now: whatever the end keeps, this does not count
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.sees("Not saved yet: Shippers on Harbour tolls: the cell")
        await reader.sees("note: Typed for an hour")
        await reader.press("o")
        await reader.on("Form")
        assert (reader.form.values["note"], reader.form.values["summary"]) == ("Typed for an hour", SUMMARY)
        await reader.sees("This is what you typed on")
        await reader.save_form()
        await reader.until(lambda: "note: Typed for an hour" in harbour.read_text(encoding="utf-8"))
    assert not drafts(harbour)


async def test_leaving_parley_with_a_form_open_keeps_what_was_typed_since_the_last_moment(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.forms, "_KEPT_EVERY", 3600)
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="The last word")
        await reader.quit()
    assert kept(harbour) == {"note": "The last word"}


async def test_a_file_that_cannot_be_saved_loses_nothing_that_was_typed(harbour: Path) -> None:
    before = harbour.read_bytes()
    harbour.chmod(0o444)
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(summary="Typed for an hour")
        await reader.press("ctrl+s")
        await reader.sees("read-only")
        assert reader.screen == "Form"
    assert harbour.read_bytes() == before
    assert kept(harbour) == {"summary": "Typed for an hour"}


async def test_what_was_thrown_away_is_not_offered_again(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="No good")
        await reader.until(lambda: drafts(harbour))
        await reader.press("escape", "escape")
        await reader.on("Overview")
        assert not drafts(harbour)
    keep_draft(harbour, CELL, json.dumps({"title": "It", "fields": {"note": {"was": "", "typed": "Nor this"}}}))
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.press("x")
        await reader.on("Overview")
    assert not drafts(harbour)


async def test_a_draft_put_off_is_in_its_form_and_in_no_other(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "e")
        await reader.on("Form")
        words = reader.form.values["quote"]
        reader.fill(note="Of the last quote")
        await reader.until(lambda: drafts(harbour))
        await reader.quit()
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.press("escape")
        await reader.on("Overview")
        await reader.press("enter", "down", "e")
        await reader.on("Form")
        assert reader.form.values["quote"] != words
        assert reader.form.values["note"] == "", "that was typed for another quote of the cell"
        await reader.press("escape", "up", "e")
        await reader.on("Form")
        assert (reader.form.values["quote"], reader.form.values["note"]) == (words, "Of the last quote")


async def test_a_field_that_somebody_changed_since_is_told_and_not_taken_back_unseen(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(summary="Mine of yesterday", note="A note")
        await reader.until(lambda: drafts(harbour) and len(kept(harbour)) == 2)
        await reader.quit()
    change(harbour, SUMMARY, "Theirs of today")
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.press("o")
        await reader.on("Form")
        await reader.sees("the file has been changed since: Theirs of today")
        assert reader.form.values["summary"] == "Mine of yesterday"
        await reader.press("escape", "escape")
    change(harbour, "Theirs of today", "Mine of yesterday")
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        assert reader.form.values["note"] == "", "it was thrown away"


async def test_a_new_quote_that_was_not_saved_comes_back_with_all_its_fields(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "i")
        await reader.on("Form")
        reader.fill(quote="We are ready to", stance="support")
        await reader.until(lambda: drafts(harbour))
        await reader.quit()
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.press("o")
        await reader.on("Form")
        given = {key: value for key, value in reader.form.values.items() if value}
        assert given == {"quote": "We are ready to", "stance": "support", "source": "bulletin"}


@pytest.mark.parametrize(
    ("kind", "about", "field"),
    [
        ("quote", ["shippers", "tolls", "No such words"], "note"),
        ("cell", ["nobody", "tolls"], "note"),
        ("entry", ["parties", "nobody"], "note"),
        ("passage", ["Some words", "no-source"], "note"),
        ("of a later version", [], "note"),
    ],
)
async def test_a_draft_of_what_is_gone_is_shown_and_kept(
    harbour: Path, kind: str, about: list[str], field: str
) -> None:
    text = json.dumps({"title": "A form", "fields": {field: {"was": "", "typed": "Words to keep"}}})
    keep_draft(harbour, json.dumps([kind, *about]), text)
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.sees("note: Words to keep")
        await reader.press("o")
        await reader.until(lambda: any("the text is kept" in toast for toast in reader.toasts))
        await reader.on("Overview")
    assert kept(harbour) == {"note": "Words to keep"}


@pytest.mark.parametrize(
    ("kind", "about", "field"),
    [
        ("quote", ["dockers", "night-work"], "note"),
        ("passage", ["The harbour council adjourned", "gazette"], "speaker"),
        ("new quote", ["dockers", "tolls"], "speaker"),
        ("new entry", ["parties", ""], "name"),
        ("entry", ["issues", "tolls"], "terms"),
    ],
)
async def test_every_form_opens_again_from_its_draft(harbour: Path, kind: str, about: list[str], field: str) -> None:
    async with reading(harbour) as reader:
        topic = reader.app.session.topic
    if kind == "quote":
        about = [*about, topic.positions["dockers"]["night-work"].quotes[0].quote]
    text = json.dumps({"title": "A form", "fields": {field: {"was": "", "typed": "Typed"}}})
    keep_draft(harbour, json.dumps([kind, *about]), text)
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.press("o")
        await reader.on("Form")
        assert reader.form.values[field] == "Typed"


@pytest.mark.parametrize("text", ["no json", "[]", '{"title": 1}', '{"title": "A", "fields": {"note": "x"}}', "{}"])
async def test_a_draft_of_another_version_of_the_form_does_no_harm(harbour: Path, text: str) -> None:
    keep_draft(harbour, CELL, text)
    keep_draft(harbour, "no key", text)
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        assert (reader.form.values["note"], reader.form.values["summary"]) == ("", SUMMARY)


async def test_a_field_that_the_form_no_longer_has_does_no_harm(harbour: Path) -> None:
    fields = {"gone": {"was": "", "typed": "x"}, "note": {"was": "", "typed": "kept"}}
    keep_draft(harbour, CELL, json.dumps({"title": "A form", "fields": fields}))
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.press("o")
        await reader.on("Form")
        assert (reader.form.values["note"], reader.form.values["summary"]) == ("kept", SUMMARY)


async def test_where_no_draft_can_be_kept_the_form_says_so_and_goes_on(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "full").write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "full"))
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="Typed")
        await reader.sees("the draft of this form was not saved")
        await reader.save_form()
        assert "note: Typed" in harbour.read_text(encoding="utf-8")


async def test_saving_twice_in_haste_adds_a_quote_once(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "i")
        await reader.on("Form")
        words = "We are ready to work at night"
        reader.fill(quote=words, source="gazette", stance="support")
        await reader.rush("ctrl+s", "ctrl+s", "escape", "ctrl+s")
        await reader.on("Quotes")
        await reader.until(lambda: harbour.read_text(encoding="utf-8").count(f"|\n            {words}\n") == 1)
        await reader.press("u")
        await reader.until(lambda: f"|\n            {words}\n" not in harbour.read_text(encoding="utf-8"))
