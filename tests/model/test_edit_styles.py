from __future__ import annotations

from pathlib import Path

import pytest
from edits import OPERATIONS, touched

from model.edit import edit
from model.loader import parse
from model.operations import EditError
from model.outcome import outcome

STYLES = sorted((Path(__file__).parent.parent / "data" / "styles").glob("*.yaml"))

# What cannot be done, with the reason in the message.
REFUSED: dict[tuple[str, str], str] = {}

# What touches a line more than the edited values.
MORE: dict[tuple[str, str], str] = {}


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
    if (path.stem, name) not in MORE:
        old, new = loaded.document.text.split("\n"), edited.loaded.document.text.split("\n")
        may_go = touched(loaded.document.text, data, step)
        kept = [line for number, line in enumerate(old) if number not in may_go]
        assert not missing(kept, new)
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
