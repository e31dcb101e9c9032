"""The lines around every screen, in windows of every width."""

from __future__ import annotations

import pytest

from tui.chrome import fitted_way

WAY = ("Russia-Ukraine talks, May-June 2025", "Ukraine", "Occupied territories", "Kyiv Independent")


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (100, " › ".join(WAY)),
        (66, "Russia-Ukrain… › Ukraine › Occupied territories › Kyiv Independent"),
        (60, "Russia-… › Ukraine › Occupied territories › Kyiv Independent"),
        (59, "Ukraine › Occupied territories › Kyiv Independent"),
        (38, "Ukraine › Occupied te… › Kyiv Indepe…"),
        (30, "Ukraine › Occupie… › Kyiv In…"),
        (20, "Occupie… › Kyiv In…"),
        (12, "Kyiv Indepe…"),
    ],
)
def test_a_narrow_line_keeps_the_party_the_issue_and_the_outlet_rather_than_the_topics_title(
    room: int, shown: str
) -> None:
    assert " › ".join(fitted_way(WAY, room)) == shown


def test_a_title_by_itself_is_cut_and_not_dropped() -> None:
    assert fitted_way(WAY[:1], 10) == ["Russia-Uk…"]
    assert fitted_way(WAY[:1], 0) == [""]
    assert fitted_way(("Ferry", "Problems"), 16) == ["Ferry", "Problems"]
