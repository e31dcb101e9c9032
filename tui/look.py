"""The theme that the user chose, kept for the next start in a small file of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platformdirs import user_config_path

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 100  # bytes; no theme has a longer name


def kept_theme() -> str:
    """Give the name of the theme that was chosen last; empty when there is none, or none that can be read."""
    try:
        with _place().open("rb") as file:
            return file.read(_LONGEST).decode(errors="replace").strip()
    except OSError:
        return ""


def keep_theme(name: str) -> None:
    """Keep the name of a theme; OSError when it cannot be kept."""
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{name}\n", encoding="utf-8")


def _place() -> Path:
    return user_config_path("parley", appauthor=False) / "theme"
