"""What scripts get from `parley set`, `parley quote` and `parley rename`: the one line changed, or one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.file.loader import load
from model.save import save as save_module
from model.schema import Quote, Topic
from tui import completions

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

Parley = Callable[..., subprocess.CompletedProcess[str]] if TYPE_CHECKING else object


def read(path: Path) -> Topic:
    topic = load(path).topic
    assert topic is not None
    return topic


def quotes(path: Path, party: str, issue: str) -> tuple[Quote, ...]:
    position = read(path).position(party, issue)
    return position.quotes if position else ()


def changed(before: bytes, path: Path) -> list[str]:
    """Give the lines that differ, as a diff marks them."""
    diff = unified_diff(before.decode().split("\n"), path.read_text(encoding="utf-8").split("\n"), n=0, lineterm="")
    return [line for line in list(diff)[2:] if not line.startswith("@@")]


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def process(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=given,
        capture_output=True,
        check=False,
        timeout=30,
    )


# set


def test_a_verdict_set_changes_one_line_of_the_example_and_set_back_none(parley: Parley, example: Path) -> None:
    before = example.read_bytes()
    git(example.parent, "init", "--quiet")
    git(example.parent, "add", ".")
    git(example.parent, "commit", "--quiet", "--message", "before")
    old = read(example).position("russia", "ceasefire")
    assert old is not None
    done = parley("set", "russia", "ceasefire", "--stance", "ambiguous", "--topic", example)
    line = 1 + before[: before.index(f"      stance: {old.stance}\n".encode())].count(b"\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{example}:{line}: russia on ceasefire: stance {old.stance} -> ambiguous\n"
    assert "1 file changed, 1 insertion(+), 1 deletion(-)" in git(example.parent, "diff", "--stat")
    assert parley("set", "Russia", "CEASEFIRE", "--stance", old.stance, "--topic", example).returncode == 0
    assert example.read_bytes() == before
    assert git(example.parent, "diff", "--stat") == ""


def test_each_field_is_set_and_removed_alone(parley: Parley, harbour: Path) -> None:
    before = harbour.read_bytes()
    done = parley("set", "port-authority", "tolls", "--summary", "Not now: #2", "--topic", harbour)
    assert done.stdout.endswith(": port-authority on tolls: summary changed\n")
    assert changed(before, harbour) == [
        "-      summary: No lower tolls as long as the dredging is not paid for.",
        '+      summary: "Not now: #2"',
    ]
    before = harbour.read_bytes()
    done = parley(
        *("set", "port-authority", "tolls", "--topic", harbour),
        *("--stance", "", "--summary", "", "--since", "2031-02", "--note", ""),
    )
    assert done.stdout.endswith("stance oppose -> none, since none -> 2031-02, summary removed, note removed\n")
    assert changed(before, harbour) == [
        "-      stance: oppose",
        '-      summary: "Not now: #2"',
        "-      note: The tenth that the letter offers is less than the proposition asks for.",
        "+      since: 2031-02",
    ]


def test_a_text_of_blanks_removes_a_field_and_blanks_around_one_are_not_kept(parley: Parley, harbour: Path) -> None:
    set_it = ("set", "port-authority", "tolls", "--topic", harbour)
    done = parley(*set_it, "--stance", " ", "--summary", "   ", "--note", " \n Not yet. ")
    assert done.stdout.endswith(": stance oppose -> none, summary removed, note changed\n")
    position = read(harbour).position("port-authority", "tolls")
    assert position is not None
    assert (position.stance, position.summary, position.note) == (None, "", "Not yet.")
    assert "summary" not in load(harbour).document.data()["positions"]["port-authority"]["tolls"]
    assert "nothing to do" in parley(*set_it, "--summary", "  ").stdout


def test_a_silent_cell_gets_its_first_verdict(parley: Parley, harbour: Path) -> None:
    assert parley("set", "dockers", "tolls", "--stance", "Oppose", "--topic", harbour).returncode == 0
    position = read(harbour).position("dockers", "tolls")
    assert position is not None
    assert position.stance == "oppose"


def test_nothing_to_do_is_said_and_writes_nothing(parley: Parley, harbour: Path) -> None:
    before = harbour.read_bytes(), harbour.stat().st_mtime_ns
    for options in (("--stance", "oppose"), ("--since", ""), ("--stance", "oppose", "--since", "")):
        done = parley("set", "port-authority", "tolls", *options, "--topic", harbour)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "port-authority on tolls: nothing to do, the file says so already\n"
    assert parley("set", "dockers", "tolls", "--stance", "", "--topic", harbour).returncode == 0
    assert (harbour.read_bytes(), harbour.stat().st_mtime_ns) == before
    assert not list(harbour.parent.glob(".positions.yaml.prev"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shippers", "tolls"), "say what to set: --stance, --summary, --note or --since"),
        (("shipers", "tolls", "--stance", "oppose"), 'unknown party "shipers": did you mean "shippers"?'),
        (("shippers", "tols", "--stance", "oppose"), 'unknown issue "tols": did you mean "tolls" (Harbour tolls)?'),
        (("shippers", "tolls", "--stance", "opose"), 'unknown stance "opose": did you mean "oppose"?'),
        (("shippers", "tolls", "--since", "19.5.2031"), '"19.5.2031" is no date: write 2025-05-19, 2025-05 or 2025'),
        (("shippers", "tolls", "--stance", "\x1b[31m"), 'unknown stance "␛[31m"'),
    ],
)
def test_wrong_use_is_said_in_a_sentence_and_touches_nothing(parley: Parley, harbour: Path, arguments, said) -> None:
    before = harbour.read_bytes()
    done = parley("set", *arguments, "--topic", harbour)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert harbour.read_bytes() == before


def test_what_cannot_be_saved_is_one_sentence(parley: Parley, harbour: Path) -> None:
    before = harbour.read_bytes()
    harbour.chmod(0o444)
    done = parley("set", "shippers", "tolls", "--stance", "oppose", "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == ("positions.yaml was not saved: it is read-only; to allow it: chmod u+w positions.yaml\n")
    assert harbour.read_bytes() == before
    harbour.chmod(0o644)
    done = parley("set", "shippers", "tolls", "--note", "\udcff", "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("shippers on tolls: the text has a broken character")
    assert harbour.read_bytes() == before


def test_a_broken_file_is_shown_with_its_place_and_left_alone(parley: Parley, write) -> None:
    path = write("title: [x\n")
    for arguments in (("set", "a", "b", "--stance", "c"), ("rename", "party", "a", "b")):
        done = parley(*arguments, "--topic", path)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"{path}:" in done.stderr
        assert done.stderr.endswith("must be corrected first; `parley check` lists all of it\n")
    assert path.read_text() == "title: [x\n"
    done = parley("set", "a", "b", "--stance", "c", "--topic", path.with_name("none.yaml"))
    assert done.returncode == 2
    assert "there is no such file" in done.stderr


def test_what_another_program_writes_meanwhile_is_kept_and_a_clash_is_said(
    parley: Parley, harbour: Path, change, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The other program writes after the command has read the file, and before it takes its turn to save.
    real = save_module.save

    def meanwhile(old: str, new: str) -> None:
        def late(*arguments, **options):
            change(harbour, old, new)
            return real(*arguments, **options)

        monkeypatch.setattr("tui.topic_file.save", late)

    meanwhile("title: Harbour of Norrhavn", "title: The harbour of Norrhavn")
    assert parley("set", "port-authority", "tolls", "--stance", "support", "--topic", harbour).returncode == 0
    text = harbour.read_text()
    assert "title: The harbour of Norrhavn" in text
    assert "      stance: support\n      summary: No lower" in text
    meanwhile("      stance: support\n      summary: No lower", "      stance: ambiguous\n      summary: No lower")
    done = parley("set", "port-authority", "tolls", "--stance", "conditional", "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        'port-authority on tolls: "stance" has been changed meanwhile; now it is "ambiguous"; nothing was changed\n'
    )
    assert "      stance: ambiguous\n      summary: No lower" in harbour.read_text()


# quote

WORDS = "The branch took note of a letter of the shippers"
ADD = ("quote", "dockers", "tolls", "--source", "bulletin", "--stance", "ambiguous")


def test_a_quote_of_the_source_is_added_as_its_neighbours_are_written(parley: Parley, harbour: Path) -> None:
    before = harbour.read_bytes()
    done = parley(*ADD, "--text", f"  {WORDS}\n", "--speaker", "Maj Lind", "--kind", "act", "--topic", harbour)
    assert (done.returncode, done.stderr) == (0, "")
    added = changed(before, harbour)
    assert [line for line in added if line.startswith("-")] == []
    assert added[-5:] == [
        f"+            {WORDS}",
        "+          source: bulletin",
        "+          speaker: Maj Lind",
        "+          stance: ambiguous",
        "+          kind: act",
    ]
    assert done.stdout.endswith(": dockers on tolls: quote added\n")
    assert parley("check", harbour).returncode == 0
    number = int(done.stdout.removeprefix(f"{harbour}:").split(":")[0])
    assert harbour.read_text().split("\n")[number].strip() == WORDS, "the line after the dash"


def test_every_option_of_a_quote_is_written(parley: Parley, harbour: Path) -> None:
    given = {"speaker": "Maj Lind", "kind": "indirect", "date": "2031-03", "condition": "if: paid"}
    given |= {"role": "red-line", "via": "Union Bulletin", "note": "- see also"}
    options = [text for name, value in given.items() for text in (f"--{name}", value)]
    assert parley(*ADD, "--text", WORDS, *options, "--topic", harbour).returncode == 0
    (quote,) = quotes(harbour, "dockers", "tolls")
    assert {name: str(getattr(quote, name)) for name in given} == given


def test_blanks_make_no_field_of_a_quote(parley: Parley, harbour: Path) -> None:
    options = [text for name in ("condition", "via", "note") for text in (f"--{name}", "  ")]
    assert parley(*ADD, "--text", WORDS, *options, "--speaker", " Maj Lind ", "--topic", harbour).returncode == 0
    (quote,) = load(harbour).document.data()["positions"]["dockers"]["tolls"]["quotes"]
    assert quote.keys() == {"quote", "source", "speaker", "stance"}
    assert quote["speaker"] == "Maj Lind"


def test_typography_is_taken_from_the_source(parley: Parley, harbour: Path) -> None:
    text = "“We need the tolls cut before the summer, or the ships will go to Sandby,” said Ada Holm"
    arguments = ("quote", "dockers", "tolls", "--source", "gazette", "--stance", "support")
    done = parley(*arguments, "--text", text, "--topic", harbour)
    assert done.stdout.endswith("quote added, with the typography of the source\n")
    (quote,) = quotes(harbour, "dockers", "tolls")
    assert quote.quote == text.replace("“", '"').replace("”", '"')
    assert parley("check", harbour).returncode == 0


def test_words_that_the_source_does_not_have_get_the_nearest_passage_and_what_differs(
    parley: Parley, harbour: Path
) -> None:
    before = harbour.read_bytes()
    text = "The branch took careful note of a letter by the shippers, who write that every month of old tolls costs"
    done = parley(*ADD, "--text", text, "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    first, passage, differs = done.stderr.rstrip("\n").split("\n")
    assert first.startswith('the text is not word for word in "bulletin". The nearest passage is in its line ')
    assert passage.startswith("  The branch took note of a letter of the shippers")
    assert differs == (
        'What differs: the source does not say "careful"; for "by" the source says "of"; "the" is missing'
    )
    done = parley(*ADD, "--text", "Bananas ripen slowly in the northern greenhouses of the zoo", "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == 'the text is not in "bulletin", nor anything like it\n'
    assert harbour.read_bytes() == before


def test_of_many_differences_the_first_are_told(parley: Parley, write, tmp_path: Path) -> None:
    said = [f"the {number} ships of the harbour of town {number} wait" for number in range(10)]
    (tmp_path / "a.txt").write_text(" and ".join(said))
    path = write("parties: {p: {name: P}}\nissues: {i: {name: I}}\nsources: {a: {file: a.txt}}\n")
    text = " and ".join(line.replace("ships", "boats") for line in said)
    done = parley("quote", "p", "i", "--source", "a", "--stance", "support", "--text", text, "--topic", path)
    assert done.stderr.count('for "boats" the source says "ships"') == 5
    assert done.stderr.endswith("...\n")


def test_words_that_occur_twice_are_refused_until_they_say_which(parley: Parley, harbour: Path) -> None:
    done = parley(*ADD, "--text", "the", "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("the text occurs ")
    assert done.stderr.endswith('times in "bulletin": make it longer, so that it says which\n')


def test_a_quote_that_is_there_already_is_not_added_twice(parley: Parley, harbour: Path) -> None:
    before = harbour.read_bytes()
    arguments = ("quote", "shippers", "night-work", "--source", "gazette", "--topic", harbour, "--text")
    text = "Holm said that the shippers would pay  the night supplement themselves, as the big ports do."
    done = parley(*arguments, text, "--stance", "support")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(": shippers on night-work: the quote is there already\n")
    done = parley(*arguments, text, "--stance", "oppose")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("the quote is there already, as support; nothing was changed\n")
    assert harbour.read_bytes() == before


def test_the_text_comes_from_a_pipe_for_a_dash(harbour: Path) -> None:
    done = process(*ADD, "--text", "-", "--topic", harbour, given=f"{WORDS}\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert quotes(harbour, "dockers", "tolls")[0].quote == WORDS
    done = process(*ADD, "--text", "-", "--topic", harbour, given=b"\xff\xfe")
    assert (done.returncode, done.stderr) == (1, b"the text is not UTF-8\n")


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--text", " "), 2, "the text is empty"),
        (("--text", WORDS, "--kind", "reported"), 2, 'unknown kind "reported": did you mean "indirect" (reported)?'),
        (("--text", WORDS, "--kind", "quoted"), 2, 'unknown kind "quoted": did you mean "direct" (quoted)?'),
        (("--text", WORDS, "--role", "order"), 2, 'unknown role "order"'),
        (("--text", WORDS, "--source", "buletin"), 2, 'unknown source "buletin": did you mean "bulletin"?'),
        (("--text", WORDS, "--date", "soon"), 2, '"soon" is no date'),
        (("--text", WORDS, "--source", "lost"), 1, 'source "lost": "articles/lost.txt" does not exist'),
    ],
)
def test_a_quote_that_cannot_be_is_refused(parley: Parley, harbour: Path, change, *, options, status, said) -> None:
    change(harbour, "sources:\n", "sources:\n  lost: {file: articles/lost.txt}\n")
    before = harbour.read_bytes()
    done = parley(*ADD, *options, "--topic", harbour)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert harbour.read_bytes() == before


# rename


@pytest.mark.parametrize(
    ("kind", "old", "new", "places"),
    [("party", "shippers", "the-shippers", 2), ("issue", "tolls", "dues", 3), ("source", "bulletin", "news", 4)],
)
def test_an_id_is_renamed_wherever_it_stands_and_back(
    parley: Parley, harbour: Path, *, kind: str, old: str, new: str, places: int
) -> None:
    before = harbour.read_bytes()
    done = parley("rename", kind, old, new, "--topic", harbour)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f": {kind} {old} -> {new}, in {places} places\n")
    assert len(changed(before, harbour)) == 2 * places
    assert parley("check", harbour).returncode == 0
    assert parley("rename", kind, new, old, "--topic", harbour).returncode == 0
    assert harbour.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("party", "shippers", "dockers"), 1, 'party shippers -> dockers: there is already "dockers" in parties'),
        (("party", "shippers", "The Shippers"), 1, '"The Shippers" is not an id'),
        (("party", "shipers", "x"), 2, 'unknown party "shipers": did you mean "shippers"?'),
        (("event", "a", "b"), 2, 'unknown kind of id "event"'),
    ],
)
def test_an_id_that_cannot_be_is_refused(parley: Parley, harbour: Path, arguments, status: int, said: str) -> None:
    before = harbour.read_bytes()
    done = parley("rename", *arguments, "--topic", harbour)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert harbour.read_bytes() == before


def test_an_id_renamed_to_itself_is_nothing_to_do(parley: Parley, harbour: Path) -> None:
    done = parley("rename", "party", "shippers", "shippers", "--topic", harbour)
    assert (done.returncode, done.stdout) == (0, "party shippers: nothing to do, that is its id already\n")


def test_a_party_can_be_renamed_and_set_by_any_of_its_names(parley: Parley, harbour: Path) -> None:
    done = parley("set", "Holm", "Night work", "--stance", "oppose", "--topic", harbour)
    assert "shippers on night-work: stance none -> oppose" in done.stdout
    assert (
        "party shippers -> merchants, in 2 places"
        in parley("rename", "party", "Ada Holm", "merchants", "--topic", harbour).stdout
    )


# Completion in the shell


class Context:
    """What typer knows when a word is completed."""

    def __init__(self, **params: object) -> None:
        self.params = params


def test_the_shell_completes_ids_of_the_file_even_if_it_has_errors(harbour: Path, change) -> None:
    change(harbour, "title: Harbour", "titel: Harbour")
    context = Context(topic=harbour, kind="issue")
    assert completions.parties(context, "s") == [("shippers", "Shippers")]
    assert completions.issues(context, "") == [("tolls", "Harbour tolls"), ("night-work", "Night work")]
    assert [id_ for id_, _ in completions.sources(context, "")] == ["gazette", "bulletin"]
    assert completions.renamed(context, "t") == [("tolls", "Harbour tolls")]
    assert completions.renamed(Context(topic=harbour, kind="x"), "t") == []
    assert completions.kinds("") == ["party", "issue", "source"]
    assert completions.stances(context, "") == ["support", "conditional", "ambiguous", "oppose"]
    change(harbour, "issues:\n", "scale: {yes-: {}, no-: {}}\nissues:\n")
    assert completions.stances(context, "n") == ["no-"]
    assert completions.parties(Context(topic=harbour.with_name("none.yaml")), "") == []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("parley set shippers ", ["tolls", "night-work"]),
        ("parley show s", ["shippers"]),
        ("parley show shippers ", ["tolls", "night-work"]),
        ("parley quote shippers tolls --kind ", ["direct", "indirect", "act"]),
        ("parley quote shippers tolls --role ", ["demand", "offer", "concession", "red-line"]),
    ],
)
def test_the_shell_itself_gets_them(harbour: Path, words: str, offered: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui"],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_PARLEY_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
        cwd=harbour.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.stdout.split() == offered, done.stderr
