"""What comes in an unlucky moment, a key or a change from elsewhere, ends nothing and loses nothing."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from elsewhere import changed, opened, put, renamed, without, written_late
from reader import reading
from reviewing import decided
from reviewing import opened as opened_review
from textual.events import Paste
from textual.widgets import Input

import tui.ask
import tui.desk
import tui.editor
import tui.watch
from model.file.loader import load
from tui.edits import delete_quote
from tui.find import FindLine
from tui.quotes import Quotes
from tui.recovery import offer_late_versions
from tui.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader import Reader

pytestmark = pytest.mark.frames


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let articles be read without waiting for a pause of the keys."""
    monkeypatch.setattr(tui.desk, "_QUIET", 0.0)
    monkeypatch.setenv("PARLEY_CODER", "Maj")


def slowed(what: Callable[..., Any], seconds: float) -> Callable[..., Any]:
    """Make a slow disk."""

    def slow(*arguments: object, **named: object) -> object:
        time.sleep(seconds)
        return what(*arguments, **named)

    return slow


async def goes_on(reader: Reader) -> None:
    await asyncio.sleep(0.1)
    await reader.settle()
    assert reader.app._exception is None


# Zoom


@pytest.mark.parametrize("keys", [("t", "end", "tab", "z", "t"), ("tab", "z", "t", "z"), ("end", "tab", "z", "t", "z")])
async def test_another_sheet_in_a_matrix_out_of_sight_ends_nothing(example: Path, keys: tuple[str, ...]) -> None:
    async with reading(example, size=(120, 32)) as reader:
        await reader.press(*keys)
        await goes_on(reader)


# Lists


@pytest.mark.parametrize("key", ["2", "5", "6", "7"])
async def test_a_list_that_is_left_before_it_was_drawn_for_a_new_size_ends_nothing(ferry: Path, key: str) -> None:
    async with reading(ferry) as reader:
        await reader.press(key)
        left = reader.app.screen
        assert isinstance(left, Showing)
        await reader.press("1")
        left.show_session()  # as after a refresh that comes later than the key
        await goes_on(reader)


# Keys typed ahead

_WAYS = {"quotes": "enter", "review": "2", "articles": "6"}


@pytest.mark.parametrize(
    ("room", "key"), [("quotes", "i"), ("quotes", ":"), ("review", "i"), ("review", "x"), ("articles", ":")]
)
async def test_a_key_right_behind_enter_is_for_the_screen_that_enter_opens(harbour: Path, room: str, key: str) -> None:
    async def typed(keys: Sequence[str], *, ahead: bool) -> tuple[list[str], bytes]:
        async with reading(harbour) as reader:
            await reader.until(lambda: reader.app.session.offers.is_read)
            await reader.press(_WAYS[room])
            await (reader.rush(*keys) if ahead else reader.press(*keys))
            await goes_on(reader)
            return [type(screen).__name__ for screen in reader.app.screen_stack], harbour.read_bytes()

    keys = ("enter", key.replace(":", "colon"))
    assert await typed(keys, ahead=True) == await typed(keys, ahead=False)
    assert decided(harbour) == []


_TYPED = {
    "matrix": ((), ("slash", *"Kyiv")),
    "quotes": (("enter",), ("slash", *"summit")),
    "article": (("enter", "enter"), ("slash", *"Kyiv")),
    "search": ((), ("ctrl+f", *"duty")),
    "hits": (("ctrl+f", *"toll", "tab"), ("ctrl+f", *"duty")),
    "commands": (("2",), ("colon", *"xadi")),
}


@pytest.mark.parametrize("field", _TYPED)
async def test_letters_typed_right_behind_the_key_that_opens_a_field_come_into_it_and_are_no_commands(
    harbour: Path, field: str
) -> None:
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        way, keys = _TYPED[field]
        await reader.until(lambda: reader.app.session.offers.is_read)
        await reader.press(*way)
        await reader.rush(*keys)
        await goes_on(reader)
        line = reader.app.screen.focused
        assert isinstance(line, Input)
        assert line.value.endswith("".join(keys[1:]))
        assert (reader.toasts, decided(harbour), harbour.read_bytes()) == ([], [], before)


async def test_what_is_typed_right_behind_f_narrows_the_list_of_what_can_be_shown(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.rush("f", *"mixed")
        await reader.sees("Show only … mixed")


@pytest.mark.parametrize("way", [(), ("enter",), ("enter", "enter")])
async def test_keys_right_behind_enter_and_escape_in_the_find_line_are_commands_again(
    harbour: Path, way: tuple[str, ...]
) -> None:
    async with reading(harbour) as reader:
        await reader.press(*way)
        await reader.rush("slash", *"toll", "enter", "question_mark")
        await reader.on("Help")
        await reader.press("escape")
        assert "/toll: " in reader.status
        await reader.rush("slash", *"xx", "escape", "question_mark")
        await reader.on("Help")
        assert reader.app.screen_stack[-2].query_one(FindLine).value == "xx"


async def test_keys_right_behind_enter_in_the_search_are_for_the_article_that_has_what_was_typed(harbour: Path) -> None:
    async with reading(harbour) as reader:
        for keys in (("ctrl+f", *"toll", "enter", "J"), ("enter", "J"), ("tab", "enter", "J")):
            await reader.rush(*keys)
            await reader.on("Article")
            await reader.until(lambda: reader.app.screen.quote is not None, "the key")
            await reader.press("escape")
            assert reader.app.screen.query_one(Input).value == "toll"


async def test_the_list_of_commands_is_not_opened_twice_where_it_lies_below_another_screen(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.press("colon")
        reader.app.open_article("daily")
        await reader.on("Article")
        await reader.press("colon")
        await goes_on(reader)
        assert reader.screen == "Article"


# An edit that takes a while


async def test_the_pane_follows_the_cursor_while_an_edit_is_saved(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(summary="A word more.")
        await reader.save_form()
        monkeypatch.setattr(tui.editor, "save", slowed(tui.editor.save, 1.0))
        await reader.rush("u", "right", "down")
        await reader.until(lambda: "Port authority on Night work" in reader.flat, "the pane")
        assert reader.app.is_saving
        await reader.until(lambda: not reader.app.is_saving, "the edit")
        assert "A word more." not in harbour.read_text()


# Quitting


@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize("keys", ["xxx?", "xxx:", "xxe"])
async def test_decisions_are_saved_whatever_is_on_top_when_one_quits(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setattr(tui.editor, "_append", slowed(tui.editor._append, 0.1))
    async with reading(ferry) as reader:
        await opened_review(reader)
        await reader.rush(*(key.replace("?", "question_mark").replace(":", "colon") for key in keys))
        await reader.quit()
    assert len(decided(ferry)) == keys.count("x")


@pytest.mark.parametrize("keys", [(), ("1",)])
async def test_one_can_quit_when_a_form_lies_under_another_screen(ferry: Path, keys: tuple[str, ...]) -> None:
    async with reading(ferry) as reader:
        await reader.press("down", "right", "e")
        await reader.on("Form")
        reader.fill(summary="Typed for an hour")
        reader.app.open_article("daily")
        await reader.on("Article")
        await reader.press(*keys)
        assert not keys or reader.screen == "Overview"
        await reader.quit()
    async with reading(ferry) as reader:
        await reader.sees("Typed for an hour")


async def test_a_form_that_is_saved_while_one_quits_is_not_offered_again(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.editor, "save", slowed(tui.editor.save, 0.2))
    async with reading(ferry) as reader:
        await opened(reader, "form of a new quote")
        reader.fill(quote="Sandby rejected the tolls.", source="daily", stance="oppose", note="typed")
        await reader.press("ctrl+s")
        await reader.quit()
    assert ferry.read_text(encoding="utf-8").count("note: typed") == 1
    async with reading(ferry) as reader:
        await goes_on(reader)
        assert reader.screen == "Overview"


# Forms and questions


async def test_a_question_that_nobody_waits_for_does_not_come_over_a_form_whose_letters_would_answer_it(
    harbour: Path,
) -> None:
    with harbour.open("r+b") as slow:
        async with reading(harbour) as reader:
            await written_late(reader, slow)
            await reader.press("e")
            await reader.on("Form")
            await asyncio.sleep(1.5)
            assert reader.screen == "Form"
            await reader.press("escape")
            await reader.on("Ask")


async def test_what_another_program_writes_between_two_saves_is_offered_and_not_written_over(harbour: Path) -> None:
    with harbour.open("r+b") as slow:
        async with reading(harbour) as reader:
            await written_late(reader, slow)
            await reader.press("u")  # saves again, before anybody has looked
            await reader.on("Ask")
            await reader.sees("Another program wrote the file in the middle of a save")
            await reader.press("t")
            await reader.until(lambda: harbour.read_bytes().startswith(b"# written late"), "the other's version")
            await offer_late_versions(reader.app)
            assert reader.screen == "Overview", "it is offered once"


async def test_a_key_typed_for_something_else_does_not_answer_a_question_that_has_just_come(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.ask, "_DEAF", 0.5)
    with harbour.open("r+b") as slow:
        async with reading(harbour) as reader:
            await written_late(reader, slow)
            await reader.on("Ask")
            await reader.press("x", "t")  # the one would delete the other's version, the other take it
            assert reader.screen == "Ask"
            await asyncio.sleep(0.5)
            await reader.press("t")
            assert reader.screen == "Overview"
            await reader.until(lambda: b"# written late" in harbour.read_bytes(), "the other's version")


@pytest.mark.parametrize("keys", ["x", "a", "2nd"])
async def test_letters_typed_behind_e_come_into_the_form_and_decide_nothing(ferry: Path, keys: str) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "review")
        await reader.rush("e", *keys)
        await reader.on("Form")
        field = reader.form.fields[0]
        await reader.until(lambda: reader.form.values[field.key] == field.value + keys, "the letters")
        assert decided(ferry) == []


async def test_what_is_pasted_right_behind_e_comes_into_the_form(harbour: Path) -> None:
    async with reading(harbour) as reader:
        reader._send("e", "e")
        reader.app.post_message(Paste("from the clipboard"))
        await reader.rush("!")
        await reader.on("Form")
        field = reader.form.fields[0]
        wanted = field.value + "from the clipboard!"
        await reader.until(lambda: reader.form.values[field.key] == wanted, "what was pasted")


async def test_keys_that_were_held_come_before_those_typed_after_them(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "form of a party")
        field = reader.form.fields[0]
        reader.app.hold_keys(reader)
        reader._send("1", "1")
        reader._send("2", "2")
        await asyncio.sleep(0.05)
        assert reader.form.values[field.key] == field.value
        reader.app.call_later(reader.app.let_keys_go)
        reader._send("3", "3")
        await reader.until(lambda: reader.form.values[field.key] == field.value + "123", "the keys in their order")


@pytest.mark.parametrize("number", [0, 1])
async def test_a_quote_that_goes_between_the_key_that_deletes_it_and_the_question_is_said_to_be_gone(
    harbour: Path, number: int
) -> None:
    async with reading(harbour) as reader:
        app, data = reader.app, yaml.safe_load(harbour.read_bytes())
        cell = data["positions"]["shippers"]["tolls"]
        data["positions"] = {"shippers": {"tolls": {**cell, "quotes": cell["quotes"][:number]}}} if number else {}
        put(harbour, yaml.safe_dump(data).encode())
        app.change(delete_quote(app, ("shippers", "tolls", number)))
        app.session.adopt(load(harbour))
        app._tell_screens()
        await reader.until(lambda: "This quote is not in the file any more." in reader.toasts, "the sentence")
        await goes_on(reader)


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_a_key_before_the_form_is_there_ends_nothing(ferry: Path, key: str) -> None:
    async with reading(ferry) as reader:
        for turns in range(8):
            reader._send("e", "e")
            for _ in range(turns):
                await asyncio.sleep(0)
            reader._send(key, None)
            await goes_on(reader)
            await reader.press("escape", "escape")


@pytest.mark.parametrize("name", ["form of a quote", "form of a new quote"])
async def test_a_source_that_goes_just_before_the_save_is_said_in_the_form(ferry: Path, name: str) -> None:
    async with reading(ferry) as reader:
        await opened(reader, name)
        if name == "form of a new quote":
            reader.fill(quote="Sandby rejected the tolls.", source="daily", stance="oppose")
        reader.fill(note="typed")
        put(ferry, without("positions", "sources")(ferry))
        await reader.press("ctrl+s")
        await reader.sees('there is no source "daily"')
        assert reader.form.values["note"] == "typed"


async def test_a_passage_whose_source_was_renamed_is_saved(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "article, taking")
        await reader.press("enter")
        await reader.on("Form")
        reader.fill(party="sandby", issue="tolls", stance="support")
        await changed(reader, ferry, renamed("source")(ferry))
        await reader.press("ctrl+s")
        await goes_on(reader)
        assert "source: daily-again" in ferry.read_text(encoding="utf-8")


# The palette


@pytest.mark.parametrize(
    "offer", ["delete party", "rename issue", "edit source", "edit event: second", "delete event: second"]
)
async def test_what_went_while_the_palette_was_open_is_not_changed(ferry: Path, offer: str) -> None:
    data: dict[str, Any] = yaml.safe_load(ferry.read_bytes())
    events = [{"date": "2031-01-01", "name": "First"}, {"date": "2031-02-01", "name": "Second"}]
    ferry.write_text(yaml.safe_dump(data | {"events": events}), encoding="utf-8")
    async with reading(ferry) as reader:
        await reader.press("colon")
        await reader.type(offer)
        await asyncio.sleep(0.2)
        empty = {key: {} for key in ("positions", "parties", "issues", "sources")}
        await changed(reader, ferry, yaml.safe_dump(data | empty | {"events": events[:1]}).encode())
        await reader.press("enter")
        await reader.sees("any more")
        await goes_on(reader)


async def test_an_event_is_edited_where_it_stands_now(ferry: Path) -> None:
    data: dict[str, Any] = yaml.safe_load(ferry.read_bytes())
    events = [{"date": "2031-01-01", "name": "First"}, {"date": "2031-02-01", "name": "Second"}]
    ferry.write_text(yaml.safe_dump(data | {"events": events}), encoding="utf-8")
    async with reading(ferry) as reader:
        await reader.press("colon")
        await reader.type("edit event: first")
        await asyncio.sleep(0.2)
        await changed(reader, ferry, yaml.safe_dump(data | {"events": events[::-1]}).encode())
        await reader.press("enter")
        await reader.on("Form")
        assert reader.form.values["name"] == "First"


# The disk


async def test_a_folder_that_cannot_be_listed_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    async with reading(tmp_path / "loop" / "positions.yaml") as reader:
        await goes_on(reader)


@pytest.mark.usefixtures("plainly")
async def test_a_change_on_a_slow_disk_is_noticed(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        monkeypatch.setattr(tui.watch.Watch, "look", slowed(tui.watch.Watch.look, 0.04))
        article = ferry.with_name("weekly.txt")
        article.write_text(article.read_text(encoding="utf-8") + "\nOstby rejected the tolls.\n", encoding="utf-8")
        await reader.sees("5 to review")


# Finding


async def test_who_leaves_the_find_line_is_back_on_his_cell_wherever_it_is_now(ferry: Path) -> None:
    data: dict[str, Any] = yaml.safe_load(ferry.read_bytes())
    async with reading(ferry) as reader:
        await reader.press("down", "right")
        at = reader.at
        await reader.press("slash")
        await reader.type("z")
        parties = {"newone": {"name": "New one"}, **data["parties"]}
        await changed(reader, ferry, yaml.safe_dump(data | {"parties": parties}, sort_keys=False).encode())
        await reader.press("escape")
        assert reader.at == at


async def test_who_leaves_the_find_line_is_back_on_his_quote_wherever_it_is_now(harbour: Path) -> None:
    data: dict[str, Any] = yaml.safe_load(harbour.read_text().replace("- quote: |", "- quote: |-"))
    async with reading(harbour) as reader:
        await reader.press("enter", "J")
        screen = reader.app.screen
        assert isinstance(screen, Quotes)
        assert screen.item is not None
        words = screen.item.quote.quote
        await reader.press("slash")
        await reader.type("toll")
        cell = data["positions"]["shippers"]["tolls"]
        cell["quotes"] = [dict(cell["quotes"][1], quote="Holm", source="gazette", date="2031-04-01"), *cell["quotes"]]
        await changed(reader, harbour, yaml.safe_dump(data, sort_keys=False).encode())
        await reader.press("escape")
        assert screen.item is not None
        assert screen.item.quote.quote == words
