"""The file that a command reads or changes, and how a command refuses: in a sentence, and with a status for scripts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from model.edit.edit import edit
from model.edit.operations import ClashError, EditError
from model.file.loader import Loaded, load, parse
from model.plain import one_line
from model.problem import gravest, known_words, shorten
from model.save.refusal import ReplaceRefusedError, SaveError
from model.save.save import save
from model.schema import PartialDate
from model.schema_file import refresh_schema
from tui.__main__ import FILE, is_missing, missing
from tui.report import WIDEST, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from model.edit.operations import Place, Step
    from model.save.save import Saved
    from model.schema import Topic

MOST = 20  # problems printed; mending the first ones usually mends the rest

# `readable`: typer would refuse in its own words what it may not read; the loader says it with a place, as all else.
TopicFile = Annotated[Path, typer.Option("--topic", help="The topic's file.", show_default=True, readable=False)]
THE_FILE = Path(FILE)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def refuse(*sentences: str, status: int = 1) -> NoReturn:
    """Say on stderr why a command does nothing, and end it: 1 when it cannot be done, 2 when it was asked wrongly."""
    for sentence in sentences:
        warn(sentence)
    raise typer.Exit(status)


def warn(sentence: str) -> None:
    """Say on stderr what went less well than it should; the command goes on."""
    typer.echo(one_line(sentence), err=True)


def width(stream: TextIO) -> int:
    """Give the cells of a line that do not wrap where it is printed."""
    return shutil.get_terminal_size().columns if stream.isatty() else WIDEST


def read_file(file: Path) -> Loaded:
    """Load a file, whatever is wrong in it; end the command when there is none."""
    if is_missing(file):
        typer.echo(missing(file), err=True)
        raise typer.Exit(2)
    return load(file)


def read_topic(file: Path) -> tuple[Loaded, Topic]:
    """Load a file and its topic; print what is wrong, and end the command, when it says none."""
    loaded = read_file(file)
    if loaded.topic is None:
        for problem in gravest(loaded.problems, MOST):
            typer.echo(f"{report(problem, width(sys.stderr))}\n", err=True)
        refuse(f"{file} must be corrected first; `parley check` lists all of it")
    return loaded, loaded.topic


def pick(
    given: str, known: Iterable[str], word: str, words: str, names: Mapping[str, Sequence[str]] | None = None
) -> str:
    """Give the id that is meant, whatever its case; end the command when it is none of those known.

    `names` gives what else they are called, for the hint.
    """
    known = list(known)
    wanted = given.strip().casefold()
    if wanted not in known:
        refuse(f'unknown {word} "{given}": {known_words(wanted, known, words, names or {})}', status=2)
    return wanted


def change(loaded: Loaded, what: str, plan: Callable[[Loaded], Step | None]) -> Loaded | None:
    """Save a step that `plan` makes of the file as it is then; give what the file says now, None if nothing was to do.

    What stands in the way is said in one sentence that begins with `what`, and ends the command.
    """
    done: Loaded | None = None

    def changed(raw: bytes) -> bytes:
        nonlocal done
        now = parse(raw, loaded.path, loaded)
        step = plan(now)
        done = None
        if step is None:
            return raw
        edited = edit(raw, now, step)
        done = edited.loaded
        return edited.raw

    try:
        saved = _saved(loaded, changed)
    except ClashError as error:
        theirs = f'; now it is "{shorten(error.theirs)}"' if isinstance(error.theirs, str) else ""
        refuse(f"{what}: {error}{theirs}; nothing was changed")
    except EditError as error:
        refuse(f"{what}: {error}")
    except SaveError as error:
        refuse(str(error))
    if saved.warning:
        warn(saved.warning)
    if done is not None:
        try:
            refresh_schema(done)
        except SaveError as error:
            warn(str(error))
    return done


def _saved(loaded: Loaded, changed: Callable[[bytes], bytes]) -> Saved:
    """Save; where no other file can take the file's place, ask on a terminal whether to write into the file itself."""
    try:
        return save(loaded.path, changed, loaded.digest)
    except ReplaceRefusedError as refusal:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise SaveError(f"{refusal}; on a terminal Parley asks whether to write into the file itself") from refusal
        warn(str(refusal))
        warn("Parley can write into the file itself. Until that is done, a full copy lies beside it.")
        if not typer.confirm("Write into the file?", err=True):
            raise
        return save(loaded.path, changed, loaded.digest, in_place=True)


def date(text: str | None) -> str | None:
    """Check a date of the command line; an empty one stays empty."""
    try:
        PartialDate.parse(text or "2025")
    except ValueError:
        raise typer.BadParameter(f'"{one_line(text or "")}" is no date: write 2025-05-19, 2025-05 or 2025') from None
    return text and text.strip()


def say_done(loaded: Loaded, place: Place, sentence: str) -> None:
    """Print what was changed, with the line where it stands: `positions.yaml:310: ...`."""
    typer.echo(one_line(f"{loaded.path}:{line_of(loaded, place)}: {sentence}"))


def line_of(loaded: Loaded, place: Place) -> int:
    """Give the line of a key, or of an item of a list; of what holds it when it is gone."""
    node = loaded.document.key(place)
    return loaded.document.line_and_column(node.start)[0] if node else 1
