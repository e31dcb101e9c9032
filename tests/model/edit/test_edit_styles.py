from __future__ import annotations

from pathlib import Path

import pytest
from edits import OPERATIONS, touched

from model.edit.edit import edit
from model.edit.operations import EditError
from model.edit.outcome import outcome
from model.file.loader import parse

STYLES = sorted((Path(__file__).parents[2] / "data" / "styles").glob("*.yaml"))

ALIAS = r"by an alias\): write it out there first"

# What cannot be done: the value is repeated elsewhere, and would change there, too, or leave an alias of nothing.
REFUSED = {
    ("14-anchors", "no last quote"): ALIAS,  # a source's id in it
    ("14-anchors", "no position"): ALIAS,
    **{("14-anchors", name): ALIAS for name in ("other aliases", "an alias more", "one alias in front", "no aliases")},
    ("15-merge", "several fields of the first quote"): ALIAS,  # two quotes take fields from it by <<
    ("15-merge", "other words"): ALIAS,
    ("15-merge", "no first quote"): ALIAS,
    ("15-merge", "no position"): ALIAS,
}

# Lines that go with an entry, although they are no part of its value: comments right above it, and under it if they
# are indented deeper than its dash or key. Comments that an empty line sets off stay.
TAKEN_ALONG = {
    ("06-comments", "no first quote"): ["        # from the first day", "          # end of first"],
    ("06-comments", "no last quote"): ["        # from the second day", "          # end of second"],
    ("06-comments", "no event"): ["  # the start"],
    ("06-comments", "no position"): ["          # end of second", "      # end of quotes"],
}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_edit_says_what_was_asked_and_leaves_every_other_line(path: Path, name: str) -> None:
    raw = path.read_bytes()
    loaded = parse(raw, path)
    data = loaded.document.data()
    assert isinstance(data, dict)
    step = OPERATIONS[name](data)
    if reason := REFUSED.get((path.stem, name)):
        with pytest.raises(EditError, match=reason):
            edit(raw, loaded, step)
        return
    edited = edit(raw, loaded, step)
    assert parse(edited.raw, path).document.data() == outcome(data, step)
    assert edited.raw[:3] == raw[:3] or not raw.startswith(b"\xef\xbb\xbf")
    assert edited.raw.endswith(b"\n") == raw.endswith(b"\n")
    old, new = loaded.document.text.split("\n"), edited.loaded.document.text.split("\n")
    may_go = touched(loaded.document.text, data, step)
    kept = [line for number, line in enumerate(old) if number not in may_go]
    assert missing(kept, new) == TAKEN_ALONG.get((path.stem, name), [])
    assert edit(edited.raw, edited.loaded, edited.inverse).raw == raw


def missing(kept: list[str], new: list[str]) -> list[str]:
    """Give the lines, of those to be kept, that are not there in their order."""
    gone, at = [], 0
    for line in kept:
        try:
            at = new.index(line, at) + 1
        except ValueError:
            gone.append(line)
    return gone
