"""A matrix laid out as the sheet that the grid shows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.cell import Gap
from model.plain import one_line
from tui.faces import Face, Sheet
from tui.palette import tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.arrange import Filter, Layout
    from model.cell import Cell
    from model.matrix import Matrix
    from model.schema import Topic

SILENT_GLYPH, MIXED_GLYPH = "·", "~"
WAITING_MARK, CONTRADICTION_MARK, DIFFERS_MARK = "*", "!", "≠"


def sheet_of(matrix: Matrix, layout: Layout, wanted: Filter, waits: Mapping[tuple[str, str], int]) -> Sheet:
    """Give the sheet of a layout; cells outside the filter are faded, those for which candidates wait are marked."""
    topic = matrix.topic
    parties, issues = ({key: item.name for key, item in group.items()} for group in (topic.parties, topic.issues))
    rows, columns = (issues, parties) if layout.transposed else (parties, issues)

    @lru_cache(maxsize=16384)
    def face(row: int, column: int) -> Face:
        pair = layout.pair(row, column)
        cell = matrix.cell(*pair)
        return face_of(cell, topic, faded=cell.gap is Gap.STALE or not wanted.matches(cell), waits=pair in waits)

    return Sheet(
        corner=f"{len(layout.rows)} × {len(layout.columns)}",
        rows=tuple(one_line(rows[key]) for key in layout.rows),
        columns=tuple(one_line(columns[key]) for key in layout.columns),
        face=face,
    )


def face_of(cell: Cell, topic: Topic, *, faded: bool = False, waits: bool = False) -> Face:
    """Give what a cell shows; a candidate that waits is a mark, and no evidence."""
    glyph, word, tone_name = stance_look(cell.stance, topic, mixed=cell.mixed)
    marks = WAITING_MARK * waits + CONTRADICTION_MARK * (cell.contradiction is not None) + DIFFERS_MARK * cell.differs
    position = topic.position(cell.party, cell.issue)
    note = one_line(position.summary) if position else ""
    short = one_line(topic.scale[cell.stance].short) if cell.stance else ""
    return Face(glyph, word, short, len(cell.evidence), marks, tone_name, faded=faded, note=note)


def stance_look(stance: str | None, topic: Topic, *, mixed: bool = False) -> tuple[str, str, str]:
    """Give glyph, word and tone of a stance; of mixed quotes or silence when there is none."""
    if stance is None:
        return (MIXED_GLYPH, "mixed", "mixed") if mixed else (SILENT_GLYPH, "", "silent")
    level = topic.scale[stance]
    values = [other.value for other in topic.scale.values()]
    return one_line(level.glyph), one_line(level.label), tone(level.value, min(values), max(values))
