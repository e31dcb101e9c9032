"""What all tests share: an even environment, and topics to work on."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sites import Site, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What would make a screen look or act another way on somebody's machine. Textual reads some of it when it is imported.
for _name in (
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TEXTUAL_THEME", "TEXTUAL_FILTERS"),
    *("VISUAL", "EDITOR", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "TMUX"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
):
    os.environ.pop(_name, None)
os.environ |= {
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_FPS": "240",
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "TZ": "UTC",
}

# Who starts the tests in the background (`make test &`) has them, and what they start, ignore ctrl+c.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What fails is to fail for everybody: `make test` draws the same examples every time, `make fuzz` looks for new ones.
settings.register_profile("same", derandomize=True, max_examples=50)
settings.register_profile("new", max_examples=int(os.environ.get("PARLEY_FUZZ_EXAMPLES", "100")), deadline=None)
settings.load_profile("new" if "PARLEY_FUZZ_EXAMPLES" in os.environ else "same")

ROOT = Path(__file__).parents[1]


def pytest_collection_finish() -> None:
    """Look for rubbish less often, and not among the modules: it took a fifth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Copy the topic that ships with the program; give its positions.yaml."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return Path(shutil.copy(ROOT / "positions.yaml", tmp_path))


def _copied(topic: Path, to: Path) -> Path:
    without_cache = shutil.ignore_patterns(".parley")  # of whoever has looked at the topic in its place
    return Path(shutil.copytree(topic, to / topic.name, ignore=without_cache)) / "positions.yaml"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Copy a small topic with one cell of every kind; give its positions.yaml."""
    return _copied(ROOT / "tests/data/harbour", tmp_path)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """Copy a small topic whose articles say more than its file; give its positions.yaml."""
    return _copied(ROOT / "tests/data/ferry", tmp_path)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Give a function that writes a text as a positions.yaml of its own."""

    def write_topic(text: str) -> Path:
        path = tmp_path / "positions.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_topic


@pytest.fixture
def change() -> Callable[[Path, str, str], None]:
    """Give a function that replaces one piece of a file, as an editor does: beside it, then over it."""

    def change_file(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
        beside = path.with_name("beside.tmp")
        beside.write_text(text.replace(old, new), encoding="utf-8")
        beside.replace(path)

    return change_file


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve web pages from this machine."""
    with serving() as site:
        yield site
