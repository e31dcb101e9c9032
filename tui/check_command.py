"""`parley check`: says what is wrong with a topic."""

from __future__ import annotations

import json
import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from model.file.loader import load
from model.plain import one_line
from model.problem import MAX_PROBLEMS, Problem, Severity, gravest
from model.quotes.sources import Library
from model.quotes.verify import quote_problems
from model.review.decision_file import NAME, read_decisions
from tui.report import report
from tui.topic_file import MOST, THE_FILE, AsJson, read_file, width
from tui.wording import counted

if TYPE_CHECKING:
    from model.file.loader import Loaded
    from model.schema import Topic


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


def register(cli: typer.Typer) -> None:
    """Add the command to those of the program."""
    cli.command()(check)
