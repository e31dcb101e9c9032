"""A review in a real terminal that is killed in the middle: what the screen said was decided is on the disk."""

from __future__ import annotations

import os
import re
import signal
import time
from typing import TYPE_CHECKING

import pytest
from child import running

from model.file.loader import load
from model.review.decision_file import read_decisions

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PLANS = "".join(f"On {day} Norvia rejected the ferry plan. It rained.\n\n" for day in _DAYS)


@pytest.mark.parametrize("moment", [0.0, 0.015, 0.06])
def test_a_kill_in_the_middle_of_a_review_loses_no_decision(ferry: Path, tmp_path: Path, moment: float) -> None:
    ferry.with_name("daily.txt").write_text(_PLANS, encoding="utf-8")
    with running(ferry, folder=tmp_path, size=(120, 40), PARLEY_CODER="Maj") as child:
        child.until(lambda: re.search(r"· \d+ to review", child.flat) is not None, "the number of candidates")
        count = int(re.findall(r"· (\d+) to review", child.flat)[0])
        child.send("2")
        child.sees("On Monday Norvia rejected the ferry plan.")
        child.send("x")
        child.until(lambda: "✗" in child.text, "the rejection")
        child.send("a")
        child.until(lambda: "✓" in child.text, "the acceptance")
        child.send("axa")
        end = time.monotonic() + moment
        while time.monotonic() < end:
            child.read()
        os.kill(child.process.pid, signal.SIGKILL)
        child.ends()
        shown = [[re.search(r"On \w+day", line) for line in child.text.split("\n") if mark in line] for mark in "✗✓"]
        rejected, accepted = ({found[0] for found in each if found} for each in shown)
    decisions = read_decisions(ferry.with_name("decisions.jsonl"))
    assert decisions.problems == ()
    by_day = {_day(one.quote): one.decision for one in decisions.latest.values()}
    loaded = load(ferry)
    assert loaded.topic is not None, loaded.problems
    position = loaded.topic.position("norvia", "ferry")
    quotes = {_day(quote.quote) for quote in position.quotes} if position else set()
    assert rejected
    assert {by_day.get(day) for day in rejected} == {"reject"}
    assert accepted
    assert {by_day.get(day) for day in accepted} == {"accept"}
    assert {day for day, decision in by_day.items() if decision == "accept"} <= quotes
    with running(ferry, folder=tmp_path, size=(120, 40)) as child:
        child.sees(f"· {count - len(by_day.keys() | quotes)} to review")


def _day(quote: str) -> str:
    found = re.search(r"On \w+day", quote)
    return found[0] if found else quote


def test_quitting_at_once_after_a_decision_waits_for_the_disk(ferry: Path, tmp_path: Path) -> None:
    with running(ferry, folder=tmp_path, size=(120, 40), PARLEY_CODER="Maj") as child:
        child.sees("to review")
        child.send("2")
        child.sees("Norvia rejected the ferry plan.")
        child.send("aax\x11")
        assert child.ends() == 0
        assert child.is_restored
    kept = read_decisions(ferry.with_name("decisions.jsonl")).latest.values()
    assert sorted(one.decision for one in kept) == ["accept", "accept", "reject"]
