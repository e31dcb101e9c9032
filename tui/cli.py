"""The commands: what scripts, pipes and continuous integration use."""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from model import __version__
from model.file.loader import load
from model.plain import one_line
from model.problem import MAX_PROBLEMS, Problem, Severity, gravest
from model.quotes.sources import Library
from model.quotes.verify import quote_problems
from model.review.decision_file import NAME, read_decisions
from tui import add_command, completions, edit_commands, extract_command, tables, topic_commands, vocabulary_command
from tui.naming import named
from tui.report import report
from tui.stand_ins import ERRORS
from tui.topic_file import MOST, THE_FILE, TopicFile, read_file, read_topic, warn, width
from tui.wording import counted

if TYPE_CHECKING:
    from model.file.loader import Loaded
    from model.schema import Topic

cli = typer.Typer(
    name="parley",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who stands where, and in whose words.\n\n`parley [FILE]` opens FILE (positions.yaml) in the terminal.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def run(arguments: list[str]) -> int:
    """Run a command; give the exit status: 0 good, 1 problems found, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):  # JSON is UTF-8; other text has stand-ins for what an encoding lacks
        if isinstance(stream, TextIOWrapper):
            is_json = stream is sys.stdout and "--json" in arguments
            stream.reconfigure(encoding="utf-8" if is_json else stream.encoding, errors=ERRORS)
    try:
        status = _status(arguments)
        sys.stdout.flush()
    except OSError as error:
        return _give_up_output(error)
    return status


def _status(arguments: list[str]) -> int:
    try:
        status: int | None = cli(arguments, prog_name="parley", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return status or 0


def _give_up_output(error: OSError) -> int:
    """Say why the output could not be written, unless its reader has left; an error that names a file is raised."""
    if error.filename is not None:
        raise error
    if not isinstance(error, BrokenPipeError):
        warn(f"the output could not be written: {(error.strerror or str(error)).lower()}")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python says it again at its end
    return 1


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"parley {__version__}")
        raise typer.Exit


@cli.callback()
def _parley(
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


@cli.command()
def check(
    file: Annotated[Path, typer.Argument(help="The file to check.", readable=False)] = THE_FILE,
    *,
    as_json: AsJson = False,
) -> None:
    """Check a file, its quotes and its decisions.

    It prints every problem with its place. Exit status 1 if there are errors; warnings alone are none.
    """
    loaded = load(file) if as_json else read_file(file)  # JSON has a list of problems even of a file that is missing
    problems = _problems(loaded)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if as_json:
        typer.echo(json.dumps([_as_dict(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in gravest(problems, MOST):
            typer.echo(f"{report(problem, width(sys.stdout))}\n")
        typer.echo(_verdict(file, loaded.topic, errors, len(problems)))
    raise typer.Exit(1 if errors else 0)


def _problems(loaded: Loaded) -> list[Problem]:
    """Give all problems as the app lists them: by place, those of the file of decisions last."""
    found = list(loaded.problems)
    if loaded.topic is not None:
        found += quote_problems(loaded, loaded.topic, Library(loaded.folder, loaded.topic))
    found.sort(key=lambda problem: (problem.line, problem.column))
    if loaded.digest:  # else there is no topic here that something could have been decided of
        found += read_decisions(loaded.folder / NAME, loaded.topic).problems
    return found


def _verdict(file: Path, topic: Topic | None, errors: int, total: int) -> str:
    name = one_line(str(file))
    if topic is not None and not total:
        quotes = sum(len(position.quotes) for row in topic.positions.values() for position in row.values())
        counts = (counted(len(topic.parties), "party"), counted(len(topic.issues), "issue"), counted(quotes, "quote"))
        kept = "; every quote is word for word in its source" if quotes else ""
        return f"{name}: no problems. {', '.join(counts)}{kept}."
    more = f" {MOST} are shown, errors first." if total > MOST else ""
    cut = " There are more: of one file so many are told." if total >= MAX_PROBLEMS else ""
    return f"{name}: {counted(errors, 'error')}, {counted(total - errors, 'warning')}.{more}{cut}"


def _as_dict(problem: Problem) -> dict[str, str | int]:
    names = ("file", "line", "column", "length", "severity", "message", "hint")
    return {name: getattr(problem, name) for name in names}


@cli.command()
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


for commands in (edit_commands, add_command, extract_command, vocabulary_command, topic_commands):
    commands.register(cli)
