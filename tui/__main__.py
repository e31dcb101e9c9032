"""`parley`: opens the app, or hands over to the commands."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.driver import Driver

COMMANDS = {  # each with its module: only that of the one that runs is loaded
    "check": "check_command",
    "show": "show_command",
    "set": "edit_commands",
    "quote": "edit_commands",
    "rename": "edit_commands",
    "add": "add_command",
    "extract": "extract_command",
    "vocabulary": "vocabulary_command",
    "init": "topic_commands",
    "schema": "topic_commands",
}
FILE = "positions.yaml"

_UNUSED = ("ssl", "_hashlib")
_CURTAILED = ("hashlib", "hmac", "secrets", "zoneinfo", "zoneinfo._common", "zoneinfo._tzpath")  # by what is not there
_ZONES = "PYTHONTZPATH"


def main() -> None:
    """Run `parley` and exit with its status."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who started it: `parley check >&-`
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - until the end
    arguments = sys.argv[1:]
    completing = "_PARLEY_COMPLETE" in os.environ
    if completing or (arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-"))):
        from tui.cli import run  # noqa: PLC0415 - typer is not needed to open the app

        sys.exit(run(arguments))
    if len(arguments) > 1:
        sys.stderr.write(f"parley: one file at a time, not {len(arguments)}; `parley --help` lists the commands\n")
        sys.exit(2)
    sys.exit(open_app(Path(arguments[0] if arguments else FILE)))


def open_app(path: Path) -> int:
    """Open the app on a file; give the exit status."""
    if is_missing(path):
        sys.stderr.write(missing(path))
        return 2
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write("parley needs a terminal; in a pipe use `parley show` or `parley check`\n")
        return 2
    os.environ.setdefault("TEXTUAL_FPS", "120")  # at 60 a key that comes just after a frame is seen 16 ms late
    os.environ.setdefault("ESCDELAY", "20")  # ms in which the rest of a key's sequence has to follow its Escape
    # Threads write frames, check quotes and verify files: none may keep a key waiting for the usual 5 ms.
    sys.setswitchinterval(0.0005)
    gc.disable()  # until the first frame: walking all that is being imported costs a twentieth of the start
    with importing_less():
        from tui.app import ParleyApp  # noqa: PLC0415 - the commands do without it
        from tui.session import Session  # noqa: PLC0415 - likewise

        session = Session(path)
    app = ParleyApp(session, driver_class=_driver())
    app.run()
    return app.return_code or 0


@contextmanager
def importing_less() -> Iterator[None]:
    """Keep out what libraries import and Parley never uses: a tenth of its own start, and 7 MB.

    These are TLS for asyncio; what pydantic has for secrets and time zones, which is OpenSSL and a list of all that
    Python was built with; and its search for plugins among all that is installed. Who imports TLS, secrets or
    time zones later gets them whole, and web pages come under TLS: so does pydantic where it comes only with the first
    edit, for the file had been read before. What is imported here stays as it is: asyncio never
    has TLS in this process, and pydantic never looks for plugins.
    """
    if "asyncio" in sys.modules:
        yield
        return
    plugins = ModuleType("pydantic.plugin._loader")
    vars(plugins)["get_plugins"] = tuple
    sys.modules[plugins.__name__] = plugins
    for name in _UNUSED:
        sys.modules[name] = None  # type: ignore[assignment]  # so Python spells "cannot be imported"
    zones = os.environ.get(_ZONES)
    os.environ[_ZONES] = ""  # else Python asks how it was built
    try:
        import asyncio  # noqa: F401, PLC0415 - now, while there is no TLS

        yield
    finally:
        del os.environ[_ZONES]
        if zones is not None:
            os.environ[_ZONES] = zones
        for name in (*_UNUSED, *_CURTAILED):
            sys.modules.pop(name, None)


def _driver() -> type[Driver] | None:
    """Choose the driver that answers at once where there is one; None leaves the choice to Textual."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from tui.driver import PromptDriver  # noqa: PLC0415 - not on Windows

    return PromptDriver


def is_missing(path: Path) -> bool:
    """Tell whether there is no such file; one that cannot be looked at is for the loader to explain."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def missing(path: Path) -> str:
    """Say that there is no such file, and how to start one."""
    from difflib import get_close_matches  # noqa: PLC0415 - only said when it goes wrong
    from shlex import quote  # noqa: PLC0415 - likewise

    from model.plain import one_line  # noqa: PLC0415 - likewise

    meant = "".join(f"Did you mean `parley {command}`?\n\n" for command in get_close_matches(str(path), COMMANDS, 1))
    folder = f" {quote(one_line(str(path.parent)))}" if path.name == FILE and path.parent != Path() else ""
    start = f"To start a topic: `parley init{folder}`. It writes a {FILE} with comments, and an article to go with it."
    return f"{one_line(str(path))}:1:1: there is no such file\n\n{meant}{start}\n"


if __name__ == "__main__":
    main()
