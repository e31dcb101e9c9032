"""A party, issue or source goes with all that rests on it, and with nothing else."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest
from edits import apply, inverse

from model.edit.deletion import Along, deletion, goes_along
from model.edit.edit import Undo
from model.edit.operations import ClashError, IdKind
from model.file.loader import load, parse

TOPIC = """\
issues:
  tolls: {name: Tolls, proposition: The tolls go down.}
  work: {name: Work, proposition: The cranes run at night.}
# The rows.
parties:
  ada: {name: Ada}  # the first
  bo: {name: Bo, members: [ada, cy]}
  cy: {name: Cy}
sources:
  s-1: {file: 1.txt}
  s-2: {file: 2.txt}
positions:
  ada:
    tolls:
      quotes:
        - {quote: One, source: s-1, stance: support}
        - {quote: Two, source: s-2, stance: support}
        - {quote: Three, source: s-1, stance: oppose}
    work: {stance: oppose}
  cy:
    tolls:
      quotes:
        - {quote: Four, source: s-1, stance: support}
"""


def deleted(kind: IdKind, id_: str) -> tuple[str, str]:
    """Delete an entry, and take that back; give both texts."""
    raw, back = TOPIC.encode(), list[Undo]()
    for step in deletion(parse(raw, Path("p.yaml")).document.data(), kind, id_):
        back.insert(0, inverse(raw, step))
        raw = apply(raw, step)
    without = raw.decode()
    for undo in back:
        raw = apply(raw, undo)
    return without, raw.decode()


def less(*lines: str) -> str:
    """Give the topic without some of its lines."""
    return "".join(line for line in TOPIC.splitlines(keepends=True) if line.strip() not in lines)


@pytest.mark.parametrize(
    ("kind", "id_", "without"),
    [
        (
            "party",
            "ada",
            (TOPIC[: TOPIC.index("  ada:\n")] + TOPIC[TOPIC.index("  cy:\n") :])
            .replace("  ada: {name: Ada}  # the first\n", "")
            .replace("[ada, cy]", "[cy]"),
        ),
        (
            "issue",
            "work",
            less("work: {name: Work, proposition: The cranes run at night.}", "work: {stance: oppose}"),
        ),
        (
            "source",
            "s-1",
            less(
                "s-1: {file: 1.txt}",
                "- {quote: One, source: s-1, stance: support}",
                "- {quote: Three, source: s-1, stance: oppose}",
                "- {quote: Four, source: s-1, stance: support}",
            ).replace("  cy:\n    tolls:\n      quotes:\n", "  cy:\n    tolls:\n      quotes: []\n"),
        ),
    ],
)
def test_an_entry_goes_with_what_rests_on_it_every_other_line_stays_and_all_comes_back(
    kind: IdKind, id_: str, without: str
) -> None:
    assert deleted(kind, id_) == (without, TOPIC)


@pytest.mark.parametrize(
    ("kind", "id_", "along"),
    [
        ("party", "ada", Along(cells=2, quotes=3, blocs=("bo",))),
        ("party", "bo", Along()),
        ("issue", "tolls", Along(cells=2, quotes=4)),
        ("source", "s-1", Along(quotes=3)),
    ],
)
def test_what_goes_is_counted_before_it_goes(tmp_path: Path, kind: IdKind, id_: str, along: Along) -> None:
    (tmp_path / "p.yaml").write_text(TOPIC)
    topic = load(tmp_path / "p.yaml").topic
    assert topic is not None
    assert goes_along(topic, kind, id_) == along


def test_a_quote_added_meanwhile_is_not_deleted_unseen() -> None:
    seen = deletion(parse(TOPIC.encode(), Path("p.yaml")).document.data(), "party", "cy")
    raw = (TOPIC + "        - {quote: Five, source: s-1, stance: support}\n").encode()
    with pytest.raises(ClashError, match="changed meanwhile"):
        reduce(apply, seen, raw)
