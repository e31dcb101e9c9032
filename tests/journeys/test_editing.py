"""The file is edited in Parley, and beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from elsewhere import written_late
from reader import reading

from model.save.beside import mark, write_beside
from tui.ask import Ask
from tui.forms import Form

if TYPE_CHECKING:
    from pathlib import Path


def changed_lines(before: str, path: Path) -> tuple[list[str], list[str]]:
    """Give the lines that went and the lines that came."""
    old, new = before.splitlines(), path.read_text(encoding="utf-8").splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


async def test_a_verdict_given_in_the_app_changes_one_line_and_undo_puts_every_byte_back(harbour: Path) -> None:
    before = harbour.read_text(encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.press("down", "e")
        await reader.on("Form")
        reader.fill(stance="support")
        await reader.save_form()
        assert changed_lines(before, harbour) == (["      stance: oppose"], ["      stance: support"])
        await reader.sees("▸+ support")
        await reader.press("u")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") == before, "the undo")
        await reader.sees("▸− oppose")
        await reader.press("ctrl+r")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") != before, "the redo")


async def test_mixed_cannot_be_given_as_a_verdict_and_the_form_says_how_a_cell_is_mixed(harbour: Path) -> None:
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        await reader.press("down", "e")
        await reader.on("Form")
        reader.fill(stance="Mixed")
        await reader.press("ctrl+s")
        await reader.sees("what a cell without a verdict is while its quotes disagree; one of: support, conditional")
        assert harbour.read_bytes() == before


async def test_the_fields_of_a_cell_and_of_a_quote_say_what_belongs_into_them(harbour: Path) -> None:
    async with reading(harbour, (110, 50)) as reader:
        await reader.press("e")
        await reader.sees("since: the day from which it holds, such as 2025-05-19")
        await reader.press("escape", "enter", "i")
        for label in (
            "date, where it is not its source's",
            "condition: what it depends on",
            "via: who told the outlet",
        ):
            await reader.sees(label)


async def test_a_stance_may_be_typed_by_its_first_letters(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "e")
        await reader.on("Form")
        reader.fill(stance="cond")
        await reader.save_form()
        assert "stance: conditional" in harbour.read_text(encoding="utf-8")


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(harbour: Path) -> None:
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(stance="perhaps", since="2031-02-30")
        await reader.press("ctrl+s")
        await reader.sees("one of: support, conditional, ambiguous, oppose")
        await reader.sees("not a date: write 2025-02-28")
        assert harbour.read_bytes() == before


@pytest.mark.parametrize("height", [8, 9])
async def test_what_is_wrong_is_in_sight_at_the_field_that_one_is_in(harbour: Path, height: int) -> None:
    async with reading(harbour, size=(80, height)) as reader:
        await reader.press("e")
        await reader.on("Form")
        await reader.press("tab")
        reader.fill(since="2031-02-30")
        await reader.press("ctrl+s")
        await reader.sees("not a date: write 2025-02-28")


async def test_escape_in_a_form_asks_before_it_throws_away_what_was_typed(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(summary="Something long in the making")
        await reader.press("escape")
        await reader.sees("Throw away what you typed?")
        reader.fill(summary="Something longer in the making")
        await reader.settle()
        assert not any("Throw away" in line for line in reader.lines), "the question goes when one types on"
        await reader.press("escape")
        assert reader.screen == "Form", "typing on takes the first Escape back"
        await reader.press("escape")
        await reader.on("Overview")
        await reader.press("e")
        await reader.on("Form")
        await reader.press("escape")
        await reader.on("Overview")


async def test_a_quote_is_added_only_in_the_words_of_its_source(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "i")
        await reader.on("Form")
        reader.fill(quote="Holm said that the shippers would never pay the night supplement", source="gazette",
             stance="support")  # fmt: skip
        await reader.press("ctrl+s")
        await reader.sees("not word for word; the source says: Holm said that the shippers would pay")
        words = "Holm said that the shippers would pay the night supplement themselves, as the big ports do."
        reader.fill(quote=words)
        await reader.save_form()
        await reader.until(lambda: len(reader.app.session.topic.positions["shippers"]["tolls"].quotes) == 3)
        assert f"        - quote: |\n            {words}\n          source: gazette" in harbour.read_text(
            encoding="utf-8"
        )


async def test_a_sentence_is_coded_from_its_article_by_keyboard(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "enter")
        await reader.on("Article")
        await reader.press("i")
        await reader.sees("↓ ↑ another sentence")
        await reader.press("J", "K", "L", "H", "J", "enter")
        await reader.on("Form")
        form = reader.app.screen
        assert isinstance(form, Form)
        words = form.values["quote"]
        assert words
        assert words in reader.app.session.library.text(form.values["source"])
        reader.fill(party="dock", issue="night", stance="supp")
        await reader.save_form()
        quotes = reader.app.session.topic.positions["dockers"]["night-work"].quotes
        assert words in [quote.quote for quote in quotes]


async def test_sentences_stay_taken_when_their_form_is_left_so_that_one_more_can_be_added(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "enter")
        await reader.on("Article")
        await reader.press("i", "enter")
        await reader.on("Form")
        one = reader.form.values["quote"]
        await reader.press("escape")
        await reader.on("Article")
        assert "taking a quote: 1 sentence" in reader.status
        assert "L H more, less" in reader.lines[-1]
        await reader.press("L", "enter")
        await reader.on("Form")
        assert reader.form.values["quote"].startswith(one)
        assert reader.form.values["quote"] != one
        for keys, is_same in ((("H", "down"), False), (("up",), True)):
            await reader.press("escape", *keys, "enter")
            await reader.on("Form")
            assert (reader.form.values["quote"] == one) is is_same, keys
        reader.fill(party="dockers", issue="night-work", stance="support")
        await reader.save_form()
        await reader.until(lambda: "taking a quote" not in reader.status, "the end of the taking")
        assert "i add quote" in reader.lines[-1]


async def test_in_an_article_without_a_chosen_quote_e_edits_what_is_known_of_the_article(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("article: bulletin")
        await reader.on("Article")
        await reader.press("e")
        await reader.on("Form")
        assert reader.form.values["file"] == "articles/bulletin.txt"


async def test_escape_ends_the_taking_of_sentences_before_it_leaves_the_article(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "enter")
        await reader.on("Article")
        await reader.press("i", "escape")
        assert reader.screen == "Article"
        await reader.press("escape")
        await reader.on("Quotes")


async def test_a_quote_is_deleted_after_its_lines_were_shown(harbour: Path) -> None:
    before = harbour.read_text(encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.press("enter", "d")
        await reader.on("Ask")
        await reader.sees("Delete this quote from the file?")
        await reader.sees("| via: Union Bulletin")
        await reader.press("escape")
        assert harbour.read_text(encoding="utf-8") == before
        await reader.press("d")
        await reader.on("Ask")
        await reader.press("y")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") != before, "the deletion")
        gone, came = changed_lines(before, harbour)
        assert came == []
        assert len(gone) >= 1
        await reader.press("u")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") == before, "the undo")
        await reader.until(lambda: "taken back: quote deleted" in reader.toasts)


async def test_an_edit_elsewhere_while_a_form_is_open_is_kept(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "e")
        await reader.on("Form")
        change(harbour, "title: Harbour of Norrhavn, spring 2031", "title: Renamed meanwhile")
        reader.fill(stance="support")
        await reader.save_form()
        text = harbour.read_text(encoding="utf-8")
        assert "title: Renamed meanwhile" in text
        assert "      stance: support\n      summary" in text


@pytest.mark.parametrize(("answer", "kept"), [("m", "conditional"), ("t", "support"), ("escape", "support")])
async def test_a_true_clash_is_asked_about(harbour: Path, change, answer: str, kept: str) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "e")
        await reader.on("Form")
        change(harbour, "stance: oppose\n      summary", "stance: support\n      summary")
        reader.fill(stance="conditional")
        await reader.press("ctrl+s")
        await reader.until(lambda: isinstance(reader.app.screen, Ask), "the question")
        await reader.sees("in the file now: support")
        await reader.press(answer)
        await reader.on("Form" if answer == "escape" else "Overview")
        assert f"stance: {kept}\n      summary" in harbour.read_text(encoding="utf-8")


async def test_undo_never_goes_over_somebody_elses_later_edit(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "e")
        await reader.on("Form")
        reader.fill(stance="support")
        await reader.save_form()
        change(harbour, "stance: support\n      summary", "stance: ambiguous\n      summary")
        await reader.until(lambda: reader.app.session.topic.positions["port-authority"]["tolls"].stance == "ambiguous")
        await reader.press("u")
        await reader.until(lambda: any("not taken back" in toast for toast in reader.toasts), "the refusal")
        assert "stance: ambiguous\n      summary" in harbour.read_text(encoding="utf-8")


async def test_a_party_an_issue_and_a_source_are_added_from_the_palette(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+p")
        await reader.type("new party")
        await reader.press("enter")
        await reader.on("Form")
        reader.fill(id="ferry-line", name="Ferry line", aliases="the ferries\nFerry, Ltd")
        await reader.save_form()
        await reader.sees("Ferry line")
        assert reader.app.session.topic.parties["ferry-line"].aliases == ("the ferries", "Ferry, Ltd")


async def test_nothing_can_be_edited_while_the_file_is_broken(harbour: Path) -> None:
    async with reading(harbour) as reader:
        harbour.write_text("parties: [", encoding="utf-8")
        await reader.until(lambda: not reader.app.session.is_current)
        await reader.press("e")
        await reader.until(lambda: any("cannot be read now" in toast for toast in reader.toasts), "the refusal")
        assert reader.screen == "Overview"


async def test_what_a_crash_left_beside_the_file_is_offered_at_the_next_start(harbour: Path) -> None:
    before = harbour.read_bytes()
    after = before.replace(b"spring 2031", b"summer 2031")
    cut_off = write_beside(harbour, after, f"{mark(before)}-{mark(after)}")
    async with reading(harbour) as reader:
        await reader.on("Ask")
        await reader.sees("A save was cut off before its text came into the file.")
        await reader.press("t")
        await reader.until(lambda: harbour.read_bytes() == after, "the text that was cut off")
        await reader.sees("Harbour of Norrhavn, summer 2031")
    assert not cut_off.exists()


async def test_what_another_program_writes_into_the_version_before_a_save_is_offered(harbour: Path) -> None:
    with harbour.open("r+b") as slow:
        async with reading(harbour) as reader:
            await written_late(reader, slow)
            await reader.on("Ask")
            await reader.sees("Another program wrote the file in the middle of a save")
            await reader.press("escape")
            await reader.on("Overview")


async def test_a_quote_typed_with_other_quotation_marks_is_kept_as_its_source_has_it(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "i")
        await reader.on("Form")
        reader.fill(quote="“We are ready to work at night, and we have told the authority so,”", source="gazette",
             stance="support")  # fmt: skip
        await reader.save_form()
        quotes = reader.app.session.topic.positions["shippers"]["tolls"].quotes
        assert any(each.quote.startswith('"We are ready') for each in quotes)


async def test_a_stance_is_corrected_with_a_beginning_typed_over_it_or_with_the_arrows(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "e")
        await reader.on("Form")
        await reader.press("tab", "tab", *"opp")
        assert reader.form.values["stance"] == "oppose"
        await reader.press("shift+tab", "tab", "up")
        assert reader.form.values["stance"] == "ambiguous"
        await reader.press("down", "down")
        assert reader.form.values["stance"] == "support"
        await reader.press(*"x", "down")
        assert reader.form.values["stance"] == "support"
        await reader.press(*"x", "up")
        assert reader.form.values["stance"] == "oppose"
        await reader.save_form()
        assert reader.app.session.topic.positions["shippers"]["tolls"].quotes[1].stance == "oppose"


async def test_a_quote_in_the_wrong_cell_is_moved_to_the_right_one_and_back(harbour: Path) -> None:
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        await reader.press("enter", "e")
        await reader.on("Form")
        reader.fill(party="dockers", issue="night-work", note="moved")
        await reader.save_form()
        topic = reader.app.session.topic
        (moved,) = [each for each in topic.positions["dockers"]["night-work"].quotes if each.note == "moved"]
        assert (moved.via, moved.stance, moved.kind) == ("Union Bulletin", "support", "indirect")
        assert len(topic.positions["shippers"]["tolls"].quotes) == 1
        await reader.press("u")
        await reader.until(lambda: harbour.read_bytes() == before, "the way back")


async def test_a_quote_that_was_deleted_elsewhere_is_not_moved_unasked(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "e")
        await reader.on("Form")
        text = harbour.read_text(encoding="utf-8")
        begin = text.index("        - quote: |\n            The branch took note")
        harbour.write_text(text[:begin] + text[text.index("    # A single source.") :], encoding="utf-8")
        reader.fill(issue="night-work")
        await reader.press("ctrl+s")
        await reader.on("Ask")
        await reader.press("n")
        await reader.on("Quotes")
        quotes = reader.app.session.topic.positions["shippers"]["night-work"].quotes
        assert [each.quote[:10] for each in quotes] == ["Holm said ", "The branch"]


async def test_a_speaker_stays_as_the_file_and_the_user_write_him(harbour: Path, change) -> None:
    said = "          speaker: {}\n          stance: support\n          kind: direct\n"
    change(harbour, said.format("Ada Holm"), said.format("Ada"))
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "e")
        await reader.on("Form")
        assert reader.form.typed == {}
        reader.fill(note="A word.")
        await reader.save_form()
        assert "speaker: Ada\n" in harbour.read_text(encoding="utf-8")
        await reader.press("e")
        await reader.on("Form")
        reader.fill(speaker="A")
        await reader.save_form()
        assert "speaker: A\n" in harbour.read_text(encoding="utf-8")


async def test_a_quote_goes_where_its_date_belongs_whoever_adds_it(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "i")
        await reader.on("Form")
        reader.fill(quote="We are ready to work at night, and we have told the authority so", source="gazette",
             stance="support")  # fmt: skip
        await reader.save_form()
        quotes = reader.app.session.topic.positions["shippers"]["tolls"].quotes
        assert [each.source for each in quotes] == ["gazette", "gazette", "bulletin"]
        await reader.press("u")
        await reader.until(lambda: len(reader.app.session.topic.positions["shippers"]["tolls"].quotes) == 2)


async def test_what_is_typed_without_a_pause_goes_into_its_field(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "i")
        await reader.on("Form")
        keys = [*"We are ready", "tab", "tab", *"support", "tab", *"Ada Holm", "tab", *"direct", "shift+tab"]
        await reader.rush(*keys)
        values = reader.form.values
        typed = [values[key] for key in ("quote", "stance", "speaker", "kind")]
        assert typed == ["We are ready", "support", "Ada Holm", "direct"]
        await reader.rush(*"!", "escape")
        assert reader.screen == "Form", "Escape comes after what was typed before it"
        await reader.sees("Throw away what you typed?")


async def test_what_is_typed_right_behind_enter_goes_into_the_next_field_and_enter_begins_a_line_in_a_long_one(
    harbour: Path,
) -> None:
    async with reading(harbour) as reader:
        await reader.command("new event")
        await reader.on("Form")
        await reader.rush(*"2031-06-01", "enter", *"Abc", "enter", *"one", "enter", *"two")
        assert reader.form.values == {"date": "2031-06-01", "name": "Abc", "note": "one\ntwo"}


async def test_keys_that_correct_a_field_take_what_was_typed_before_them_however_fast_they_come(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("new event")
        await reader.on("Form")
        date = [*"2031-06-09", "backspace", *"1"]
        name = [*"Zweite Runde", "ctrl+u", *"Rond", "left", "left", *"u", "end", *"s"]
        await reader.rush(*date, "tab", *name, "tab", *"Nicht", "ctrl+u", *"bound", "home", *"un")
        assert reader.form.values == {"date": "2031-06-01", "name": "Rounds", "note": "unbound"}


async def test_what_is_typed_at_once_behind_the_key_that_empties_a_field_is_kept(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("7", "g")
        await reader.rush("e", "ctrl+u", *"Talks")
        await reader.on("Form")
        assert reader.form.values == {"title": "Talks"}


async def test_ctrl_s_saves_what_was_typed_just_before_it(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "e", "tab", "tab", "tab")
        await reader.rush(*"!?", "ctrl+s")
        await reader.on("Overview")
        assert "less than the proposition asks for.!?\n" in harbour.read_text(encoding="utf-8")


async def test_the_cursor_stands_behind_the_text_of_every_field_and_white_space_around_it_is_not_kept(
    harbour: Path,
) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        await reader.press("tab", "tab")
        await reader.type(" And soon. ")
        await reader.press("enter")
        assert reader.form.values["summary"] == "Want the tolls cut before the summer. And soon."
        await reader.save_form()
        assert "summary: Want the tolls cut before the summer. And soon.\n" in harbour.read_text(encoding="utf-8")
        await reader.press("enter", "i")
        await reader.on("Form")
        reader.fill(quote="  We are ready to work at night \n", source="gazette", stance="support")
        await reader.save_form()
        assert "- quote: |\n            We are ready to work at night\n" in harbour.read_text(encoding="utf-8")


async def test_an_error_at_a_field_goes_when_the_field_is_changed(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(stance="perhaps", since="2031-02-30")
        await reader.press("ctrl+s")
        await reader.sees("one of: support")
        reader.fill(stance="support")
        await reader.until(lambda: "one of: support" not in reader.flat)
        assert "not a date" in reader.flat


async def test_the_last_quote_of_a_cell_takes_its_empty_list_along(harbour: Path) -> None:
    before = harbour.read_text(encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.press("right", "enter", "d")
        await reader.on("Ask")
        await reader.press("y")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") != before, "the deletion")
        assert "quotes: []" not in harbour.read_text(encoding="utf-8")
        assert "Would pay the night supplement themselves." in harbour.read_text(encoding="utf-8")
        await reader.press("u")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") == before, "the undo")


async def test_a_form_in_which_nothing_was_changed_leaves_nothing_to_take_back(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        await reader.save_form()
        await reader.until(lambda: any("Nothing was changed" in toast for toast in reader.toasts))
        await reader.press("u")
        await reader.until(lambda: any("nothing more to be taken back" in toast for toast in reader.toasts))
