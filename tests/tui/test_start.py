"""What the app loads before its first frame."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from model.file.loader import load, parse

ROOT = Path(__file__).parents[2]

START = "import sys; from tui.__main__ import import_less; import_less(); import tui.app, tui.session, tui.driver; "


def told_by(program: str) -> str:
    """Run a program after the imports of a start; give what it prints."""
    return subprocess.run(
        [sys.executable, "-c", START + program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def test_nobody_waits_for_what_the_first_frame_does_without() -> None:
    unused = "{'ssl', 'importlib.metadata', 'email.message', 'typer', 'rapidfuzz', 'model.file.syntax'}"
    assert told_by(f"print({unused} & sys.modules.keys())") == "set()\n"


def test_nobody_who_only_reads_waits_for_the_forms_of_editing() -> None:
    unused = "{'tui.edits', 'tui.forms', 'model.edit.edit', 'textual.widgets._text_area'}"
    assert told_by(f"import tui.quotes, tui.source; print({unused} & sys.modules.keys())") == "set()\n"


def test_what_the_start_leaves_out_is_there_for_whoever_wants_it() -> None:
    assert told_by("import ssl, importlib.metadata; print(bool(ssl.create_default_context()))") == "True\n"


def test_without_plugins_a_file_is_read_as_ever() -> None:
    path, broken = ROOT / "positions.yaml", b"title: [1]"
    imports = f"from pathlib import Path; from model.file.loader import load, parse; path = Path({str(path)!r}); "
    told = told_by(imports + f"print(load(path).topic.model_dump_json(), *parse({broken!r}, path).problems)")
    assert told == f"{_dump(path)} {parse(broken, path).problems[0]}\n"


def _dump(path: Path) -> str:
    topic = load(path).topic
    assert topic is not None
    return topic.model_dump_json()
