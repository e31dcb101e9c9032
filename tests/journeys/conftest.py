"""What all journeys share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from reader import drawing
from reviewing import read_plainly
from textual._compositor import Compositor

import model.corpus.index

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folders_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep drafts and the chosen theme away from the user's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def frames(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no frames where nothing depends on when they are drawn: half of the time goes into them.

    Without a terminal Textual throws them away once they are drawn. A reader has the whole screen drawn to read it, and
    in the end. Where data come and go under a screen every frame is drawn, for any of them may fail; the way to that
    screen goes without.
    """
    draw = Compositor.render_update

    def render_update(self: Compositor, **options: Any) -> object:
        return draw(self, **options) if drawing.frames else self._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", render_update)
    monkeypatch.setattr(drawing, "frames", request.node.get_closest_marker("frames") is not None)


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let plain sentences alone be read, the same today and tomorrow."""
    monkeypatch.setattr(model.corpus.index, "extract", read_plainly)


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all decisions be Maj's."""
    monkeypatch.setenv("PARLEY_CODER", "Maj")
