"""What scripts, pipes and continuous integration get from `parley check` and `parley show`."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from model import __version__
from tui.__main__ import is_missing

ROOT = Path(__file__).parents[2]
BOXES = "─│┌┐└┘├┤┬┴┼━┃┏┓┗┛┡┩╇╈┳┻═║╔╗╚╝╭╮╯╰▌▐█"

Result = subprocess.CompletedProcess[str]


def process(*arguments: str | Path, folder: Path = ROOT, **environment: str) -> Result:
    """Run the program as a script does."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=20,
    )


# check


def test_check_of_a_good_file_says_so_and_succeeds(parley, harbour: Path) -> None:
    done = parley("check", harbour)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{harbour}: no problems. 3 parties, 2 issues, 7 quotes; every quote is word for word in its source.\n"
    )


def test_check_of_a_bad_file_shows_place_line_caret_and_hint_and_fails(parley, write) -> None:
    done = parley("check", write("title: x\nparteis: {}\n"))
    assert done.returncode == 1
    lines = done.stdout.split("\n")
    assert lines[0].endswith('positions.yaml:2:1: error: unknown key "parteis"')
    assert lines[1] == "    2 | parteis: {}"
    assert lines[2].startswith('      | ^^^^^^^ did you mean "parties"?')
    assert lines[-2].endswith("positions.yaml: 1 error, 0 warnings.")
    assert "Traceback" not in done.stdout + done.stderr
    assert "pydantic" not in done.stdout + done.stderr


def test_check_finds_a_quote_that_its_source_does_not_say(parley, harbour: Path, change) -> None:
    change(
        harbour, "as the big ports do.\n          source: gazette", "as the small ports do.\n          source: gazette"
    )
    done = parley("check", harbour)
    assert done.returncode == 1
    assert 'the quote is not word for word what "gazette" says' in done.stdout
    assert "[-in the file-] [+in the source+]: ... themselves, as the [-small-] [+big+] ports do." in done.stdout
    line, marks = done.stdout.split("\n")[1:3]
    assert line[marks.index("^") :].startswith("small ports do.")
    assert marks.count("^") == len("small")


def test_warnings_alone_do_not_fail_a_build(parley, write) -> None:
    done = parley("check", write("issues: {peace: {name: Peace}}\n"))
    assert done.returncode == 0
    assert "0 errors, 1 warning." in done.stdout
    assert ':1:10: warning: issue "peace" has no proposition' in done.stdout


def test_check_as_json_gives_every_problem_with_its_place(parley, write) -> None:
    done = parley("check", "--json", write("title: x\nparteis: {}\nissues: {peace: {name: Peace}}\n"))
    assert done.returncode == 1
    problems = json.loads(done.stdout)
    assert [list(problem) for problem in problems] == [
        ["file", "line", "column", "length", "severity", "message", "hint"]
    ] * 2
    assert [(problem["line"], problem["column"], problem["severity"]) for problem in problems] == [
        (2, 1, "error"),
        (3, 10, "warning"),
    ]
    assert json.loads(parley("check", "--json", write("title: x\n")).stdout) == []


def test_check_finds_the_decisions_that_a_merge_or_a_crash_has_made_unreadable(parley, harbour: Path) -> None:
    path = harbour.parent / "decisions.jsonl"
    path.write_text('<<<<<<< HEAD\n\n{"time": "2031-\n')
    done = parley("check", harbour)
    assert done.returncode == 0, "as in the app they are warnings"
    marks, torn, verdict = done.stdout.split("\n\n")
    assert marks.startswith(f"{path}:1:1: warning: this is a mark of a merge conflict\n    1 | <<<<<<< HEAD\n")
    assert "delete the line; `decisions.jsonl merge=union` in .gitattributes" in marks
    assert torn.startswith(f"{path}:3:1: warning: this line is no decision, and counts for nothing\n")
    assert "a crash or an editor may have torn it" in torn
    assert verdict == f"{harbour}: 0 errors, 2 warnings.\n"
    told = json.loads(parley("check", "--json", harbour).stdout)
    assert [(each["file"], each["line"], each["severity"]) for each in told] == [
        (str(path), 1, "warning"),
        (str(path), 3, "warning"),
    ]
    harbour.write_text("parteis: {}\n")
    told = json.loads(parley("check", "--json", harbour).stdout)
    assert [each["file"] for each in told] == [str(harbour), str(path), str(path)], "a merge may break both"


def test_check_fails_where_no_decision_can_be_read_at_all(parley, harbour: Path) -> None:
    (harbour.parent / "decisions.jsonl").mkdir()
    done = parley("check", harbour)
    assert done.returncode == 1
    assert "decisions.jsonl:1:1: error: this is a folder" in done.stdout


def test_check_of_a_folder_by_mistake_says_nothing_of_decisions_beside_it(parley, harbour: Path) -> None:
    (harbour.parent.parent / "decisions.jsonl").write_text("torn\n")
    assert "decisions" not in parley("check", harbour.parent).stdout


def test_of_hundreds_of_problems_the_first_are_printed_and_all_are_counted(parley, write) -> None:
    done = parley("check", write("title: x\n" + "".join(f"wrong{number}: 1\n" for number in range(300))))
    assert done.stdout.count("unknown key") == 20
    assert "300 errors, 0 warnings. 20 are shown, errors first." in done.stdout


def test_an_error_below_a_thousand_warnings_is_printed_and_fails_a_build(parley, write) -> None:
    issues = "".join(f"  a{number}: {{name: A{number}}}\n" for number in range(1_100))
    path = write(f"issues:\n{issues}parties: {{p: {{name: P}}}}\npositions: {{p: {{a0: {{stance: nonsense}}}}}}\n")
    done = parley("check", path)
    assert done.returncode == 1
    assert 'error: unknown stance "nonsense"' in done.stdout
    assert "1 error, 999 warnings. 20 are shown, errors first." in done.stdout
    shown = parley("show", "--topic", path)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert 'error: unknown stance "nonsense"' in shown.stderr


# show


def test_show_prints_the_matrix_in_columns_so_that_a_report_can_have_it_as_it_is(parley, harbour: Path) -> None:
    assert parley("show", "--topic", harbour).stdout == (
        "Harbour of Norrhavn, spring 2031\n"
        "as of 2031-03-20\n"
        "\n"
        "party           Harbour tolls  Night work\n"
        "Shippers        + support 2    + support 1\n"
        "Port authority  − oppose 2 ≠   ·\n"
        "Dockers' Union  ·              ~ mixed 2 !\n"
        "\n"
        "number: quotes  ! contradiction  ≠ verdict differs from the latest quotes  · nothing known yet\n"
    )


def test_show_marks_a_stale_cell_as_the_app_does_and_says_what_that_means(parley, harbour: Path, change) -> None:
    change(harbour, "published: 2031-03-20", "published: 2031-06-20")
    shown = parley("show", "--topic", harbour).stdout
    assert "as of 2031-06-20\n" in shown
    assert "  (+ support 1)" in shown
    assert "( ) stale: no quote of the last 30 days" in shown


def test_show_prints_the_row_of_a_party_with_its_summaries(parley, harbour: Path) -> None:
    expected = (
        "Port authority\n"
        "issue          stance        summary\n"
        "Harbour tolls  − oppose 2 ≠  No lower tolls as long as the dredging is not paid for.\n"
        "Night work     ·\n"
    )
    assert parley("show", "--topic", harbour, "port-authority").stdout == expected
    assert parley("show", "--topic", harbour, "PORT authority").stdout == expected, "by name, whatever its case"


def test_show_of_a_bloc_without_words_of_its_own_says_where_its_members_stand(parley, harbour: Path, change) -> None:
    change(harbour, "\nparties:\n", "\nparties:\n  quay: {name: The quay, members: [shippers, dockers]}\n")
    assert parley("show", "--topic", harbour, "quay").stdout == (
        "The quay\n"
        "issue          stance  summary\n"
        "Harbour tolls  ·\n"
        "Night work     ·\n"
        "\n"
        "its members:\n"
        "party           Harbour tolls  Night work\n"
        "Shippers        + support 2    + support 1\n"
        "Dockers' Union  ·              ~ mixed 2 !\n"
        "\n"
        "number: quotes  ! contradiction  · nothing known yet\n"
    )
    cell = parley("show", "--topic", harbour, "quay", "night-work").stdout
    assert "its members: Shippers + support 1, Dockers' Union ~ mixed 2 !\n" in cell
    assert "members" not in parley("show", "--topic", harbour, "shippers").stdout


def test_show_prints_a_cell_with_its_quotes_and_how_sure_they_are(parley, harbour: Path) -> None:
    lines = parley("show", "--topic", harbour, "port-authority", "tolls").stdout.split("\n")
    assert lines[:3] == [
        "Port authority on Harbour tolls",
        "The harbour tolls are lowered this year.",
        "− oppose 2 ≠",
    ]
    assert lines[3].startswith("verdict: oppose; by the quotes alone: conditional (")
    assert "oppose: 2031-03-04, Nils Brandt, quoted, The Norrhavn Gazette (✓ word for word)" in lines
    assert any(line.startswith('"There will be no lower tolls') for line in lines)


def test_show_says_of_a_cell_what_the_app_says(parley, harbour: Path, change) -> None:
    change(harbour, "stance: conditional\n", "stance: conditional\n          via: the town clerk\n")
    change(harbour, "the dredging is not paid for,", "the dredging is hardly paid for,")
    lines = parley("show", "--topic", harbour, "port-authority", "tolls").stdout.split("\n")
    assert "note: The tenth that the letter offers is less than the proposition asks for." in lines
    assert "oppose: 2031-03-04, Nils Brandt, quoted, The Norrhavn Gazette (≈ not word for word)" in lines
    assert (
        "conditional: 2031-03-20, Nils Brandt, reported, told by the town clerk, Union Bulletin (✓ word for word)"
        in lines
    )
    assert lines[-2] == "condition: the dredging is under contract"
    warned = parley("show", "--topic", harbour, "dockers", "night-work").stdout
    assert "! contradiction: 1 for, 1 against within 30 days" in warned


CELL = (
    *("party", "issue", "stance", "verdict", "since", "differs", "derived", "mixed", "rule", "contradiction", "gap"),
    *("summary", "note", "quotes"),
)


def test_a_cell_as_json_is_an_object_with_its_quotes(parley, harbour: Path) -> None:
    cell = json.loads(parley("show", "--json", "--topic", harbour, "port-authority", "tolls").stdout)
    assert tuple(cell) == CELL
    quotes = cell.pop("quotes")
    assert cell == {
        "party": "port-authority",
        "issue": "tolls",
        "stance": "oppose",
        "verdict": "oppose",
        "since": None,
        "differs": True,
        "derived": "conditional",
        "mixed": False,
        "rule": "the quote of 2031-03-20, the latest, decides",
        "contradiction": False,
        "gap": None,
        "summary": "No lower tolls as long as the dredging is not paid for.",
        "note": "The tenth that the letter offers is less than the proposition asks for.",
    }
    text = (harbour.parent / "articles/bulletin.txt").read_text()
    assert quotes[1] == {
        "quote": "The harbour master would lower the tolls by a tenth once the dredging is under contract, the letter"
        " says.",
        "source": "bulletin",
        "stance": "conditional",
        "speaker": "Nils Brandt",
        "kind": "indirect",
        "condition": "the dredging is under contract",
        "date": "2031-03-20",
        "anchoring": "verified",
        "start": text.index("The harbour master would"),
        "end": text.index("the letter says.") + len("the letter says."),
    }
    assert text[quotes[1]["start"] : quotes[1]["end"]] == quotes[1]["quote"]


def test_a_row_and_the_matrix_as_json_are_lists_of_cells(parley, harbour: Path) -> None:
    row = json.loads(parley("show", "--json", "--topic", harbour, "dockers").stdout)
    assert [(cell["issue"], cell["stance"], cell["mixed"]) for cell in row] == [
        ("tolls", None, False),
        ("night-work", None, True),
    ]
    matrix = json.loads(parley("show", "--json", "--topic", harbour).stdout)
    assert len(matrix) == 6
    assert {tuple(cell) for cell in matrix} == {CELL}
    assert {cell["gap"] for cell in matrix} == {None, "empty", "single source"}
    silent = next(cell for cell in matrix if (cell["party"], cell["issue"]) == ("dockers", "tolls"))
    assert (silent["stance"], silent["derived"], silent["quotes"], silent["summary"]) == (None, None, [], "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shipers",), 'unknown party "shipers": did you mean "shippers"?'),
        (("shippers", "tols"), 'unknown issue "tols": did you mean "tolls" (Harbour tolls)?'),
        (("\x1b[31mred",), 'unknown party "␛[31mred"'),
    ],
)
def test_a_misspelt_name_gets_the_right_one_and_fails(parley, harbour: Path, arguments, said: str) -> None:
    done = parley("show", "--topic", harbour, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    "given",
    [
        "shippers",
        "SHIPPERS",
        "Shippers",
        "ada holm",
        "Holm",
        " the merchants' fleet ",
        "THE MERCHANTS’ FLEET",
        "ship",
        "the mer",
    ],
)
def test_a_party_is_found_by_whatever_the_file_calls_it(parley, harbour: Path, change, given: str) -> None:
    change(harbour, "    name: Shippers\n", "    name: Shippers\n    aliases: [the merchants' fleet]\n")
    done = parley("show", "--topic", harbour, given, "harbour TOLLS")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Shippers on Harbour tolls\n")


def test_a_name_of_several_parties_is_asked_about_and_an_id_always_counts(parley, harbour: Path, change) -> None:
    change(harbour, "Nils Brandt: [Brandt", "Nils Brandt: [the chairwoman, Shippers, Brandt")
    done = parley("show", "--topic", harbour, "the chairwoman")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == '"the chairwoman" may mean several parties: port-authority, dockers; say which by its id\n'
    assert parley("show", "--topic", harbour, "shippers").stdout.startswith("Shippers\n")
    done = parley("show", "--topic", harbour, "the ch")
    assert done.stderr == '"the ch" may mean several parties: port-authority, dockers; say which by its id\n'
    assert parley("show", "--topic", harbour, "s").stderr.startswith('unknown party "s"')


def test_the_hint_for_a_misspelt_party_knows_its_names(parley, harbour: Path) -> None:
    said = parley("show", "--topic", harbour, "Dockers Union").stderr
    assert 'did you mean "dockers" (Dockers\' Union)? (parties: shippers, port-authority (Port authority), ' in said
    assert 'did you mean "port-authority" (Port authority)?' in parley("show", "--topic", harbour, "Bramdt").stderr


def test_show_of_a_broken_file_says_why_on_stderr_and_prints_nothing(parley, write) -> None:
    done = parley("show", "--topic", write("title: [x\n"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "positions.yaml:" in done.stderr


@pytest.mark.parametrize("name", ["e\u0301te\u0301", "日本語の港湾当局", "العربية", "🎈🎈"])
def test_columns_stand_below_each_other_in_every_script(parley, write, name: str) -> None:
    text = f"parties: {{a: {{name: {name}}}, b: {{name: Plain}}}}\nissues: {{p: {{name: P, proposition: It is so.}}}}\n"
    lines = parley("show", "--topic", write(text)).stdout.split("\n")
    places = {cell_len(line[: line.index("·")]) for line in lines if line.endswith("·")}
    assert len(places) == 1


# Starting, and wrong use


def test_a_missing_file_says_how_to_start_one_and_the_start_works(parley, tmp_path: Path) -> None:
    for name, folder in (("none.yaml", ""), ("my talks/positions.yaml", f" '{tmp_path}/my talks'")):
        for arguments in (("check", tmp_path / name), ("show", "--topic", tmp_path / name)):
            done = parley(*arguments)
            assert (done.returncode, done.stdout) == (2, "")
            assert f"{name}:1:1: there is no such file" in done.stderr
            assert f"To start a topic: `parley init{folder}`." in done.stderr
    assert parley("init", tmp_path / "my talks").returncode == 0
    assert parley("check", tmp_path / "my talks/positions.yaml").returncode == 0


def test_the_program_started_in_a_pipe_or_wrongly_says_what_to_do(tmp_path: Path, harbour: Path) -> None:
    for arguments, said in [
        ((str(harbour),), "parley needs a terminal; in a pipe use `parley show` or `parley check`\n"),
        (("a.yaml", "b.yaml"), "one file at a time"),
        (("missing.yaml",), "missing.yaml:1:1: there is no such file"),
        (("chekc",), "Did you mean `parley check`?"),
        (("show", "--jsn"), "--json"),
    ]:
        done = process(*arguments, folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_a_path_that_cannot_be_looked_at_is_no_reason_to_crash(parley, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    assert not is_missing(long)
    done = parley("check", long)
    assert done.returncode == 1
    assert "the file cannot be read: file name too long" in done.stdout
    assert "this is a folder" in parley("check", tmp_path).stdout


AS_NOBODY = """
import io, os, sys
from contextlib import redirect_stdout
from tui.cli import run
with redirect_stdout(io.StringIO()):
    run(sys.argv[1:2] + ["--help"])  # what it loads may be where nobody may read
if os.geteuid() == 0:
    os.setuid(65534)
sys.exit(run(sys.argv[1:]))
"""


def run_as_nobody(*arguments: str | Path) -> Result:
    """Run a command as somebody who may not read everything."""
    return subprocess.run(
        [sys.executable, "-c", AS_NOBODY, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command", [("check",), ("show", "--topic"), ("extract", "--topic"), ("vocabulary", "--topic")]
)
def test_a_file_that_may_not_be_read_is_named_with_reason_and_hint_and_not_called_wrong_use(
    harbour: Path, command: tuple[str, ...]
) -> None:
    harbour.chmod(0)
    done = run_as_nobody(*command, harbour)
    assert done.returncode == 1
    said = done.stdout if command == ("check",) else done.stderr
    assert said.startswith(
        f"{harbour}:1:1: error: the file cannot be read: permission denied\n        `ls -l` shows who may read it\n"
    )
    assert "Usage" not in done.stderr


def test_check_gives_a_script_json_even_of_a_file_that_is_missing_or_may_not_be_read(parley, harbour: Path) -> None:
    missing = parley("check", "--json", harbour.with_name("none.yaml"))
    harbour.chmod(0)
    secret = run_as_nobody("check", "--json", harbour)
    for done, message in ((missing, "there is no such file"), (secret, "the file cannot be read: permission denied")):
        assert (done.returncode, done.stderr) == (1, "")
        (problem,) = json.loads(done.stdout)
        assert (problem["message"], problem["severity"]) == (message, "error")
        assert problem["hint"]


def test_version_and_help(parley) -> None:
    assert parley("--version").stdout == f"parley {__version__}\n"
    shown = parley("--help").stdout
    for words in ("check", "show", "--version", "positions.yaml"):
        assert words in shown
    assert not set(shown) & set(BOXES)
    assert "..." not in shown.replace("[ARGS]...", ""), "every summary is whole"


# In a pipe


def test_what_goes_into_a_pipe_is_plain_and_not_wrapped(example: Path) -> None:
    for arguments in (("show",), ("check",), ("show", "russia", "ceasefire")):
        done = process(*arguments, folder=example.parent, COLUMNS="40")
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout
        assert not set(done.stdout) & set(BOXES)
        assert not any(line != line.rstrip() for line in done.stdout.split("\n"))
    quote = "Putin told Trump that Moscow is ready to work on a memorandum with Ukraine on future peace talks"
    assert any(line.startswith(quote) and len(line) > 200 for line in done.stdout.split("\n"))


def test_a_pipe_that_is_not_utf_8_gets_what_it_can_show_and_json_whole(harbour: Path) -> None:
    done = process("show", "--topic", str(harbour), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Port authority  - oppose 2 !=  .\n" in done.stdout, "none looks like the ? of ambiguous"
    cells = process("show", "--json", "--topic", str(harbour), "shippers", "tolls", PYTHONIOENCODING="ascii")
    assert json.loads(cells.stdout)["stance"] == "support"


HOSTILE = """\
title: "\\e]0;owned\\a\\e[31mred"
parties: {north: {name: "No\\u009b31mrth\\u202e"}}
issues: {peace: {name: "Pe\\ra\\bce[/b]", proposition: "\\e[2J gone [sic]"}}
sources: {paper: {file: "pa\\eper.txt", outlet: "\\e]52;c;aGk=\\a"}}
positions:
  north:
    peace:
      summary: "one\\ntwo \\e[5m"
      quotes:
        - {quote: "We \\e[31mwant peace [b]now[/b]", source: paper, stance: support, speaker: "\\x7fMr \\u2066X"}
"""


def test_nothing_that_a_file_says_is_obeyed_by_a_terminal(parley, write) -> None:
    path = write(HOSTILE)
    for arguments in (
        ("check", path),
        ("check", "--json", path),
        ("show", "--topic", path),
        ("show", "--json", "--topic", path),
        ("show", "--topic", path, "north"),
        ("show", "--topic", path, "north", "peace"),
        ("show", "--topic", path, "nroth"),
    ):
        done = parley(*arguments)
        written = done.stdout + done.stderr
        assert written
        assert not [char for char in written if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")]
        assert not set(written) & set("\u202e\u2066")
    assert "We ␛[31mwant peace [b]now[/b]" in parley("show", "--topic", path, "north", "peace").stdout


def test_output_that_cannot_be_written_is_a_sentence_and_no_traceback(harbour: Path) -> None:
    for unbuffered, *arguments in (
        ("", "show", "--json"),
        ("", "show", "shippers", "tolls"),
        ("", "check"),
        ("1", "show"),
        ("1", "schema"),
        ("1", "-h"),
    ):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "tui", *arguments],
                cwd=harbour.parent,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": unbuffered},
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                timeout=20,
            )
        said = "the output could not be written: no space left on device\n"
        assert (done.returncode, done.stderr) == (1, said), arguments


def test_what_was_decided_goes_with_a_renamed_party_even_if_nobody_can_be_told(harbour: Path) -> None:
    harbour.with_name("decisions.jsonl").write_text("\n")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "tui", "rename", "party", "shippers", "merchants", "--topic", str(harbour)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert '"merchants"' in harbour.with_name("decisions.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "closed"),
    [
        ("set shippers tolls --note x --topic", "<&-"),
        ("set shippers tolls --note x --topic", "<&- >&- 2>&-"),
        ("check", ">&-"),
        ("check", "2>&-"),
        ("extract --topic", ">&-"),
        ("extract --topic", "<&- >&- 2>&-"),
    ],
)
def test_a_stream_that_is_closed_costs_nothing_but_what_it_would_have_said(
    harbour: Path, command: str, closed: str
) -> None:
    line = f"{shlex.quote(sys.executable)} -m tui {command} {shlex.quote(str(harbour))} {closed}"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_a_path_that_cannot_be_looked_at_is_a_sentence_and_the_others_are_read(parley, harbour: Path) -> None:
    article = next(harbour.parent.rglob("*.txt"))
    done = parley("extract", "--topic", harbour, "x" * 300, article)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "ame too long" in done.stderr
    done = parley("init", "x" * 300)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    done = parley("init", harbour)
    assert done.stderr.endswith("is no folder; nothing was written\n")


def test_who_has_more_problems_than_are_told_knows_it(parley, harbour: Path) -> None:
    quote = "        - {quote: x, source: nowhere, stance: support}\n"
    harbour.write_text("positions:\n  a:\n    b:\n      quotes:\n" + quote * 1_100)
    assert parley("check", harbour).stdout.endswith("There are more: of one file so many are told.\n")


def test_a_matrix_on_paper_marks_a_quote_that_is_not_word_for_word(parley, harbour: Path, change) -> None:
    assert "≈" not in parley("show", "--topic", harbour).stdout
    change(harbour, "the dredging is not paid for,", "the dredging is hardly paid for,")
    assert "− oppose 2 ≠≈" in parley("show", "--topic", harbour).stdout
    assert "− oppose 2 ≠≈" in parley("show", "--topic", harbour, "port-authority").stdout
    assert "− oppose 2 ≠≈\n" in parley("show", "--topic", harbour, "port-authority", "tolls").stdout
