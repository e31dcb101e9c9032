"""The commands: what scripts, pipes and continuous integration use."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from model import __version__
from tui.__main__ import COMMANDS
from tui.stand_ins import ERRORS
from tui.topic_file import warn

if TYPE_CHECKING:
    from collections.abc import Callable


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
    wanted = COMMANDS.get(arguments[0]) if arguments else None
    modules = [wanted] if wanted else dict.fromkeys(COMMANDS.values())  # all for the help, and for a word to complete
    try:
        status = _program(*modules)(arguments, prog_name="parley")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return status or 0


@cache
def _program(*modules: str) -> Callable[..., int | None]:
    """Give the program with the commands of some modules."""
    cli = typer.Typer(
        name="parley",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Who stands where, and in whose words.\n\n`parley [FILE]` opens FILE (positions.yaml) in the terminal.",
    )
    cli.callback()(_parley)
    for module in modules:
        import_module(f"tui.{module}").register(cli)
    return typer.main.get_command(cli)


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


def _parley(
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass
