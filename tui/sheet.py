"""A matrix laid out as the sheet that the grid shows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.cell import WINDOW_DAYS, Gap
from model.plain import one_line
from tui.faces import Face, Needs, Sheet, needs_of
from tui.tones import tone

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from model.arrange import Layout
    from model.cell import Cell
    from model.matrix import Matrix
    from model.schema import Topic

SILENT_GLYPH, MIXED_GLYPH = "·", "~"
WAITING_MARK, CONTRADICTION_MARK, DIFFERS_MARK, DOUBT_MARK = "*", "!", "≠", "≈"
_MARKS = {  # what they mean
    WAITING_MARK: "to review: press 2",
    CONTRADICTION_MARK: "contradiction",
    DIFFERS_MARK: "verdict differs from the latest quotes",
    DOUBT_MARK: "a quote is not word for word",
}
_CORNERS = (
    ("parties ↓ issues →", "party ↓ issue →", "party ↓"),
    ("issues ↓ parties →", "issue ↓ party →", "issue ↓"),
)
_SILENT = Face(SILENT_GLYPH, "", "", 0, "", "silent", faded=False, note="")
_OUTSIDE = Face("", "", "", 0, "", "silent", faded=False, note="")  # the filter: nothing is said of such a cell


def sheet_of(
    matrix: Matrix, layout: Layout, waits: Mapping[tuple[str, str], int], doubtful: Container[tuple[str, str]]
) -> Sheet:
    """Give the sheet of a layout: cells outside its filter are empty, those for which candidates wait are marked.

    So are the `doubtful` ones, whose quotes do not stand so in their sources.
    """
    topic = matrix.topic
    parties, issues = ({key: item.name for key, item in group.items()} for group in (topic.parties, topic.issues))
    shows_all = layout.wanted.is_empty
    rows, columns = (issues, parties) if layout.transposed else (parties, issues)

    @lru_cache(maxsize=16384)
    def face(row: int, column: int) -> Face:
        pair = layout.pair(row, column)
        if shows_all and pair not in waits and topic.position(*pair) is None:
            return _SILENT  # as most cells of a large matrix: to read each takes longer than to draw it
        cell = matrix.cell(*pair)
        if not layout.wanted.matches(cell):
            return _OUTSIDE
        return face_of(cell, topic, waits=pair in waits, is_doubtful=pair in doubtful)

    @lru_cache(maxsize=1024)
    def needs(column: int) -> Needs:
        pairs = ((row, layout.pair(row, column)) for row in range(len(layout.rows)))
        return needs_of(face(row, column) for row, pair in pairs if topic.position(*pair) or pair in waits)

    return Sheet(
        corners=_CORNERS[layout.transposed],
        rows=tuple(one_line(rows[key]) for key in layout.rows),
        columns=tuple(one_line(columns[key]) for key in layout.columns),
        face=face,
        needs=needs,
        legend=lambda faces, in_words: legend(faces, in_words=in_words),
    )


def face_of(cell: Cell, topic: Topic, *, waits: bool = False, is_doubtful: bool = False) -> Face:
    """Give what a cell shows, faded when it is stale; a candidate that waits is a sign, and no evidence."""
    glyph, word, tone_name = stance_look(cell.stance, topic, mixed=cell.mixed)
    if waits and tone_name == "silent":  # a mark alone, far from the sign of silence, looks like dirt on the screen
        return Face(WAITING_MARK, "to review", "review", 0, "", tone_name, faded=False, note="")
    marks = WAITING_MARK * waits + CONTRADICTION_MARK * (cell.contradiction is not None)
    marks += DIFFERS_MARK * cell.differs + DOUBT_MARK * is_doubtful
    position = topic.position(cell.party, cell.issue)
    note = one_line(position.summary) if position else ""
    short = one_line(topic.scale[cell.stance].short) if cell.stance else ""
    stale = cell.gap is Gap.STALE
    return Face(glyph, word, short, len(cell.evidence), marks, tone_name, faded=stale, note=note)


def stance_look(stance: str | None, topic: Topic, *, mixed: bool = False) -> tuple[str, str, str]:
    """Give glyph, word and tone of a stance; of mixed quotes or silence when there is none."""
    if stance is None:
        return (MIXED_GLYPH, "mixed", "mixed") if mixed else (SILENT_GLYPH, "", "silent")
    level = topic.scale[stance]
    values = [other.value for other in topic.scale.values()]
    return one_line(level.glyph), one_line(level.label), tone(level.value, min(values), max(values))


def legend(faces: Iterable[Face], *, in_words: bool) -> list[str]:
    """Say what numbers, marks and brackets of faces mean, and their glyphs where no words stand beside them."""
    seen = [face for face in faces if face.glyph]
    marks = {mark for face in seen for mark in (*face.marks, face.glyph)}
    is_stale = any(face.faded for face in seen)
    words = {face.glyph: face.word for face in seen if face.word and face.glyph not in _MARKS and not in_words}
    return [
        *["number: quotes"] * any(face.count for face in seen),
        *(f"{mark} {means}" for mark, means in _MARKS.items() if mark in marks),
        *[f"( ) stale: no quote of the last {WINDOW_DAYS} days"] * is_stale,
        *(f"{glyph} {word}" for glyph, word in words.items()),
        *[f"{SILENT_GLYPH} nothing known yet"] * any(face.tone == "silent" and not face.word for face in seen),
    ]
