"""No file, article or name can make the user's terminal do anything."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from pathlib import Path

import pytest
from child import Child, running

pytestmark = pytest.mark.terminal

# What no terminal may ever get: titles, the clipboard, reports that type, cursor moves, in 7 and 8 bits.
ATTACKS = {
    "title": "\x1b]0;OWNED\x07",
    "clipboard": "\x1b]52;c;T1dORUQ=\x07",
    "colour": "\x1b[31;7m",
    "report": "\x1b[6n",
    "clear": "\x1b[2J\x1b[H",
    "c1": "\x9b31m",
    "c1-osc": "\x9d0;OWNED\x9c",
    "dcs": "\x1bP$qm\x1b\\",
    "back": "\x08\x08\x08",
    "bell": "\x07",
    "bidi": "\u202e\u2066",
}
# What Textual itself says: the shape of the pointer; the clipboard, when asked to.
OWN = re.compile(r"\x1b\](?:22;[a-z-]+|52;c;[A-Za-z0-9+/=]+)\x07")
ALL = "".join(ATTACKS.values())
BRACKETS = "[sic] [/b] [bold]x[/bold]"


def escaped(text: str) -> str:
    """Give a text as a double-quoted YAML scalar."""
    safe = (char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}" for char in text)
    return f'"{"".join(safe)}"'


def topic(folder: Path) -> Path:
    """Write a topic in which every text is an attack, with an article, under a name that is one."""
    words = f"We want {ALL} peace {BRACKETS} now"
    (folder / "paper.txt").write_text(f"Before.\n\n{words}\n\nAfter {ALL}\n", encoding="utf-8", newline="")
    path = folder / "positions\x1b]0;OWNED\x07.yaml"
    path.write_text(
        f"title: {escaped('T' + ALL)}\n"
        f"issues: {{peace: {{name: {escaped('Peace' + ALL)}, proposition: {escaped('It is so' + ALL)}}}}}\n"
        f"parties: {{north: {{name: {escaped('North' + ALL)}}}}}\n"
        f"sources: {{paper: {{file: paper.txt, outlet: {escaped('Paper' + ALL)}, title: {escaped('Title' + ALL)},"
        f" url: {escaped('file://' + ALL)}, note: {escaped('Note' + ALL)}}}}}\n"
        f"positions: {{north: {{peace: {{summary: {escaped('Sum' + BRACKETS + ALL)}, note: {escaped('Note' + ALL)},"
        f" quotes: [{{quote: {escaped(words)}, source: paper, stance: support, speaker: {escaped('Mr' + ALL)},"
        f" condition: {escaped(ALL)}, via: {escaped(ALL)}, coder: {escaped(ALL)}}},"
        f" {{quote: {escaped('We want peace' + ALL)}, source: paper, stance: oppose}}]}}}}}}\n",
        encoding="utf-8",
    )
    return path


def harmless(child: Child) -> None:
    """Check that nothing of the attacks has reached the terminal; only Parley itself may fill the clipboard."""
    raw = getincrementaldecoder("utf-8")().decode(child.raw)  # of the last character not all may have come yet
    assert [name for name, attack in ATTACKS.items() if name != "bell" and attack in raw] == []
    assert not set(raw) & set("\x08\x9b\x9c\x9d\u202e\u2066")
    rest = OWN.sub("", raw)
    assert "\x07" not in rest
    assert "\x1b]" not in rest


def test_no_screen_lets_a_file_speak_to_the_terminal(tmp_path: Path) -> None:
    path = topic(tmp_path)
    with running(path, folder=tmp_path, size=(150, 44)) as child:
        child.sees("[sic] [/b] [bold]x[/bold]")  # the preview
        child.sees("North␛]0;OWNED␇")
        child.sees("1 problem")
        child.send("\r")
        child.sees("condition:")
        assert BRACKETS in child.flat
        child.send("o")
        child.sees("Not a web address: file://␛]0;OWNED")
        child.send("y")
        child.sees("quote sent to the terminal's clipboard")
        child.send("J\r")
        child.sees("Before.")
        assert f"peace {BRACKETS} now" in child.flat
        child.send("/")
        child.sees("find …")
        child.send("peace\r")
        child.sees("/peace")
        child.send("\x06")
        child.sees("search all quotes and articles …")
        child.send("now")
        child.sees("2 found")
        child.send("\x1b")
        child.sees("/peace")
        child.send("5")
        child.sees("the quote is not")
        child.send(":")
        child.sees("Search for commands")
        child.send("north")
        child.sees("go to: North␛]0;OWNED␇")
        child.send("\x1b")
        child.loses("go to: North")
        child.send("1")
        child.sees("f filter")
        child.send("f")
        child.sees("Show only")
        child.sees("party: North␛")
        child.send("\x1b")
        child.loses("Show only")
        child.send("e")
        child.sees("ctrl+s saves")
        child.send("\x1b")
        child.loses("ctrl+s saves")
        harmless(child)
        child.send("\x11")
        assert child.ends() == 0
        harmless(child)


def test_the_problems_of_a_broken_file_are_harmless(tmp_path: Path) -> None:
    path = topic(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}wr{ALL}ong: 1\n# {ALL}\n", encoding="utf-8", newline="")
    with running(path, folder=tmp_path, size=(150, 44)) as child:
        child.sees("Problems")
        child.until(lambda: "error" in child.flat)
        child.send("E")
        child.sees("The editor /no/such/editor cannot be started")
        harmless(child)
        child.send("\x11")
        assert child.ends() == 0


def test_a_hostile_name_of_a_file_that_is_not_there_is_harmless(tmp_path: Path) -> None:
    with running(Path(f"x{ALL}.yaml"), folder=tmp_path) as child:
        assert child.ends() == 2
        harmless(child)
        assert b"there is no such file" in child.raw
