from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import model
import model.extract as room

HERE = Path(model.__file__).parent
_IMPORT = re.compile(r"^ *(?:from|import) (model\.[\w.]+)", re.MULTILINE)
_NO_RULE = ("model.digest", "model.extract", "model.extras")


def asked(folder: Path) -> str:
    """Ask a Parley that lies in another folder for its version."""
    command = [sys.executable, "-c", "from model.extract import version; print(version('rules'))"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("changed", ["extract/turns.py", "extract/cues.yaml", "quotes/sentences.py", "plain.py"])
def test_what_was_found_by_other_rules_is_not_taken_for_what_these_find(tmp_path: Path, changed: str) -> None:
    shutil.copytree(HERE, tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__"))
    before = asked(tmp_path)
    assert asked(tmp_path) == before
    with (tmp_path / "model" / changed).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert asked(tmp_path) != before


def test_the_version_knows_all_that_the_rules_rest_on() -> None:
    imported = {name for path in room_files() for name in _IMPORT.findall(path.read_text(encoding="utf-8"))}
    outside = {name for name in imported if not name.startswith(_NO_RULE)}
    assert outside
    assert {f"{name.removeprefix('model.').replace('.', '/')}.py" for name in outside} <= set(room._RESTS_ON)


def room_files() -> list[Path]:
    """Give the files of the rules."""
    return sorted(Path(room.__file__).parent.rglob("*.py"))
