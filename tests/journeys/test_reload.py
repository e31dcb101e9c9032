"""The file is edited elsewhere while Parley shows it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from reader import reading
from textual.widgets import OptionList

import tui.following
from model.file.loader import load
from tui.edits import edit_position
from tui.problems import Problems
from tui.quotes import Quotes
from tui.watch import Seen, Watch

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

    from model.file.loader import Loaded

pytestmark = pytest.mark.frames

PARTIES = "parties:\n"
NEW_PARTY = "parties:\n  ferry-line:\n    name: Ferry line\n"
ISSUES = "issues:\n"
NEW_ISSUE = "issues:\n  dredging:\n    name: Dredging\n"


def is_marked(style: Style) -> bool:
    return bool(style.bold and style.underline and style.bgcolor)


async def test_a_saved_change_shows_by_itself(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        change(harbour, "stance: oppose\n      summary", "stance: support\n      summary")
        await reader.press("down")
        await reader.until(lambda: "▸+ support" in reader.lines[3] and "≠" in reader.lines[3], "the verdict")
        await reader.until(lambda: "positions.yaml read again" in reader.toasts)


async def test_the_cursor_stays_on_its_party_and_issue_when_others_come_above_and_before(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "right")
        assert reader.at == ("port-authority", "night-work")
        change(harbour, PARTIES, NEW_PARTY)
        await reader.sees("Ferry line")
        change(harbour, ISSUES, NEW_ISSUE)
        await reader.sees("Dredging")
        assert reader.at == ("port-authority", "night-work")
        assert reader.overview.grid.cursor == (2, 2)


async def test_the_cursor_stays_inside_when_its_party_goes(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "down", "right")
        text = harbour.read_text()
        start, end = text.index("  dockers:\n    name"), text.index("sources:\n")
        harbour.write_text(text[:start] + "\n" + text[end : text.index("  dockers:\n    # A contra")])
        await reader.until(lambda: reader.at == ("port-authority", "night-work"))


async def test_a_broken_file_keeps_the_last_good_matrix_and_says_where_and_why(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        change(
            harbour, "speaker: Nils Brandt\n          stance: oppose", "speaker: Nils Brandt\n          stance: opose"
        )
        await reader.until(lambda: "opose" in reader.status)
        line = harbour.read_text().split("\n").index("          stance: opose") + 1
        assert f"positions.yaml:{line}:19 (press 5): unknown stance" in reader.status
        assert "▸+ support" in reader.text, "the last good matrix"
        assert "last good" in reader.status
        change(harbour, "stance: opose", "stance: oppose")
        await reader.until(lambda: "no problems" in reader.status)


@pytest.mark.parametrize("width", [80, 120])
async def test_the_status_line_has_room_for_the_reason_in_a_usual_window(harbour: Path, change, width: int) -> None:
    async with reading(harbour, (width, 24)) as reader:
        change(
            harbour, "speaker: Nils Brandt\n          stance: oppose", "speaker: Nils Brandt\n          stance: opose"
        )
        await reader.sees('unknown stance "opose"')


async def test_yaml_that_cannot_be_parsed_is_listed_with_its_line_and_goes_when_mended(harbour: Path) -> None:
    good = harbour.read_text()
    async with reading(harbour) as reader:
        harbour.write_text(good.replace("name: Shippers", "name: [Shippers"))
        await reader.until(lambda: "positions.yaml:" in reader.status)
        await reader.press("5")
        await reader.on("Problems")
        await reader.sees("name: [Shippers")
        await reader.sees("The matrix shows the last good version.")
        harbour.write_text(good)
        await reader.sees("No problems")
        assert "name: [Shippers" not in reader.text


async def test_an_old_problem_of_a_quote_does_not_hide_the_reason_why_the_file_cannot_be_read(
    harbour: Path, change
) -> None:
    change(
        harbour,
        "tolls cut before the summer, or the ships will go",
        "tolls cut before the autumn, or the ships will go",
    )
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 problem" in reader.status)
        harbour.write_text(harbour.read_text() + "surprise: 1\n")
        await reader.until(lambda: "surprise" in reader.status)
        assert "word for word" not in reader.status


async def test_a_deleted_file_keeps_the_matrix_and_says_so_until_it_is_back(harbour: Path) -> None:
    text = harbour.read_text()
    async with reading(harbour) as reader:
        harbour.unlink()
        await reader.until(lambda: "positions.yaml is gone" in reader.status)
        assert "▸+ support" in reader.text
        harbour.write_text(text)
        await reader.until(lambda: "is gone" not in reader.status)
        assert "last good" not in reader.status


async def test_opens_on_the_problems_when_the_file_is_broken_from_the_start(harbour: Path, change) -> None:
    change(harbour, "title: Harbour of Norrhavn, spring 2031", "titel: Harbour of Norrhavn, spring 2031")
    async with reading(harbour) as reader:
        await reader.on("Problems")
        await reader.sees('unknown key "titel"')
        await reader.sees('did you mean "title"?')
        assert "last good" not in reader.text, "there is none"
        await reader.until(
            lambda: reader.app.session.verified, "what comes after the first frame, though it is covered"
        )
        change(harbour, "titel:", "title:")
        await reader.sees("No problems")
        await reader.press("escape")
        await reader.on("Overview")
        await reader.sees("▸+ support")


async def test_a_file_that_cannot_be_read_does_not_make_its_own_articles_new_texts(example: Path, change) -> None:
    change(example, "\n  ceasefire:\n    name: ", "\n\tceasefire:\n    name: ")
    async with reading(example) as reader:
        await reader.on("Problems")
        await reader.sees("a tab is used for indentation")
        await reader.settle()
        assert "new text" not in reader.text
        assert "press 5" not in reader.status, "5 leads here"
        await reader.press("1")
        await reader.until(lambda: "press 5): a tab is used for indentation" in reader.status)


async def test_the_key_that_shows_an_error_is_in_sight_however_long_the_error_is(harbour: Path, change) -> None:
    async with reading(harbour, (80, 24)) as reader:
        change(harbour, "    name: Harbour tolls", "      name: Harbour tolls")
        await reader.until(lambda: "(press 5)" in reader.status and "indented" in reader.status, "error and key")
        assert "last good" not in reader.status, "no half a sentence"
        await reader.resize(160, 24)
        await reader.until(lambda: "the matrix is the last good one" in reader.status)


@pytest.mark.parametrize("width", [50, 100])
async def test_the_caret_of_a_problem_stands_under_the_culprit_in_a_window_of_any_width(write, width: int) -> None:
    path = write(
        "issues: {peace: {name: Peace, proposition: x, note: "
        + "a long story " * 20
        + ", propositoin: x, terms: [y]}}\n"
    )
    async with reading(path, (70, 24)) as reader:
        await reader.on("Problems")
        await reader.resize(width, 24)
        await reader.settle()
        at = next(number for number, line in enumerate(reader.lines) if "^^^" in line)
        above, carets = reader.lines[at - 1], reader.lines[at]
        start = carets.index("^")
        assert above[start : start + carets.count("^")] == "propositoin"


async def test_what_is_wrong_does_not_run_on_in_the_first_column_of_the_next_line(harbour: Path, change) -> None:
    change(harbour, "    name: Harbour tolls", "      name: Harbour tolls")
    async with reading(harbour, (80, 24)) as reader:
        await reader.press("5")
        await reader.sees("compare with the lines above")
        at = next(number for number, line in enumerate(reader.lines) if "compare with" in line)
        assert not reader.lines[at].endswith('"|"'), "the hint takes two lines"
        assert reader.lines[at + 1].startswith("▌" + " " * 7)


async def test_the_list_of_problems_fills_while_it_is_looked_at(harbour: Path, change) -> None:
    change(
        harbour,
        "tolls cut before the summer, or the ships will go",
        "tolls cut before the autumn, or the ships will go",
    )
    async with reading(harbour) as reader:
        await reader.press("5")
        await reader.sees("the quote is not word for word what")
        await reader.sees("1 error, 0 warnings.")


async def test_the_quotes_of_a_cell_follow_the_file_and_the_cursor_stays_on_its_quote(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "J")
        listed = reader.app.screen.query_one(OptionList)
        assert (listed.highlighted, listed.option_count) == (1, 2)
        change(
            harbour,
            "      summary: Want the tolls cut before the summer.\n      quotes:\n",
            "      summary: Still want it.\n      quotes:\n"
            "        - {quote: A ship which leaves after dusk, source: gazette, stance: support, date: 2031-01-01}\n",
        )
        await reader.sees("Still want it.")
        assert (listed.highlighted, listed.option_count) == (1, 3), "the new quote is the oldest, so the last"


async def test_an_article_stays_on_its_quote_when_another_is_added_before_it(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "enter")
        await reader.until(lambda: "Ada Holm" in reader.styled(is_marked))
        change(
            harbour,
            "      summary: Want the tolls cut before the summer.\n      quotes:\n",
            "      summary: Want the tolls cut before the summer.\n      quotes:\n"
            "        - {quote: the old tariff stays in force, source: gazette, stance: support}\n",
        )
        await reader.until(lambda: "quote 1 of 5" in reader.status)
        assert "Ada Holm" in reader.styled(is_marked)


@pytest.mark.parametrize("on_top", [(), ("enter",), ("question_mark",), ("colon",), ("ctrl+f",), ("5",)])
async def test_a_screen_of_a_party_that_goes_leads_back_to_the_matrix(harbour: Path, on_top: tuple[str, ...]) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "down", "right", "enter")
        await reader.on("Quotes")
        await reader.press(*on_top)
        text = harbour.read_text()
        start, end = text.index("  dockers:\n    name"), text.index("sources:\n")
        harbour.write_text(text[:start] + "\n" + text[end : text.index("  dockers:\n    # A contra")])
        await reader.until(lambda: reader.overview.layout_now.rows == ("shippers", "port-authority"))
        await reader.pilot.pause()
        if on_top not in ((), ("enter",)):
            assert reader.screen != "Overview", "what was opened last stays"
        for _ in range(3):
            if reader.screen != "Overview":
                await reader.press("escape")
        await reader.on("Overview")
        await reader.press("Y", "up", "enter")
        await reader.on("Quotes")


async def test_an_article_whose_source_goes_leads_back(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "down", "right", "enter", "J", "enter")
        await reader.on("Article")
        articles = harbour.parent / "articles"
        (articles / "leaflet.txt").write_text((articles / "bulletin.txt").read_text())
        (articles / "paper.txt").write_text((articles / "gazette.txt").read_text())
        harbour.write_text(harbour.read_text().replace("bulletin", "leaflet").replace("gazette", "paper"))
        await reader.on("Quotes")
        await reader.until(lambda: any("no longer in the file" in toast for toast in reader.toasts), "what went")
        assert "Dockers' Union › Night work" in reader.crumbs
        await reader.press("enter")
        await reader.on("Article")


async def test_a_screen_that_opens_while_the_file_is_read_does_not_break(harbour: Path) -> None:
    async with reading(harbour) as reader:
        app = reader.app
        for screen in (Quotes(app.session, "shippers", "tolls"), Problems(app.session)):
            app.push_screen(screen)
            app._tell_screens()
            await reader.on(type(screen).__name__)


async def test_a_check_of_the_quotes_that_ends_after_the_program_disturbs_nobody(harbour: Path) -> None:
    async with reading(harbour) as reader:
        pass
    reader.app._tell_screens()


async def test_a_burst_of_saves_ends_with_the_last_one_and_one_message(harbour: Path) -> None:
    good = harbour.read_text()
    async with reading(harbour) as reader:
        for number in range(5):
            harbour.write_text(good.replace("name: Shippers", f"name: Shippers {number}"))
            await reader.pilot.pause(0.05)
        await reader.sees("Shippers 4")
        await reader.until(lambda: reader.toasts.count("positions.yaml read again") == 1)


async def test_an_edit_that_is_saved_while_the_file_is_read_is_not_taken_off_the_screen(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, go_on = threading.Event(), threading.Event()

    def slowly(path: Path, like: Loaded | None) -> Loaded:
        loaded = load(path, like)
        if not go_on.is_set():
            reads.set()
            go_on.wait(8)
        return loaded

    async with reading(harbour) as reader:
        monkeypatch.setattr(tui.following, "load", slowly)
        monkeypatch.setattr(Watch, "look", lambda _: Seen.NOTHING_NEW)  # it takes a while to see the edit
        reader.app.action_reload()
        await reader.until(reads.is_set, "the file to be read")
        reader.app.change(edit_position(reader.app, "shippers", "tolls"))
        await reader.on("Form")
        reader.fill(summary="Typed meanwhile.")
        await reader.save_form()
        shown = reader.app.session.current.digest
        go_on.set()
        await reader.until(lambda: "positions.yaml has not changed" in reader.toasts)
        assert reader.app.session.current.digest == shown
        await reader.sees("Typed meanwhile.")


async def test_reload_on_demand_sees_an_article_that_was_added_or_mended(harbour: Path) -> None:
    article = harbour.parent / "articles/bulletin.txt"
    text = article.read_text()
    article.unlink()
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 problem" in reader.status)
        article.write_text(text)
        await reader.press("R")
        await reader.until(lambda: "no problems" in reader.status)


async def test_a_save_does_not_scroll_an_article_that_is_being_read(harbour: Path, change) -> None:
    async with reading(harbour, (80, 20)) as reader:
        await reader.press("enter", "J", "enter")
        await reader.until(lambda: "Ada Holm" in reader.styled(is_marked))
        await reader.press("G")
        await reader.sees("The ferry to Sandby left at nine")
        change(harbour, "name: Shippers", "name: The shippers")
        await reader.until(lambda: "The shippers" in reader.crumbs)
        await reader.pilot.pause()
        assert "The ferry to Sandby left at nine" in reader.text


async def test_the_schema_for_editors_follows_an_edit_made_elsewhere_when_the_header_asks_for_it(
    harbour: Path, change
) -> None:
    schema = harbour.with_name("positions.schema.json")
    async with reading(harbour) as reader:
        change(harbour, "  dockers:\n    name", "  ferries: {name: Ferries}\n  dockers:\n    name")
        await reader.sees("Ferries")
        assert not schema.exists(), "the header does not ask for it"
        change(harbour, "# A small topic", "# yaml-language-server: $schema=./positions.schema.json\n# A small topic")
        await reader.until(schema.exists, "the schema")
        await reader.until(lambda: '"ferries"' in schema.read_text(encoding="utf-8"))
        change(harbour, "  ferries: {name: Ferries}\n", "  pilots: {name: Pilots}\n")
        await reader.until(lambda: '"pilots"' in schema.read_text(encoding="utf-8"), "the new id")
        schema.write_text("{}")
        change(harbour, "  pilots: {name: Pilots}\n", "  tugs: {name: Tugs}\n")
        await reader.sees("Tugs")
        assert schema.read_text() == "{}", "Parley did not write that one"
        assert not [toast for toast in reader.toasts if "schema" in toast], "quietly"
