"""What the app loads before its first frame."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from model.file.kept import keep
from model.file.loader import load, parse
from tui.__main__ import COMMANDS

ROOT = Path(__file__).parents[2]

START = """
import sys
from pathlib import Path
from tui.__main__ import importing_less
with importing_less():
    import tui.app, tui.driver, tui.session
    if len(sys.argv) > 1:
        session = tui.session.Session(Path(sys.argv[1]))
"""


def told_by(program: str, *path: Path) -> str:
    """Run a program after the imports of a start, and after a file, if any, was read as `session`; give its output."""
    return subprocess.run(
        [sys.executable, "-c", START + program, *map(str, path)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def test_nobody_waits_for_what_the_first_frame_does_without() -> None:
    unused = "{'ssl', 'importlib.metadata', 'email.message', 'typer', 'rapidfuzz', 'model.file.syntax'}"
    assert told_by(f"print({unused} & sys.modules.keys())") == "set()\n"
    unused = "('_hashlib', 'hashlib', 'zoneinfo', '_sysconfigdata')"
    assert told_by(f"print([name for name in sys.modules if name.startswith({unused})])") == "[]\n"


def test_nothing_that_follows_the_first_frame_brings_openssl() -> None:
    rooms = (
        "model.corpus.index, model.review.review, model.save.draft, model.save.beside, tui.desk, tui.quotes, tui.source"
    )
    assert told_by(f"import {rooms}; print('_hashlib' in sys.modules)") == "False\n"


def test_articles_read_before_are_not_read_again_and_bring_none_of_the_rules_with_them(tmp_path: Path) -> None:
    copytree(ROOT / "tests/data/ferry", tmp_path, dirs_exist_ok=True)
    read = (
        "from pathlib import Path; from model.corpus.index import Index; from model.file.loader import load; "
        f"from model.extract.vocabulary import Vocabulary; loaded = load(Path({str(tmp_path / 'positions.yaml')!r})); "
        "text = 'Sandby rejected the tolls.'; index = Index(loaded.folder); "
        "found = index.candidates(text, Vocabulary.of(loaded.topic)); "
    )
    told = "print(len(found), 'model.extract.reading' in sys.modules)"
    once, twice = told_by(read + told).split(), told_by(read + told).split()
    assert (once[1], twice[1]) == ("True", "False")
    assert once[0] == twice[0] != "0"


def test_a_file_that_was_read_before_is_shown_without_yaml_and_without_a_judge(harbour: Path) -> None:
    told = "print(len(session.topic.parties), *({'yaml', 'pydantic'} & sys.modules.keys()))"
    assert told_by(told, harbour).split()[1:] != []
    keep(load(harbour))
    looked = "session.verify(); import tui.quotes, tui.source, tui.desk, model.review.review; "
    assert told_by(looked + told, harbour) == f"{len(load(harbour).topic.parties)}\n"
    opened = "import tui.edits, tui.entries, tui.review; print('pydantic' in sys.modules)"
    assert told_by(opened, harbour) == "False\n", "nobody waits for a judge on the way to a form"


def test_nobody_who_only_reads_waits_for_the_forms_of_editing() -> None:
    unused = "{'tui.edits', 'tui.forms', 'model.edit.edit', 'textual.widgets._text_area'}"
    assert told_by(f"import tui.quotes, tui.source; print({unused} & sys.modules.keys())") == "set()\n"


def test_what_the_start_leaves_out_is_there_for_whoever_wants_it() -> None:
    assert told_by("import ssl, importlib.metadata; print(bool(ssl.create_default_context()))") == "True\n"
    key = hashlib.pbkdf2_hmac("md5", b"a", b"b", 1).hex()
    assert told_by("import hashlib; print(hashlib.pbkdf2_hmac('md5', b'a', b'b', 1).hex())") == f"{key}\n"
    zone = "import zoneinfo, os; print(zoneinfo.TZPATH != (), 'PYTHONTZPATH' in os.environ)"
    assert told_by(zone) == "True False\n"


def test_the_app_itself_goes_on_without_tls_in_asyncio_and_without_plugins_as_its_start_says() -> None:
    kept = "import ssl, asyncio.sslproto; from pydantic.plugin._loader import get_plugins; "
    assert told_by(f"{kept}print(asyncio.sslproto.ssl, get_plugins())") == "None ()\n"


def test_where_the_user_has_time_zones_of_his_own_they_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONTZPATH", "/srv/zones")
    assert told_by("import zoneinfo; print(*zoneinfo.TZPATH)") == "/srv/zones\n"


def test_without_plugins_a_file_is_read_as_ever() -> None:
    path, broken = ROOT / "positions.yaml", b"title: [1]"
    imports = f"from pathlib import Path; from model.file.loader import load, parse; path = Path({str(path)!r}); "
    told = told_by(imports + f"print(load(path).topic, *parse({broken!r}, path).problems)")
    assert told == f"{load(path).topic} {parse(broken, path).problems[0]}\n"


@pytest.mark.parametrize("command", {module: command for command, module in COMMANDS.items()}.values())
def test_a_command_brings_nothing_of_the_screens_and_none_of_the_others(command: str) -> None:
    program = f"import sys; from tui.cli import run; run(['{command}', '--help']); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = set(told.stdout.splitlines()[-1].split())
    assert "textual" not in modules
    assert {f"tui.{module}" for module in COMMANDS.values()} & modules == {f"tui.{COMMANDS[command]}"}
    assert "model.extract.reading" not in modules, "nothing is read to say how it is done"
