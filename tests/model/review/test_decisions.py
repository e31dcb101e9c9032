from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.extract.candidate import Candidate, Evidence
from model.problem import Severity
from model.review import decision_file as room
from model.review.decision_file import append, read_decisions
from model.review.decisions import Action, Decision, decide, identity, is_open, latest, shares, stamped, taken_back
from model.save.refusal import SaveError

ROOT = Path(__file__).parents[3]
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
CANDIDATE = Candidate(
    0, 31, "Norvia rejected the ferry plan.", "norvia", "ferry", "oppose", "indirect", "", "high", "rules",
    (Evidence("cue", 7, 15, "against"), Evidence("term", 20, 25, "ferry"), Evidence("cue", 7, 15, "against")),
)  # fmt: skip


def decision(action: Action = "accept", seconds: int = 0, **fields: Any) -> Decision:
    made = decide(action, CANDIDATE, "gazette", "Maj")
    return replace(made, **({"time": NOON + timedelta(seconds=seconds)} | fields))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def test_a_decision_is_a_line_that_people_and_git_can_read(path: Path) -> None:
    append(path, [decision("edit", instead={"stance": "ambiguous"})])
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "time": "2031-03-04T12:00:00Z",
        "coder": "Maj",
        "decision": "edit",
        "source": "gazette",
        "party": "norvia",
        "issue": "ferry",
        "stance": "oppose",
        "quote": "Norvia rejected the ferry plan.",
        "confidence": "high",
        "rules": ["cue", "term"],
        "instead": {"stance": "ambiguous"},
    }


def test_what_was_decided_is_known_again(path: Path) -> None:
    first, second = decision("reject"), decision("edit", quote="“Nö”\n, sie\x1b sagten", instead={"note": "ä"})
    append(path, [first])
    append(path, [second])
    found = read_decisions(path)
    assert found.problems == ()
    assert found.latest[first.identity] == first
    assert found.latest[second.identity] == replace(second, quote="“Nö”\n, sie␛ sagten")


def test_a_candidate_is_the_same_whatever_its_typography_and_its_source() -> None:
    one, other = (
        identity("p", "i", "support", " “We  won’t,” he said. "),
        identity("p", "i", "support", '"We won\'t," he said.'),
    )
    assert one == other
    assert one != identity("p", "i", "oppose", '"We won\'t," he said.')


def test_no_file_is_no_decisions_and_no_problem(path: Path) -> None:
    assert read_decisions(path) == ({}, ())


def test_a_decision_taken_back_leaves_the_candidate_open() -> None:
    taken = decision("reject")
    back = replace(taken_back(taken, None), time=NOON + timedelta(seconds=1))
    assert not is_open(taken.identity, latest([taken]))
    assert is_open(taken.identity, latest([taken, back]))
    assert is_open(taken.identity, {})


def test_a_clock_that_was_set_back_loses_no_decision() -> None:
    ahead = decision("reject", time=datetime.now(UTC) + timedelta(days=400))
    (back,) = stamped([taken_back(ahead, None)], latest([ahead]))
    assert is_open(ahead.identity, latest([ahead, back]))
    (now,) = stamped([ahead], {})
    assert datetime.now(UTC) - now.time < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("taken", "before", "back"),
    [
        ("accept", None, "undo"),
        ("accept", "undo", "undo"),
        ("accept", "reject", "reject"),
        ("undo", "reject", "reject"),
        ("accept", "accept", "undo"),  # it was lost, and is so again
        ("accept", "delete", "delete"),
        ("delete", "edit", "edit"),
    ],
)
def test_taking_a_decision_back_brings_the_one_before_back(taken: Action, before: Action | None, back: Action) -> None:
    earlier = decision(before, coder="Ada", instead={"note": "n"}) if before is not None else None
    again = taken_back(decision(taken), earlier)
    assert (again.decision, again.coder) == (back, "Maj")
    assert again.instead == ({"note": "n"} if back == before != "undo" else {})


def test_what_was_accepted_is_told_from_what_was_proposed() -> None:
    edited = decision("edit", instead={"party": "sandby", "quote": "the ferry plan", "speaker": ""})
    assert edited.cell == ("sandby", "ferry")
    assert (edited.fields["quote"], edited.fields["source"]) == ("the ferry plan", "gazette")
    assert (edited.is_acceptance, edited.is_as_proposed) == (True, False)
    assert decision("edit", instead={"note": "n"}).is_as_proposed
    assert not decision("delete").is_acceptance


def test_shares_say_what_became_of_each_confidence() -> None:
    known = latest(
        [
            decision("accept"),
            decision("edit", quote="b"),
            decision("reject", quote="c"),
            decision("undo", quote="d"),
            decision("reject", quote="e", confidence="low"),
            decision("edit", quote="f", instead={"party": "sandby"}),
            decision("delete", quote="g"),
        ]
    )
    assert shares(known) == {"high": (2, 5), "low": (0, 1)}


made = st.builds(
    decision,
    st.sampled_from(get_args(Action)),
    st.integers(0, 3),
    coder=st.sampled_from(["Maj", "Ada"]),
    quote=st.sampled_from(["a", "b", "“b”"]),
    stance=st.sampled_from(["oppose", "support"]),
)


@given(st.lists(made, max_size=12), st.data())
def test_whatever_way_git_merges_two_files_they_say_the_same(lines: list[Decision], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(lines))
    again = data.draw(st.lists(st.sampled_from(lines), max_size=4)) if lines else []
    assert latest(shuffled + again) == latest(lines)
    for one in latest(lines).values():
        assert one.time == max(each.time for each in lines if each.identity == one.identity)


@settings(deadline=None)
@given(st.lists(made, min_size=1, max_size=5), st.data())
def test_a_file_cut_off_anywhere_loses_nothing_but_the_line_that_was_cut(
    lines: list[Decision], data: st.DataObject
) -> None:
    path = Path(os.environ["PARLEY_TEST_FOLDER"]) / "cut.jsonl"
    path.unlink(missing_ok=True)
    append(path, lines)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    kept = whole[:cut].count(b"\n") + (whole[cut : cut + 1] == b"\n")
    late = decision("reject", 9, quote="late")
    append(path, [late])
    found = read_decisions(path)
    assert found.latest == latest([*lines[:kept], late])
    assert len(found.problems) <= 1


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give hypothesis, which may not ask for a path of its own, a folder."""
    monkeypatch.setenv("PARLEY_TEST_FOLDER", str(tmp_path))


def line(**changes: Any) -> str:
    fields = {"time": "2031-03-04T12:00:00Z", "coder": "Maj", "decision": "reject", "source": "s", "party": "p"}
    fields |= {"issue": "i", "stance": "support", "quote": "q"} | changes
    return json.dumps({key: value for key, value in fields.items() if value is not None})


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{"time": "2031-03', "a crash or an editor may have torn it"),
        ("[" * 100_000, "a crash or an editor may have torn it"),
        ("\ud800\udcff", "a crash or an editor may have torn it"),
        ("[]", "a decision is an object"),
        (line(decision="perhaps"), "accept, reject, edit, delete, undo"),
        (line(decision=["accept"]), "accept, reject, edit, delete, undo"),
        (line(quote=None), '"quote" is missing'),
        (line(party=7), '"party" is missing'),
        (line(time="yesterday"), '"time" is a moment in UTC'),
        (line(time=12), '"time" is a moment in UTC'),
        (line(time="2031-03-04T12:00:00"), '"time" is a moment in UTC'),
        (line(time="9999-12-31T23:59:59.999999Z"), '"time" is a moment in UTC'),
        (line(time="0001-01-01T00:00:00+14:00"), "a crash or an editor may have torn it"),
        (line(rules="cue"), '"rules" is a list'),
        (line(rules=[1]), "a crash or an editor may have torn it"),
        (line(instead=[]), '"instead" an object'),
        (line(instead={"note": 1}), "a crash or an editor may have torn it"),
        ("<<<<<<< HEAD", "delete the line; `decisions.jsonl merge=union` in .gitattributes"),
    ],
)
def test_a_line_that_is_no_decision_is_told_with_its_place_and_hides_no_other(path: Path, text: str, hint: str) -> None:
    path.write_bytes(f"{line(quote='a')}\n\n{text}\n{line(quote='b')}".encode(errors="surrogatepass"))
    found = read_decisions(path)
    assert {one.quote for one in found.latest.values()} == {"a", "b"}
    (problem,) = found.problems
    assert (problem.line, problem.severity) == (3, Severity.WARNING)
    assert hint in problem.hint
    assert str(problem).startswith(f"{path}:3:1: ")


def test_keys_of_a_later_version_do_no_harm(path: Path) -> None:
    path.write_text(line(mood="sure", time="2031-03-04T13:00:00+01:00"))
    found = read_decisions(path)
    assert [one.time for one in found.latest.values()] == [NOON]
    assert found.problems == ()


def test_a_file_full_of_rubbish_is_told_of_in_a_few_lines(path: Path) -> None:
    path.write_text("x\n" * (room.MAX_PROBLEMS + 5))
    assert len(read_decisions(path).problems) == room.MAX_PROBLEMS


def test_a_folder_in_its_place_is_a_problem_and_nothing_is_lost_silently(path: Path) -> None:
    path.mkdir()
    assert [problem.message for problem in read_decisions(path).problems] == ["this is a folder"]
    with pytest.raises(SaveError, match=r"decisions\.jsonl was not saved"):
        append(path, [decision()])


def test_a_pipe_in_its_place_is_refused_at_once(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(SaveError, match="not a regular file"):
        append(path, [decision()])


def test_a_full_disk_is_said_and_the_line_that_it_tore_spoils_no_other(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if len(data) < 60:
            raise OSError(28, "No space left on device")
        return write(descriptor, bytes(data)[:50])

    append(path, [decision()])
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(SaveError, match="the disk is full"):
            append(path, [decision("reject", quote="lost")])
    append(path, [decision("reject", quote="kept")])
    found = read_decisions(path)
    assert {one.quote for one in found.latest.values()} == {CANDIDATE.quote, "kept"}
    assert [problem.line for problem in found.problems] == [2]


_WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path[:0] = [{tests!r}, {root!r}]
from test_decisions import decision
from model.review.decision_file import append
for number in range(100_000):
    append(Path({path!r}), [decision("reject", quote=f"{{sys.argv[1]}} {{number}} " + "words " * 200)])
    print(number, flush=True)
"""


def test_two_programs_that_are_killed_while_they_decide_lose_no_decision_that_they_had_taken(path: Path) -> None:
    script = _WRITER.format(tests=str(Path(__file__).parent), root=str(ROOT), path=str(path))
    running = [subprocess.Popen([sys.executable, "-c", script, name], stdout=subprocess.PIPE) for name in ("a", "b")]
    taken = []
    for program in running:
        assert program.stdout is not None
        for _ in range(20):
            program.stdout.readline()
        os.kill(program.pid, signal.SIGKILL)
        taken.append(int((program.stdout.read().split() or [b"19"])[-1]))
        program.wait()
        program.stdout.close()
    found = {one.quote.split(" words")[0] for one in read_decisions(path).latest.values()}
    for name, last in zip("ab", taken, strict=True):
        assert {f"{name} {number}" for number in range(last + 1)} <= found


def test_a_byte_order_mark_costs_no_decision(path: Path) -> None:
    append(path, [decision("reject")])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    read = read_decisions(path)
    assert (len(read.latest), read.problems) == (1, ())
