"""Three keystrokes to proof, and back; the proof in hand."""

from __future__ import annotations

import os
import re
import webbrowser
from typing import TYPE_CHECKING

import pytest
from reader import Reader, reading

import tui.clipboard
from model.file.loader import load

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

SHIPPERS_FIRST = "We need the tolls cut before the summer, or the ships will go to Sandby"
AUTHORITY_LATEST = "The harbour master would lower the tolls by a tenth once the dredging is under contract"


def is_marked(style: Style) -> bool:
    """Tell whether a style is that of the sentence of interest in an article."""
    return bool(style.bold and style.underline and style.bgcolor)


async def marked(reader: Reader) -> str:
    """Wait for the article to stand still; give the sentence that stands out in it."""
    await reader.on("Article")
    await reader.until(lambda: reader.styled(is_marked), "a marked sentence")
    return reader.styled(is_marked)


async def test_enter_enter_shows_the_sentence_behind_a_cell_marked_in_its_article(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "enter", "enter")
        assert await marked(reader) == f"{AUTHORITY_LATEST}, the letter says."
        assert "Union Bulletin" in reader.crumbs
        assert "✓ word for word" in reader.text


@pytest.mark.parametrize("size", [(100, 24), (40, 12), (200, 50)])
async def test_the_sentence_is_in_sight_in_a_long_article_whatever_the_window(
    example: Path, size: tuple[int, int]
) -> None:
    topic = load(example).topic
    assert topic is not None
    async with reading(example, size) as reader:
        await reader.press("enter", "enter")
        latest = reader.overview.session.matrix.cell(*reader.at).latest_first[0].quote.quote.strip()
        shown = await marked(reader)
        assert len(shown) > min(len(latest), size[0]) / 2
        assert shown in latest or latest in shown


async def test_escape_escape_is_back_on_the_same_cell(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "down", "right")
        await reader.sees("Dockers' Union on Night work")  # the preview follows a moment later
        await reader.sees("1 to review")  # as does the count, once the articles are read
        before = reader.text
        assert reader.at == ("dockers", "night-work")
        await reader.press("enter", "enter")
        await reader.on("Article")
        await reader.press("escape", "escape")
        await reader.on("Overview")
        assert reader.at == ("dockers", "night-work")
        await reader.until(lambda: _without_clock(reader.text) == _without_clock(before), "the same screen")


def _without_clock(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if "read " not in line)


async def test_q_goes_back_like_escape_and_leaves_only_on_the_matrix(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "enter", "q", "q")
        await reader.on("Overview")
        await reader.press("q")
        await reader.until(lambda: not reader.app.is_running, "the end")
        assert reader.app.return_code == 0


async def test_enter_on_a_silent_cell_says_how_quotes_come_in_and_leads_there(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "right", "enter")
        await reader.on("Quotes")
        await reader.sees("6 lists the articles: in one, i takes sentences as a quote.")
        await reader.press("i")
        await reader.on("Form")
        await reader.press("escape", "6")
        await reader.on("Articles")
        await reader.press("q", "q")
        await reader.on("Overview")


async def test_next_and_previous_quote_walk_through_the_quotes_of_a_cell(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter")
        await reader.on("Quotes")
        await reader.press("J", "enter")
        assert SHIPPERS_FIRST in await marked(reader)
        await reader.press("escape", "K", "K", "enter")
        assert "every month of the old tolls costs the town a ship" in await marked(reader)


async def test_the_quotes_stand_in_the_order_of_the_preview_and_are_read_from_the_first(harbour: Path) -> None:
    async with reading(harbour) as reader:
        for _ in range(2):  # in the preview, then among the quotes
            await reader.sees("every month of the old tolls costs the town a ship")
            assert reader.flat.index("every month of the old") < reader.flat.index("or the ships will go to")
            await reader.press("enter")
        await reader.on("Article")
        assert "every month of the old tolls costs the town a ship" in await marked(reader), "the latest first"


async def test_next_and_previous_quote_walk_through_the_quotes_of_an_article(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "enter")
        assert SHIPPERS_FIRST in await marked(reader)
        await reader.press("J")
        await reader.until(lambda: "There will be no lower tolls" in reader.styled(is_marked))
        assert "Port authority on Harbour tolls" in reader.text
        assert "quote 2 of 4" in reader.status
        await reader.press("K", "K")
        await reader.until(lambda: SHIPPERS_FIRST in reader.styled(is_marked))
        assert "quote 1 of 4" in reader.status


async def test_a_quote_that_the_source_does_not_say_is_flagged_and_compared(harbour: Path, change) -> None:
    change(harbour, "tolls cut before the summer, or the ships will go", "tolls halved before the summer, or ships go")
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "enter")
        assert SHIPPERS_FIRST in await marked(reader)
        assert "≈ not word for word" in reader.text
        assert "[-halved-]" in reader.text
        assert "[+cut+]" in reader.text


async def test_the_problems_of_quotes_are_counted_once_they_are_checked(harbour: Path, change) -> None:
    change(harbour, "Nothing on night work: an empty cell.", "A comment changes nothing.")
    async with reading(harbour, (160, 32)) as reader:
        await reader.until(lambda: "no problems" in reader.status)
        change(
            harbour, "as the big ports do.\n          source: gazette", "as all ports do.\n          source: gazette"
        )
        await reader.until(lambda: "1 problem" in reader.status)
        await reader.press("5")
        await reader.sees("the quote is not word for word what")


# What goes into a report


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a wl-copy on the path that writes a file; give the file."""
    tool, copied = tmp_path / "bin/wl-copy", tmp_path / "copied.txt"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\ncat > '{copied}'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=os.pathsep)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    return copied


async def test_copies_the_quote_with_its_citation(harbour: Path, clipboard: Path) -> None:
    wanted = (
        '"We need the tolls cut before the summer, or the ships will go to Sandby," said Ada Holm, who speaks for the '
        "shippers. (Ada Holm, Shippers, quoted by The Norrhavn Gazette; "
        "Tolls stay in dispute as the harbour council adjourns, 2031-03-04) https://gazette.example/2031/tolls"
    )
    async with reading(harbour) as reader:
        await reader.copy("enter", "J", "y")
        assert clipboard.read_text() == wanted
        assert "quote copied with wl-copy" in reader.toasts
        clipboard.unlink()
        await reader.copy("enter", "y")
        assert clipboard.read_text() == wanted
        clipboard.unlink()
        await reader.copy("1", "y")
        assert "every month of the old tolls" in clipboard.read_text(), "the latest quote of the cell"


async def test_copies_the_cell_as_markdown(harbour: Path, clipboard: Path) -> None:
    async with reading(harbour) as reader:
        await reader.copy("down", "Y")
        copied = clipboard.read_text()
        assert copied.startswith("### Port authority on Harbour tolls: oppose\n\n*Proposition: ")
        assert "\nNo lower tolls as long as the dredging is not paid for.\n" in copied
        assert copied.count("\n- **") == 2
        assert "- **conditional**: “The harbour master would lower" in copied
        await reader.copy("enter", "enter", "Y")
        assert clipboard.read_text() == copied


async def test_a_misquote_is_copied_with_a_warning_in_the_text_and_on_the_screen(
    harbour: Path, clipboard: Path, change
) -> None:
    change(harbour, "the dredging is not paid for,", "the dredging is hardly paid for,")
    async with reading(harbour) as reader:
        await reader.copy("down", "enter", "J", "y")
        assert clipboard.read_text().startswith("[not word for word in its article] ")
        assert "quote copied with wl-copy, but it is not word for word in its article" in reader.toasts
        await reader.copy("Y")
        assert "- **oppose**: [not word for word in its article] " in clipboard.read_text()
        assert "cell copied with wl-copy, but do not print 1 quote in it: see the brackets" in reader.toasts


async def test_copies_through_the_terminal_where_no_tool_is(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/7")
    async with reading(harbour) as reader:
        await reader.copy("y")
        assert reader.app.clipboard.startswith("“The branch took note of a letter")
        assert "quote sent to the terminal's clipboard" in reader.toasts


async def test_a_clipboard_program_that_hangs_does_not_hold_up_the_keys(
    harbour: Path, clipboard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.clipboard, "_CLIPBOARD_SECONDS", 1.0)
    (clipboard.parent / "bin/wl-copy").write_text("#!/bin/sh\nexec sleep 9\n")
    async with reading(harbour) as reader:
        await reader.press("y", "down")
        assert (reader.at, reader.toasts) == (("port-authority", "tolls"), [])
        await reader.until(lambda: "quote sent to the terminal's clipboard" in reader.toasts)
        assert reader.app.clipboard.startswith("“The branch took note of a letter")


async def test_what_is_copied_last_is_in_the_clipboard_in_the_end_also_for_who_quits_at_once(
    harbour: Path, clipboard: Path
) -> None:
    (clipboard.parent / "bin/wl-copy").write_text(
        f"#!/bin/sh\nread -r first\ncase $first in '#'*) ;; *) sleep 0.3;; esac\necho \"$first\" > '{clipboard}'\n"
    )
    async with reading(harbour) as reader:
        await reader.rush("y", "Y")
        await reader.quit()
        assert clipboard.read_text().startswith("### Shippers on Harbour tolls")


async def test_a_cell_without_quotes_copies_nothing_and_says_so(harbour: Path, clipboard: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "right", "y")
        assert "There is no quote here to copy." in reader.toasts
        assert not clipboard.exists()


async def test_keys_for_a_quote_say_in_an_article_without_a_chosen_one_how_to_choose(
    harbour: Path, clipboard: Path
) -> None:
    async with reading(harbour) as reader:
        await reader.press("6", "enter")
        await reader.on("Article")
        for number, key in enumerate(("y", "Y", "d"), 1):
            await reader.press(key)
            assert reader.toasts == ["No quote is chosen here: J goes to the next one."] * number, key
        assert not clipboard.exists()


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a program that notes what it is called with the user's browser; give its notes."""
    tool, notes = tmp_path / "browser", tmp_path / "opened.txt"
    tool.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{notes}'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(tool))
    monkeypatch.setattr(webbrowser, "_tryorder", None)  # it looks at $BROWSER once in a process
    return notes


async def test_opens_the_web_page_of_a_quote_and_of_its_article(harbour: Path, browser: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "o")
        await reader.until(lambda: browser.exists() and browser.read_text())
        await reader.press("enter", "o")
        page = "https://gazette.example/2031/tolls\n"
        await reader.until(lambda: browser.read_text() == page * 2)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "FILE:///etc/passwd", "--help", "/bin/sh"]
)
async def test_a_file_cannot_make_parley_open_anything_but_a_web_page(
    harbour: Path, browser: Path, change, address: str
) -> None:
    change(harbour, "https://gazette.example/2031/tolls", f'"{address}"')
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "o", "enter", "o")
        await reader.until(lambda: f"Not a web address: {address}" in reader.toasts)
        assert not browser.exists()


async def test_a_source_without_a_web_page_says_so(harbour: Path, browser: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "o")
        await reader.until(lambda: "No web page is known for this source." in reader.toasts)
        assert not browser.exists()


async def test_a_quote_that_is_not_word_for_word_is_marked_in_the_matrix_and_beside_it(harbour: Path, change) -> None:
    change(harbour, "the dredging is not paid for,", "the dredging is hardly paid for,")
    async with reading(harbour) as reader:
        await reader.until(lambda: reader.app.session.verified, "the check")
        await reader.press("down")
        await reader.sees("2≠≈")
        await reader.sees("≈ not word for word")


async def test_what_a_quote_points_back_to_is_said_below_it_before_any_key(example: Path) -> None:
    async with reading(example, (110, 40)) as reader:
        await reader.sees('in eastern Ukraine. note: By "those calls" the text means Ukraine\'s')


@pytest.mark.parametrize(("size", "count"), [((80, 24), 200), ((40, 12), 100), ((200, 50), 300)])  # over some pages
async def test_a_very_long_article_can_be_read_from_its_beginning_to_its_end_and_back(
    harbour: Path, size: tuple[int, int], count: int
) -> None:
    article = harbour.parent / "articles/gazette.txt"
    lines = [f"Line {number}: the ships went to Sandby once more, and nobody counted them." for number in range(3000)]
    article.write_text("\n".join([*lines[:1500], article.read_text(), *lines[1500:]]))
    async with reading(harbour, size) as reader:
        await reader.press("enter", "J", "enter")
        assert SHIPPERS_FIRST[:20] in await marked(reader)
        await reader.press("g")
        assert "Line 0:" in reader.flat
        seen = await numbers_on_the_way(reader, "pagedown", count)
        assert seen == set(range(count)), "no line is left out"
        await reader.press("G")
        assert "Line 2999:" in reader.flat
        seen = await numbers_on_the_way(reader, "pageup", count)
        assert seen == set(range(3000 - count, 3000))
        last = max(numbers_in(reader))
        await reader.rush(*["down"] * 3)
        assert max(numbers_in(reader)) in range(last, last + 4)
        before = numbers_in(reader)
        await reader.press("slash")
        await reader.type("line 7:")
        await reader.sees("Line 7: the ships")
        await reader.press("escape")
        await reader.until(lambda: numbers_in(reader) == before, "the lines from which the find began")
        await reader.press("i")
        assert await marked(reader) in reader.flat
        taken = re.findall(r"Line (\d+)", reader.styled(is_marked))
        assert int(taken[0]) in (before[0] - 1, before[0]), "taken from where the reader is"


def numbers_in(reader: Reader) -> list[int]:
    """Give the numbers of the lines of the article that are in sight."""
    return [int(number) for number in re.findall(r"Line (\d+):", reader.flat)]


async def numbers_on_the_way(reader: Reader, key: str, count: int) -> set[int]:
    """Press a key until so many numbered lines were seen; they must come without a jump."""
    seen = set(numbers_in(reader))
    while len(seen) < count:
        before = set(numbers_in(reader))
        await reader.press(key)
        now = set(numbers_in(reader))
        assert now != before, reader.text
        seen |= now
    return set(sorted(seen, reverse=key == "pageup")[:count])
