"""What tone a stance has on its scale; the palette gives each its colours."""

from __future__ import annotations

from typing import Final

TONES: Final = ("for", "lean-for", "neutral", "lean-against", "against", "mixed", "silent")
"""The names of the tones; each gives the theme variables `tone-NAME` and `tone-NAME-background`."""


def tone(value: float, low: float, high: float) -> str:
    """Name the tone of a stance whose value lies on a scale from `low` (against) to `high` (for)."""
    if low == high:
        return "neutral"
    side = (2 * value - low - high) / (high - low)  # -1 fully against ... 1 fully for
    strength = "" if abs(side) >= 0.75 else "lean-" if abs(side) >= 0.25 else None
    if strength is None:
        return "neutral"
    return strength + ("for" if side > 0 else "against")
