"""`parley add`: takes texts into a topic."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from model.intake import give_back, source_id, source_with, take_in
from model.operations import EditError, add_entry
from model.outcome import check_id
from model.plain import one_line
from model.problem import shorten
from model.refusal import SaveError
from model.sources import SourceError, decode_source, source_bytes
from tui.topic_file import THE_FILE, TopicFile, change, date, read_topic, refuse, say_done, warn

if TYPE_CHECKING:
    from model.loader import Loaded
    from model.operations import Step
    from model.schema import Topic

_ASKED = {"title": "Title", "outlet": "Outlet", "published": "Date"}


def add(  # noqa: PLR0913 - each option is a field
    files: Annotated[list[Path], typer.Argument(help="Text files.", metavar="FILE...")],
    *,
    id_: Annotated[
        str | None, typer.Option("--id", help="The source's id; by default made of outlet and date.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published.", callback=date)] = None,
    url: Annotated[str | None, typer.Option(help="Where it was read.")] = None,
    note: Annotated[str | None, typer.Option(help="A note for yourself.")] = None,
    topic: TopicFile = THE_FILE,
) -> None:
    """Copy texts into seeds/ and list them as sources.

    On a terminal it asks for title, outlet and date if they are not given; Enter leaves them out.
    """
    if len(files) > 1 and (id_ or title or url):
        refuse("--id, --title and --url are for one file at a time", status=2)
    given = {"title": title, "outlet": outlet, "published": published, "url": url, "note": note}
    status = 0
    for file in files:
        loaded, read = read_topic(topic)
        if id_ is not None:
            _check_id(id_, read)
        try:
            data, text = _read(file)
        except SourceError as error:
            warn(str(error))
            status = 1
            continue
        if twin := source_with(loaded.folder, read, data):
            typer.echo(one_line(f'{file}: nothing to do, the text is source "{twin}" already'))
            continue
        _add(loaded, file.resolve(), data, _asked(given, file, text), id_)
    raise typer.Exit(status)


def _check_id(id_: str, topic: Topic) -> None:
    try:
        check_id(id_)
    except EditError as error:
        refuse(str(error), status=2)
    if id_ in topic.sources:
        refuse(f'there is already a source "{id_}"')


def _read(file: Path) -> tuple[bytes, str]:
    """Read a text from anywhere; SourceError."""
    try:
        real = file.resolve()
    except (OSError, ValueError, RuntimeError):  # a loop of links; a NUL
        real = file
    data = source_bytes(real.parent, real.name)
    return data, decode_source(data, real.name)


def _asked(given: dict[str, str | None], file: Path, text: str) -> dict[str, str]:
    """Ask on a terminal for what is not given; never in a pipe."""
    fields = {name: value for name, value in given.items() if value is not None}
    if sys.stdin.isatty() and sys.stderr.isatty():
        first = next((line for line in text.split("\n") if line.strip()), "")
        missing = [name for name in _ASKED if name not in fields]
        if missing:
            warn(f"{file.name}: {shorten(first)}")
        for name in missing:
            fields[name] = typer.prompt(
                _ASKED[name], default="", show_default=False, err=True, value_proc=date if name == "published" else None
            )
    return fields


def _add(loaded: Loaded, path: Path, data: bytes, fields: dict[str, str], given_id: str | None) -> None:
    try:
        taken = take_in(loaded.folder, path, data)
    except SaveError as error:
        refuse(str(error))
    id_ = ""

    def plan(now: Loaded) -> Step | None:
        nonlocal id_
        sources = now.topic.sources if now.topic else {}
        if any(source.file == taken.file for source in sources.values()):
            return None
        id_ = given_id or source_id(fields.get("outlet", ""), fields.get("published", ""), path.name, sources)
        return add_entry("sources", id_, {"file": taken.file, **fields})

    try:
        done = change(loaded, f"source {one_line(path.name)}", plan)
    except typer.Exit:
        give_back(loaded.folder, taken, data)
        raise
    if done is None:
        typer.echo(f"{taken.file}: nothing to do, it is a source already")
    else:
        say_done(done, ("sources", id_), f"source {id_} added: {taken.file}")


def register(cli: typer.Typer) -> None:
    """Add the command to those of the program."""
    cli.command()(add)
