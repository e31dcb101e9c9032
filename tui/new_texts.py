"""The texts in `seeds/` that are no sources yet: looked at again when they were written, and shown in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from model.intake.intake import new_texts
from model.plain import one_line
from tui.faces import shorten
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from model.intake.intake import NewText
    from model.schema import Topic

_INDENT = 5  # cells before what is known of a new text


class Look(NamedTuple):
    """What a new text said, and the time and size its file had then; None for one that could not be looked at."""

    stamp: tuple[int, int] | None
    new: NewText


def looks(folder: Path, topic: Topic, files: Iterable[str], before: Mapping[str, Look]) -> dict[str, Look]:
    """Look at the texts whose files are not as they were before."""
    stamps = {file: _stamp(folder / file) for file in files}
    changed = [file for file, stamp in stamps.items() if file not in before or before[file].stamp != stamp]
    return {file: Look(stamps[file], new) for file, new in new_texts(folder, topic, changed).items()}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
    return found.st_mtime_ns, found.st_size


def text_content(file: str, look: Look | None, candidates: int, width: int) -> Content:
    """Show a new text: its name, what it seems to say of itself, its first line; how many candidates it offers."""
    about, first = ("…", "") if look is None else (_about(look.new), look.new.heading.first)
    offers = f"  {counted(candidates, 'candidate')}" if candidates else ""
    head = Content.assemble(("new text ", "bold $accent"), (one_line(file), "bold"), (offers, "$foreground-muted"))
    more = [shorten(line, width - _INDENT) for line in (about, first) if line]
    muted = [Content.styled(f"{'':{_INDENT}}{line}", "$foreground-muted") for line in more]
    return Content("\n").join([head, *muted, Content("")])


def _about(new: NewText) -> str:
    """Say what is wrong with a new text, else what its head says of it."""
    known = " · ".join(filter(None, (new.heading.title, new.heading.outlet, new.heading.published)))
    return new.trouble or known or "no title, outlet or date found"
