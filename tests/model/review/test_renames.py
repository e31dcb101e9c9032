from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from model.review.decision_file import append, note_rename, read_decisions
from model.review.decisions import Action, Decision, is_open
from model.review.renames import Rename, Renames
from model.save.refusal import SaveError
from model.schema import Issue, Party, Source, Topic

if TYPE_CHECKING:
    from pathlib import Path

    from model.edit.operations import IdKind


NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
WORDS = "Norvia rejected the ferry plan."


def decision(action: Action, seconds: int = 0, **fields: Any) -> Decision:
    given = {"time": NOON + timedelta(seconds=seconds), "source": "gazette", "party": "norvia", "issue": "ferry"}
    given |= {"stance": "oppose", "quote": WORDS, **fields}
    return Decision(coder="Maj", decision=action, **given)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def topic(*parties: str) -> Topic:
    return Topic(
        parties={key: Party(name=key) for key in parties},
        issues={"ferry": Issue(name="Ferry")},
        sources={"gazette": Source(file="a.txt")},
    )


def rename(old: str, new: str, seconds: int, kind: IdKind = "party") -> Rename:
    return Rename(NOON + timedelta(seconds=seconds), "Maj", "rename", kind, old, new)


def now(id_: str, seconds: int, *renames: Rename, parties: tuple[str, ...] = ()) -> str:
    """Give what an id is today that was written some seconds after noon; without parties the topic is not known."""
    found = Renames(renames, topic(*parties) if parties else None)
    return found.now("party", id_, NOON + timedelta(seconds=seconds))


def test_what_was_rejected_stays_rejected_under_the_new_id_and_no_line_is_rewritten(path: Path) -> None:
    append(path, [decision("reject")])
    before = path.read_bytes()
    note_rename(path, "party", "norvia", "norvia-again", "Maj")
    added = path.read_bytes().removeprefix(before)
    line = json.loads(added)
    assert datetime.fromisoformat(line.pop("time")) > NOON
    assert line == {"coder": "Maj", "decision": "rename", "kind": "party", "old": "norvia", "new": "norvia-again"}
    known = read_decisions(path, topic("norvia-again")).latest
    assert not is_open(decision("reject", party="norvia-again").identity, known)
    assert is_open(decision("reject").identity, known)


@pytest.mark.parametrize(("kind", "field"), [("party", "party"), ("issue", "issue"), ("source", "source")])
def test_every_kind_of_id_goes_along_also_where_an_editor_gave_it(path: Path, kind: IdKind, field: str) -> None:
    old = getattr(decision("edit"), field)
    append(path, [decision("edit", instead={field: old, "note": "kept"}), rename(old, "other", 1, kind)])
    (found,) = read_decisions(path).latest.values()
    assert getattr(found, field) == "other"
    assert found.instead == {field: "other", "note": "kept"}


def test_renames_are_followed_one_after_the_other_and_back() -> None:
    chain = (rename("a", "b", 1), rename("b", "c", 2))
    assert now("a", 0, *chain) == "c"
    assert now("b", 1, *chain) == "c"
    back = (rename("a", "b", 1), rename("b", "a", 2))
    assert [now("a", 0, *back), now("b", 1, *back), now("a", 3, *back)] == ["a", "a", "a"]


def test_two_ids_that_were_swapped_keep_their_decisions_apart() -> None:
    swap = (rename("a", "c", 1), rename("b", "a", 2), rename("c", "b", 3))
    assert (now("a", 0, *swap, parties=("a", "b")), now("b", 0, *swap, parties=("a", "b"))) == ("b", "a")


def test_an_old_id_given_to_somebody_else_does_not_inherit_what_was_decided_before() -> None:
    again = rename("a", "b", 1)
    assert now("a", 0, again, parties=("a", "b")) == "b"
    assert now("a", 2, again, parties=("a", "b")) == "a"


def test_what_a_colleague_decides_under_the_old_id_before_he_merges_the_rename_goes_along() -> None:
    assert now("a", 2, rename("a", "b", 1), parties=("b",)) == "b"


def test_a_rename_taken_back_by_git_or_by_hand_leaves_the_decisions_where_they_were() -> None:
    assert now("a", 0, rename("a", "b", 1), parties=("a",)) == "a"
    assert now("b", 2, rename("a", "b", 1), parties=("a",)) == "a"


def test_of_two_renames_of_the_same_party_the_one_that_the_merged_file_has_counts() -> None:
    both = (rename("a", "b", 1), rename("a", "c", 2))
    for kept in ("b", "c"):
        assert {now(id_, time, *both, parties=(kept,)) for id_ in "abc" for time in (0, 1, 3)} == {kept}


def test_a_party_that_is_gone_takes_nobody_elses_place() -> None:
    assert now("a", 0, rename("a", "b", 1), parties=("d",)) == "b"
    split = (rename("a", "b", 1), rename("a", "c", 2))
    assert now("a", 3, *split, parties=("b", "c")) == "a", "both are there: nobody can tell"


def test_other_ids_and_other_kinds_stay() -> None:
    assert now("d", 0, rename("a", "b", 1)) == "d"
    assert now("a", 0, rename("a", "b", 1, "issue")) == "a"


def test_whatever_way_git_merges_renames_and_decisions_they_say_the_same(path: Path) -> None:
    entries = [
        decision("reject", 0),
        rename("norvia", "n-1", 1),
        decision("accept", 2, party="n-1", quote="b"),
        rename("n-1", "n-2", 3),
        decision("undo", 4, party="n-2"),
        decision("reject", 5, party="norvia", quote="c"),
    ]
    append(path, entries)
    told = read_decisions(path, topic("n-2"))
    assert {(each.party, each.quote) for each in told.latest.values()} == {
        ("n-2", WORDS), ("n-2", "b"), ("n-2", "c"),
    }  # fmt: skip
    lines = path.read_text(encoding="utf-8").splitlines()
    for mixed in permutations(lines):
        path.write_text("\n".join([*mixed, lines[1]]), encoding="utf-8")  # git's union may keep a line twice
        assert read_decisions(path, topic("n-2")) == told


def test_a_rename_is_later_than_what_it_is_about_whatever_the_clock_says(path: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    append(path, [decision("reject", time=ahead), Rename(ahead, "Maj", "rename", "party", "x", "y")])
    note_rename(path, "party", "norvia", "n-1", "Maj")
    note_rename(path, "party", "n-1", "n-2", "Maj")
    (found,) = read_decisions(path).latest.values()
    assert found.party == "n-2"


def test_where_nothing_was_decided_a_rename_makes_no_file(path: Path) -> None:
    note_rename(path, "party", "a", "b", "Maj")
    assert not path.exists()


def test_a_rename_that_cannot_be_written_is_said(path: Path) -> None:
    path.mkdir()
    with pytest.raises(SaveError, match=r"decisions\.jsonl was not saved"):
        note_rename(path, "party", "a", "b", "Maj")


@pytest.mark.parametrize("changes", [{"kind": "stance"}, {"kind": None}, {"old": ""}, {"new": 7}, {"coder": []}])
def test_a_line_that_is_no_whole_rename_is_told_and_hides_no_other(path: Path, changes: dict[str, object]) -> None:
    fields = {"time": "2031-03-04T12:00:00Z", "coder": "Maj", "decision": "rename", "kind": "party"}
    append(path, [decision("reject")])
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**fields, "old": "a", "new": "b", **changes}))
    found = read_decisions(path)
    assert len(found.latest) == 1
    (problem,) = found.problems
    assert 'a "rename" has a "kind" (party, issue, source), an "old" and a "new" id' in problem.hint
