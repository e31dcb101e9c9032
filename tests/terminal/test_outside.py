"""Editor, browser, clipboard, windows, folders: what Parley does in a real terminal."""

from __future__ import annotations

import base64
import re
import time
from typing import TYPE_CHECKING

import pytest
from child import running, tool

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

EDITOR = """\
printf '%s\\n' "$@" > "$HOME/called"
for file in "$@"; do :; done
sed -i 's/name: Shippers/name: Shipowners/' "$file"
"""


def line_of(path: Path, words: str) -> int:
    return path.read_text().split("\n").index(words) + 1


@pytest.mark.parametrize(
    ("keys", "seen", "words"),
    [
        ("j", "▸− oppose", "      stance: oppose"),
        ("jl", "Port authority › Night work", "    name: Port authority"),
        ("j\r", "✓ word for word", "        - quote: |\n            The harbour master"),
        ("\x06ferry\r", "The ferry to Sandby left", "    file: articles/gazette.txt"),
    ],
)
def test_the_editor_opens_at_what_is_shown_and_its_change_is_seen(
    harbour: Path, tmp_path: Path, keys: str, seen: str, words: str
) -> None:
    tool(tmp_path, "my-editor", EDITOR)
    text = harbour.read_text()
    with running(harbour, folder=tmp_path, EDITOR="my-editor --wait") as child:
        child.sees("▸+ support")
        child.send(keys[0])
        if keys[0] == "\x06":
            child.sees("search all quotes and articles")
        child.send(keys[1:])
        child.sees(seen)
        child.settles()  # Enter in the search line goes to what was found, just after that is shown
        child.send("E")
        child.until((tmp_path / "called").exists, "the editor")
        child.send("1")
        child.sees("Shipowners")
        wait, line, file = (tmp_path / "called").read_text().splitlines()
        assert (wait, file) == ("--wait", str(harbour))
        assert line == f"+{text[: text.index(words)].count(chr(10)) + 1}"
        child.send("q")
        assert child.ends() == 0
        assert child.is_restored


@pytest.mark.parametrize("key", ["\r", "E"])
def test_enter_on_a_problem_opens_the_editor_there_and_the_mended_file_is_seen(
    harbour: Path, tmp_path: Path, change, key: str
) -> None:
    tool(tmp_path, "mender", EDITOR.replace("name: Shippers/name: Shipowners", "stnace:/stance:"))
    change(harbour, "      stance: oppose\n      summary", "      stnace: oppose\n      summary")
    with running(harbour, folder=tmp_path, EDITOR="mender") as child:
        child.sees('unknown key "stnace"')
        child.send(key)
        child.sees("No problems")
        assert (tmp_path / "called").read_text().startswith(f"+{line_of(harbour, '      stance: oppose')}\n")
        child.send("1")
        child.sees("▸+ support")


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("/no/such/thing", "The editor /no/such/thing cannot be started: No such file or directory."),
        ("false", "The editor false ended with status 1."),
        ("vim 'x", "$EDITOR cannot be read"),
    ],
)
def test_an_editor_that_does_not_work_is_a_sentence_and_parley_goes_on(
    harbour: Path, tmp_path: Path, editor: str, said: str
) -> None:
    with running(harbour, folder=tmp_path, EDITOR=editor) as child:
        child.sees("▸+ support")
        child.send("E")
        child.sees(said)
        child.send("j")
        child.sees("▸− oppose")
        child.send("q")
        assert child.ends() == 0
        assert child.is_restored


@pytest.mark.parametrize("key", ["\x03", "\x1c"])
def test_an_interrupt_typed_into_the_editor_is_the_editors_and_does_not_end_parley(
    harbour: Path, tmp_path: Path, key: str
) -> None:
    tool(tmp_path, "shell-like", "trap 'exit 0' INT QUIT\necho EDITOR IS OPEN\nread answer")
    with running(harbour, folder=tmp_path, EDITOR="shell-like") as child:
        child.sees("▸+ support")
        child.send("E")
        child.sees("EDITOR IS OPEN")
        child.send(key)
        child.sees("▸+ support")
        child.send("j")
        child.sees("▸− oppose")
        child.send("q")
        assert child.ends() == 0
        assert child.is_restored


def test_a_browser_of_the_terminal_gets_the_terminal_and_gives_it_back(harbour: Path, tmp_path: Path) -> None:
    tool(tmp_path, "w3m", 'printf "TEXT BROWSER ON %s\\n" "$1"; read answer; printf "%s" "$answer" > "$HOME/typed"')
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        child.send("\rJ")
        child.sees("✓ word for word")
        child.send("o")
        child.sees("TEXT BROWSER ON https://gazette.example/2031/tolls")
        assert child.raw.rindex(b"\x1b[?1049l") < child.raw.index(b"TEXT BROWSER"), "on the screen of the shell"
        assert "Sandby" not in child.flat, "it has the screen for itself"
        child.send("close it\n")
        child.until((tmp_path / "typed").exists)
        child.sees("who speaks for the shippers")
        assert "TEXT BROWSER" not in child.flat
        assert (tmp_path / "typed").read_text() == "close it"
        child.send("qq")
        assert child.ends() == 0
        assert child.is_restored


def test_a_browser_of_the_desktop_writes_nothing_over_the_screen(harbour: Path, tmp_path: Path) -> None:
    tool(tmp_path, "xdg-open", 'echo "GARBAGE ON STDOUT"; echo "GARBAGE ON STDERR" >&2; echo "$1" > "$HOME/opened"')
    with running(harbour, folder=tmp_path, DISPLAY=":99") as child:
        child.sees("▸+ support")
        child.send("\rJ")
        child.sees("✓ word for word")
        child.send("o")
        child.until((tmp_path / "opened").exists)
        child.send("\r")
        child.sees("Tolls stay in dispute")
        assert b"GARBAGE" not in child.raw
        assert (tmp_path / "opened").read_text() == "https://gazette.example/2031/tolls\n"


def test_without_a_clipboard_tool_the_terminal_gets_the_text(harbour: Path, tmp_path: Path) -> None:
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        child.send("Y")
        child.sees("cell sent to the terminal's clipboard")
        start = child.raw.index(b"\x1b]52;c;") + len(b"\x1b]52;c;")
        copied = base64.b64decode(child.raw[start : child.raw.index(b"\x07", start)]).decode()
        assert copied.startswith("### Shippers on Harbour tolls: support\n")


def test_a_window_that_changes_its_size_all_the_time_ends_with_a_whole_screen(harbour: Path, tmp_path: Path) -> None:
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        for keys in ("", "\r", "\r"):
            child.send(keys)
            for columns, lines in ((1, 1), (2, 5), (250, 60), (1, 40), (40, 1), (80, 24)):
                child.resize(columns, lines)
                child.read()
        child.sees("every month of the old tolls costs the town a ship")
        child.send("1")
        child.sees("▸+ support")
        child.sees("? help")
        child.send("q")
        assert child.ends() == 0
        assert child.is_restored


@pytest.mark.parametrize("lines", [14, 36])
def test_a_form_opens_with_the_name_of_its_first_field_in_sight(example: Path, tmp_path: Path, lines: int) -> None:
    with running(example, folder=tmp_path, size=(120, lines)) as child:
        child.sees("▸− oppose")
        child.send("i")
        child.sees("Russia on Ceasefire: a new quote")
        child.sees("ctrl+s saves")
        child.settles()
        assert "quote, word for word from the source" in child.text


@pytest.mark.parametrize("term", ["dumb", "linux", "xterm", "vt100"])
def test_a_plain_terminal_shows_the_matrix(harbour: Path, tmp_path: Path, term: str) -> None:
    with running(harbour, folder=tmp_path, TERM=term, COLORTERM="") as child:
        child.sees("▸+ support")
        child.send("j")
        child.sees("▸− oppose")
        child.send("q")
        assert child.ends() == 0


def test_without_a_file_it_opens_the_positions_of_the_folder(harbour: Path) -> None:
    with running(folder=harbour.parent) as child:
        child.sees("▸+ support")


def test_started_where_there_is_nothing_it_says_how_to_begin(tmp_path: Path) -> None:
    with running(folder=tmp_path) as child:
        assert child.ends() == 2
        assert b"positions.yaml:1:1: there is no such file" in child.raw
        assert b"To start a topic: `parley init`" in child.raw
        assert child.is_restored
        assert b"\x1b[?1049h" not in child.raw


def test_a_save_by_another_program_shows_within_two_seconds(harbour: Path, tmp_path: Path, change) -> None:
    with running(harbour, folder=tmp_path) as child:
        child.sees("▸+ support")
        began = time.monotonic()
        change(harbour, "name: Shippers", "name: Shipowners")
        child.sees("Shipowners")
        assert time.monotonic() - began < 2


@pytest.mark.parametrize(("setting", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_no_colour_reaches_the_terminal_when_none_is_wanted(
    harbour: Path, tmp_path: Path, setting: dict[str, str], coloured: bool
) -> None:
    with running(harbour, folder=tmp_path, **setting) as child:
        child.sees("▸+ support")
        child.send("q")
        assert child.ends() == 0
    colours = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", child.raw))
    assert colours
    assert any(len(set(colour)) > 1 for colour in colours) == coloured
