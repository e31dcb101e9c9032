"""What `parley init` and `parley schema` write, and what they leave alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from model.file.loader import load
from tui import __main__ as program
from tui.topic_commands import STARTER

# init


def test_the_starter_topic_passes_check_and_shows_what_a_file_may_say(parley, tmp_path: Path) -> None:
    done = parley("init", tmp_path / "new/talks")
    path = tmp_path / "new/talks/positions.yaml"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{path} and its article are written. `parley {path}` opens it;")
    checked = parley("check", path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "no problems. 2 parties, 2 issues, 3 quotes" in checked.stdout
    sections = load(path).document.data()
    assert isinstance(sections, dict)
    assert list(sections) == ["title", "issues", "parties", "sources", "events", "positions"]
    assert path.read_bytes() == (STARTER / "positions.yaml").read_bytes()


def test_init_starts_in_the_folder_where_it_runs(parley, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = parley("init")
    assert done.stdout.startswith("positions.yaml and its article are written. `parley` opens it;")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")) == [
        ".gitattributes",
        ".gitignore",
        "positions.yaml",
        "seeds/article.txt",
    ]


def test_what_a_save_leaves_beside_a_started_topic_is_not_put_under_git(parley, tmp_path: Path) -> None:
    parley("init", tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    said = parley("set", "shippers", "night-work", "--stance", "oppose", "--topic", tmp_path / "positions.yaml")
    assert said.returncode == 0
    assert {path.name for path in tmp_path.glob(".positions.yaml.*")}
    (tmp_path / ".parley").mkdir()
    (tmp_path / ".parley/cache").touch()
    told = subprocess.run(["git", "-C", tmp_path, "status", "-s", "-uall"], check=True, capture_output=True, text=True)
    new = {line.removeprefix("?? ") for line in told.stdout.splitlines()}
    assert new == {".gitattributes", ".gitignore", "positions.yaml", "seeds/article.txt"}


def test_decisions_of_two_people_in_a_started_topic_are_merged_by_git(parley, tmp_path: Path) -> None:
    parley("init", tmp_path)

    def git(*words: str) -> None:
        name = ("-c", "user.name=Maj", "-c", "user.email=maj@example.org")
        subprocess.run(["git", "-C", tmp_path, *name, *words], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "start")
    for branch in ("mine", "yours"):
        git("checkout", "-q", "-b", branch, "main")
        (tmp_path / "decisions.jsonl").write_text(f'{{"from": "{branch}"}}\n')
        git("add", "-A")
        git("commit", "-q", "-m", branch)
    git("merge", "-q", "mine")
    lines = (tmp_path / "decisions.jsonl").read_text().splitlines()
    assert sorted(lines) == ['{"from": "mine"}', '{"from": "yours"}']


@pytest.mark.parametrize("name", [".gitignore", ".gitattributes"])
def test_init_leaves_what_git_was_told_as_it_is(parley, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine\n")
    assert parley("init", tmp_path).returncode == 0
    assert (tmp_path / name).read_text() == "mine\n"


@pytest.mark.parametrize("name", ["positions.yaml", "seeds/article.txt"])
def test_init_never_writes_over_a_file(parley, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    done = parley("init", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{path} is there already; nothing was written\n"
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
    assert path.read_text() == "mine"


def test_init_that_cannot_write_says_so_and_leaves_no_half_topic(parley, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = parley("init", tmp_path / "file/talks")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(".gitignore was not saved: ")
    (tmp_path / "positions.yaml").symlink_to(tmp_path / "nowhere/x")  # not there, and cannot be made
    done = parley("init", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("positions.yaml was not saved: ")
    assert not (tmp_path / "seeds/article.txt").exists()


def test_every_command_is_told_by_the_help(parley) -> None:
    told = parley("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in told if line[2] != " "] == [*program.COMMANDS]


@pytest.mark.parametrize("command", program.COMMANDS)
def test_a_command_takes_a_topic_where_the_manual_says_so(parley, command: str) -> None:
    assert ("--topic" in parley(command, "--help").stdout) is (command not in {"check", "init"})
    manual = (Path(__file__).parents[2] / "docs/editing.md").read_text(encoding="utf-8")
    assert "Every command takes `--topic FILE` (default `positions.yaml`), but for `check` and `init`," in manual


# schema


def test_the_schema_is_printed_for_other_programs(parley, harbour: Path) -> None:
    done = parley("schema", "--topic", harbour)
    assert (done.returncode, done.stderr) == (0, "")
    quote = json.loads(done.stdout)["$defs"]["Quote"]["properties"]
    assert quote["source"]["enum"] == ["gazette", "bulletin"]
    assert not (harbour.parent / "positions.schema.json").exists()


def test_the_schema_is_made_of_a_file_with_errors_but_not_of_no_yaml(parley, harbour: Path, change, write) -> None:
    change(harbour, "title: Harbour", "titel: Harbour")
    assert parley("schema", "--topic", harbour).returncode == 0
    done = parley("schema", "--topic", write("title: [x\n"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "positions.yaml must be corrected first" in done.stderr
    assert parley("schema", "--topic", harbour.with_name("none.yaml")).returncode == 2


def test_the_schema_is_written_and_says_how_editors_find_it(parley, harbour: Path) -> None:
    line = "# yaml-language-server: $schema=./positions.schema.json"
    path = harbour.parent / "positions.schema.json"
    done = parley("schema", "--write", "--topic", harbour)
    assert done.stdout == (
        f"{path} is written.\nFor editors to use it, put this line at the top of positions.yaml:\n{line}\n"
    )
    harbour.write_text(f"{line}\n{harbour.read_text()}")
    done = parley("schema", "--write", "--topic", harbour)
    assert (done.returncode, done.stdout) == (0, f"{path} is up to date already.\n")
    path.write_text("{}")
    done = parley("schema", "--write", "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert "was not written by Parley" in done.stderr
    assert path.read_text() == "{}"


def test_a_schema_that_the_header_asks_for_follows_the_ids(parley, harbour: Path) -> None:
    path = harbour.parent / "positions.schema.json"
    assert parley("rename", "source", "bulletin", "news", "--topic", harbour).returncode == 0
    assert not path.exists(), "nobody asked for it"
    harbour.write_text(f"# yaml-language-server: $schema=./positions.schema.json\n{harbour.read_text()}")
    assert parley("rename", "source", "news", "daily-news", "--topic", harbour).returncode == 0
    assert '"daily-news"' in path.read_text()
    path.write_text("{}")
    done = parley("rename", "source", "daily-news", "news", "--topic", harbour)
    assert done.returncode == 0, "the file is what counts"
    assert "source daily-news -> news" in done.stdout
    assert "positions.schema.json was not saved" in done.stderr
