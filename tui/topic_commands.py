"""The commands around a topic: `parley init` starts one, `parley schema` tells editors what may stand in its file."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from model.intake.intake import write_new
from model.plain import one_line
from model.save.refusal import SaveError, in_sentences
from model.schema_file import asks_for_schema, header_of, schema_path, schema_text, write_schema
from tui.__main__ import FILE
from tui.report import report
from tui.topic_file import THE_FILE, TopicFile, read_file, refuse, width

STARTER = Path(__file__).with_name("starter")
_FOR_GIT = (".gitignore", ".gitattributes")  # without the dot in the starter, where git would obey them
_FILES = ("seeds/article.txt", FILE)  # the topic last: it is never there without its article


def init(
    folder: Annotated[
        Path, typer.Argument(help="The folder, made if need be.", metavar="[DIR]", show_default=False)
    ] = Path(),
) -> None:
    """Write a starter topic to change into your own.

    It is a positions.yaml with comments, an article, and what git needs to know. Files that are there already are never
    written over.
    """
    written: list[Path] = []
    try:
        with in_sentences(folder):
            if folder.exists() and not folder.is_dir():
                refuse(f"{one_line(str(folder))} is no folder; nothing was written")
            for name in reversed(_FILES):
                if (folder / name).exists():
                    refuse(f"{one_line(str(folder / name))} is there already; nothing was written")
        for name in (*(name for name in _FOR_GIT if not os.path.lexists(folder / name)), *_FILES):
            path = folder / name
            with in_sentences(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                write_new(path, (STARTER / name.removeprefix(".")).read_bytes())
            written.append(path)
    except SaveError as error:
        for path in written:
            with suppress(OSError):
                path.unlink()
        refuse(str(error))
    topic = one_line(str(folder / FILE))
    command = "parley" if topic == FILE else f"parley {quote(topic)}"
    typer.echo(f"{topic} and its article are written. `{command}` opens it; change it to your topic in any editor.")


def schema(
    *,
    topic: TopicFile = THE_FILE,
    write: Annotated[bool, typer.Option("--write", help="Write it beside the file, as positions.schema.json.")] = False,
) -> None:
    """Print a JSON Schema of the file, for completion in editors.

    It knows the ids that the file has. Once the file's header names it, Parley keeps it up to date.
    """
    loaded = read_file(topic)
    if loaded.document.data() is None and loaded.problems:
        typer.echo(f"{report(loaded.problems[0], width(sys.stderr))}\n", err=True)
        refuse(f"{topic} must be corrected first")
    if not write:
        typer.echo(schema_text(loaded).encode(), nl=False)  # JSON is UTF-8, whatever the pipe's encoding
        return
    try:
        is_new = write_schema(loaded)
    except SaveError as error:
        refuse(str(error))
    typer.echo(one_line(f"{schema_path(topic)} {'is written' if is_new else 'is up to date already'}."))
    if not asks_for_schema(loaded):
        typer.echo(f"For editors to use it, put this line at the top of {one_line(topic.name)}:\n{header_of(topic)}")


def register(cli: typer.Typer) -> None:
    """Add the commands to those of the program."""
    cli.command()(init)
    cli.command()(schema)
