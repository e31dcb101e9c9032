from __future__ import annotations

import pytest
from textual.content import Content

from tui.listing import hanging

NAMES = "party Russia\n      Ada Berg, Nils Holm · 3 quotes"


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (0, NAMES.split("\n")),  # before there is a window
        (80, NAMES.split("\n")),
        (27, ["party Russia", "      Ada Berg, Nils Holm ·", "      3 quotes"]),
        (18, ["party Russia", "      Ada Berg,", "      Nils Holm ·", "      3 quotes"]),
        (12, NAMES.split("\n")),  # too narrow for a margin of six
    ],
)
def test_what_belongs_to_an_entry_stays_under_its_name_when_it_takes_several_lines(
    width: int, lines: list[str]
) -> None:
    assert [line.rstrip() for line in hanging(Content(NAMES), width).plain.split("\n")] == lines


def test_the_style_of_a_wrapped_line_goes_with_its_words() -> None:
    shown = hanging(Content.assemble("party Russia\n      ", ("Ada Berg, Nils Holm", "bold")), 18)
    assert [shown.plain[span.start : span.end].strip() for span in shown.spans] == ["Ada Berg,", "Nils Holm"]
