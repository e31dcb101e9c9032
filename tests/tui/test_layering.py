"""Rules of the house that no reader of a diff should have to watch."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MODEL = sorted((ROOT / "model").rglob("*.py"))
TUI = sorted((ROOT / "tui").rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(tree: ast.AST) -> Iterator[str]:
    """Give the packages that a module imports anywhere in it, for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say the whole path"
            yield (node.module or "").split(".")[0]


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""), node


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name(path))


def test_there_is_something_to_look_at() -> None:
    assert len(MODEL) > 15
    assert len(TUI) > 15


@pytest.mark.parametrize("path", MODEL, ids=name)
def test_the_model_knows_no_screen(path: Path) -> None:
    assert not {"textual", "rich", "typer", "click", "tui"} & set(imported(parse(path)))


def test_no_two_rooms_of_the_model_need_each_other() -> None:
    needs: dict[str, set[str]] = {}
    for path in MODEL:
        room = path.relative_to(ROOT / "model").parts[0].removesuffix(".py")
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ImportFrom):
                modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            else:
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            inner = [module.split(".")[1] for module in modules if module and module.startswith("model.")]
            needs.setdefault(room, set()).update(needed for needed in inner if needed != room)
    assert len(needs) > 10
    TopologicalSorter(needs).prepare()  # a CycleError names the rooms of a circle


@pytest.mark.parametrize("path", [*MODEL, *TUI], ids=name)
def test_what_reads_web_pages_and_papers_is_imported_only_where_it_may_be_missing(path: Path) -> None:
    if path.stem not in ("web", "webpage", "charset", "pdf"):
        assert not {"trafilatura", "lxml", "pypdf", "urllib3"} & set(imported(parse(path)))


@pytest.mark.parametrize("path", [*MODEL, *TUI], ids=name)
def test_text_from_outside_is_never_parsed_as_markup(path: Path) -> None:
    for called, node in calls(parse(path)):
        assert called not in ("from_markup", "render_markup", "escape_markup", "highlight"), f"line {node.lineno}"
        if called == "notify":
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            markup = given.get("markup")
            assert isinstance(markup, ast.Constant), f"line {node.lineno}: notify without markup=False"
            assert markup.value is False, f"line {node.lineno}: notify with markup"
        if called in ("Static", "Label", "OptionList", "LongList"):
            plain = any(keyword.arg == "markup" for keyword in node.keywords)
            parsed = [given for given in node.args[:1] if isinstance(given, ast.JoinedStr | ast.Constant) and not plain]
            assert not parsed, f"line {node.lineno}: {called} would parse this text; give it Content"


@pytest.mark.parametrize("path", [*MODEL, *TUI], ids=name)
def test_nothing_writes_over_the_screen(path: Path) -> None:
    written = ("print", "input", "breakpoint")
    assert [node.lineno for _, node in calls(parse(path)) if getattr(node.func, "id", "") in written] == []


@pytest.mark.parametrize("path", [*MODEL, *TUI], ids=name)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 350


@pytest.mark.parametrize("path", [*MODEL, *TUI], ids=name)
def test_whoever_looks_for_a_file_finds_it_in_the_architecture(path: Path) -> None:
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    is_of_an_engine = path.parent.name == "engines"  # these are told as one
    assert is_of_an_engine or path.name == "__init__.py" or re.search(rf"(?<!\S){re.escape(path.name)}\b", told)
