"""`parley show`: prints the matrix, a row of it or a cell."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from model.quotes.sources import Library
from tui import completions, tables
from tui.naming import named
from tui.topic_file import THE_FILE, AsJson, TopicFile, read_topic


def show(
    party: Annotated[
        str | None, typer.Argument(help="A party, by id or any of its names.", autocompletion=completions.parties)
    ] = None,
    issue: Annotated[
        str | None, typer.Argument(help="An issue, by id or name.", autocompletion=completions.issues)
    ] = None,
    *,
    topic: TopicFile = THE_FILE,
    as_json: AsJson = False,
) -> None:
    """Print the matrix, a party's row, or a cell with its quotes.

    With PARTY it is the row, with PARTY and ISSUE the cell. On a narrow terminal glyphs stand for words.
    """
    loaded, read = read_topic(topic)
    party_id = named(party, read, "party") if party is not None else None
    issue_id = named(issue, read, "issue") if issue is not None else None
    library = Library(loaded.folder, read)
    if as_json:
        typer.echo(tables.as_json(read, library, party_id, issue_id))
    else:
        tables.print_cells(read, library, party_id, issue_id, to_terminal=sys.stdout.isatty())


def register(cli: typer.Typer) -> None:
    """Add the command to those of the program."""
    cli.command()(show)
