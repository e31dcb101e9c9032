"""What was decided of candidates is not lost: it is looked up, thought better of, and asked when its quote is gone."""

from __future__ import annotations

import json
from threading import Event
from typing import TYPE_CHECKING

import pytest
from reader import reading
from reviewing import at, decided, diff, marks, opened, review, saved, under_cursor

import tui.desk
import tui.forms
from model.review.decision_file import read_decisions
from model.save.draft import drafts
from tui.watch import Seen

if TYPE_CHECKING:
    from pathlib import Path

    from reader import Reader

    from model.file.loader import Loaded

pytestmark = pytest.mark.usefixtures("plainly")

PLAN = "Norvia rejected the ferry plan."


async def listed(reader: Reader, wanted: str) -> None:
    await reader.until(lambda: marks(reader) == wanted, f"the marks {wanted!r}")
    await reader.settle()


async def accepted(ferry: Path) -> str:
    """Accept the first candidate, and quit; give the file as it was before."""
    before = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("a")
        await saved(reader, decisions=1)
    return before


async def test_an_accepted_quote_that_git_took_out_of_the_file_waits_again_and_comes_back_as_it_was(
    ferry: Path,
) -> None:
    before = await accepted(ferry)
    after = ferry.read_text(encoding="utf-8")
    ferry.write_text(before, encoding="utf-8")
    async with reading(ferry) as reader:
        await reader.sees("1 accepted quote is no longer in the file: press 2")
        await opened(reader)
        assert (marks(reader), under_cursor(reader)) == ("!   ", PLAN)
        await reader.sees("1 of them was accepted before and is no longer in the file (!)")
        await reader.sees("accepted before by Maj, 20")
        await reader.press("a")
        await saved(reader, decisions=2)
        await listed(reader, "✓   ")
        assert ferry.read_text(encoding="utf-8") == after
        await reader.press("u")
        await reader.until(lambda: ferry.read_text(encoding="utf-8") == before, "the undo")


async def test_it_is_noticed_while_the_review_is_open_and_a_file_that_comes_back_settles_it(ferry: Path) -> None:
    before = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("a")
        await saved(reader, decisions=1)
        after = ferry.read_text(encoding="utf-8")
        ferry.write_text(before, encoding="utf-8")
        await listed(reader, "!   ")
        ferry.write_text(after, encoding="utf-8")
        await listed(reader, "✓   ")


async def test_nobody_is_told_that_a_quote_is_lost_once_it_is_back(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.desk, "_NEWS_STAYS", 60.0)
    await accepted(ferry)
    async with reading(ferry) as reader:
        await reader.until(lambda: reader.app.session.offers.is_read)
        await reader.command("delete source: daily")
        await reader.on("Ask")
        await reader.press("y")
        await reader.sees("no longer in the file: press 2")
        await reader.press("u")
        await reader.until(lambda: "no longer in the file" not in reader.status, "the news to go")
        assert not reader.app.session.offers.lost


async def test_what_a_person_corrected_comes_back_corrected(ferry: Path) -> None:
    before = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("e")
        await reader.on("Form")
        reader.fill(party="sandby", note="by phone")
        await reader.save_form()
        await saved(reader, decisions=1)
    after = ferry.read_text(encoding="utf-8")
    ferry.write_text(before, encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.sees("accepted: − oppose Sandby on Ferry plan")
        await reader.press("a")
        await saved(reader, decisions=2)
        assert ferry.read_text(encoding="utf-8") == after


async def test_a_colleagues_decision_that_comes_before_its_quote_alarms_nobody(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await accepted(ferry)
    after, decision = ferry.read_text(encoding="utf-8"), ferry.with_name("decisions.jsonl").read_text(encoding="utf-8")
    ferry.write_text(before, encoding="utf-8")
    ferry.with_name("decisions.jsonl").unlink()
    async with reading(ferry) as reader:
        await opened(reader)
        look = reader.app.session.watch.look
        monkeypatch.setattr(reader.app.session.watch, "look", lambda: Seen.NOTHING_NEW)
        ferry.write_text(after, encoding="utf-8")
        ferry.with_name("decisions.jsonl").write_text(decision, encoding="utf-8")
        await reader.until(lambda: reader.app.session.offers.latest, "the decision")
        assert not reader.app.session.offers.lost
        monkeypatch.setattr(reader.app.session.watch, "look", look)
        await reader.until(lambda: len(reader.app.session.topic.positions) > 1, "the quote")
        assert not reader.app.session.offers.lost


async def test_a_quote_deleted_on_purpose_does_not_wait_again_until_that_is_taken_back(ferry: Path) -> None:
    before = await accepted(ferry)
    after = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await reader.sees("3 to review")
        await reader.press("enter")
        await reader.on("Quotes")
        await reader.press("d")
        await reader.on("Ask")
        await reader.press("y")
        await reader.until(lambda: PLAN not in ferry.read_text(encoding="utf-8"), "the deletion")
        await reader.until(lambda: [what for what, _ in decided(ferry)] == ["accept", "delete"])
        await opened(reader)
        assert marks(reader) == "   "
        await reader.press("d", "G")
        await listed(reader, "   ✗")
        await reader.sees("accepted, its quote deleted by Maj")
        await reader.press("u")
        await reader.until(lambda: ferry.read_text(encoding="utf-8") == after, "the undo")
        assert [what for what, _ in decided(ferry)] == ["accept", "delete", "accept"]
        await listed(reader, "   ✓")
        await reader.press("ctrl+r")
        await reader.until(lambda: PLAN not in ferry.read_text(encoding="utf-8"), "the deletion, again")
        await reader.until(lambda: len(decided(ferry)) == 4)
    ferry.write_text(before, encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        assert marks(reader) == "   "
        await reader.press("d", "G", "a")
        await reader.sees("The quote was deleted. Accept it after all?")
        await reader.press("y")
        await saved(reader, decisions=5)
        assert ferry.read_text(encoding="utf-8") == after, "thought better of"


async def test_an_accepted_quote_that_is_moved_to_another_cell_does_not_wait_again(ferry: Path) -> None:
    await accepted(ferry)
    async with reading(ferry) as reader:
        await reader.sees("3 to review")
        await reader.press("enter", "e")
        await reader.on("Form")
        reader.fill(party="sandby")
        await reader.save_form()
        await reader.until(lambda: [what for what, _ in decided(ferry)] == ["accept", "edit"])
        await reader.until(lambda: reader.app.session.verified)
        assert (len(reader.app.session.offers.waiting), reader.app.session.offers.lost) == (3, frozenset())
        await reader.press("u")
        await reader.until(lambda: len(decided(ferry)) == 3)
        await reader.until(lambda: reader.app.session.verified)
        assert (len(reader.app.session.offers.waiting), reader.app.session.offers.lost) == (3, frozenset())


async def test_a_rejection_can_be_taken_back_on_another_day(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("x", "x")
        await saved(reader, decisions=2)
    async with reading(ferry) as reader:
        await opened(reader)
        assert marks(reader) == "  "
        await reader.press("d")
        await listed(reader, "  ✗✗")
        await reader.sees("waiting (2)")
        await reader.sees("decided (2)")
        await reader.press("J", "J")
        assert under_cursor(reader) == PLAN
        await reader.sees("rejected by Maj")
        await reader.press("w")
        await saved(reader, decisions=3)
        await listed(reader, "   ✗")
        await at(reader, PLAN, "the cursor on what waits again")
        await reader.press("w")
        await reader.until(lambda: reader.toasts == ["This candidate waits already."])
        await reader.press("J", "a", "y")
        await saved(reader, decisions=4)
        await listed(reader, "   ✓")
        assert "Sandby welcomed the ferry plan." in ferry.read_text(encoding="utf-8")
        await reader.press("u")
        await saved(reader, decisions=5)
        await listed(reader, "   ✗")
        await reader.press("d")
        assert [what for what, _ in decided(ferry)] == ["reject", "reject", "undo", "accept", "reject"]
    async with reading(ferry) as reader:
        await opened(reader)
        assert len(marks(reader)) == 3


async def test_one_key_too_many_does_not_turn_a_rejection_into_an_acceptance(ferry: Path) -> None:
    before = ferry.read_bytes()
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("x", "K")
        await saved(reader, decisions=1)
        assert under_cursor(reader) == PLAN
        await reader.rush("a", "a", "x", "escape")
        await reader.on("Review")
        await reader.press("a")
        await reader.sees("It is rejected. Accept it after all?")
        await reader.press("escape")
        assert (decided(ferry), ferry.read_bytes()) == ([("reject", PLAN)], before)
        await reader.rush("a", "y")
        await saved(reader, decisions=2)
        await listed(reader, "✓   ")
        await reader.press("u")
        await saved(reader, decisions=3)
        await listed(reader, "✗   ")
        await reader.until(lambda: ferry.read_bytes() == before, "the quote to go again")


async def test_articles_read_while_one_decides_leave_the_cursor_on_what_waits(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_read, goes_on = Event(), Event()

    def slow(_: Loaded) -> bool:
        is_read.set()  # the decisions, too, as they were then
        return goes_on.wait(8)

    async with reading(ferry) as reader:
        await opened(reader)
        monkeypatch.setattr(tui.desk, "_is_on_disk", slow)
        reader.app._desk.read()
        await reader.until(is_read.is_set, "the reading")
        await reader.press("x", "x")
        await saved(reader, decisions=2)
        here = under_cursor(reader)
        shown: list[str] = []

        def tell_screens() -> None:
            if reader.app.is_running:  # a later reading may end with the program
                shown.append(marks(reader))

        monkeypatch.setattr(reader.app._desk, "_tell_screens", tell_screens)
        goes_on.set()
        await reader.until(lambda: shown, "what was read")
        review(reader).show_session()
        assert (marks(reader), under_cursor(reader)) == ("✗✗  ", here)


async def test_who_looks_for_decisions_where_there_are_none_is_told(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("d")
        await reader.until(lambda: reader.toasts == ["There is no decision to show."])


async def test_an_accepted_one_says_so_and_is_not_accepted_twice(ferry: Path) -> None:
    await accepted(ferry)
    after = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("d", "G")
        await listed(reader, "   ✓")
        await reader.sees("accepted by Maj")
        for key in ("a", "x", "e", "w"):
            await reader.press(key)
            await reader.until(lambda: any("This candidate is accepted" in toast for toast in reader.toasts))
            reader.app.clear_notifications()
    assert ferry.read_text(encoding="utf-8") == after


async def test_what_one_rejected_and_another_accepted_is_in_the_file_once(ferry: Path) -> None:
    await accepted(ferry)
    after = ferry.read_text(encoding="utf-8")
    kept = ferry.with_name("decisions.jsonl")
    record = json.loads(kept.read_text(encoding="utf-8")) | {"decision": "reject", "time": "2039-03-04T12:00:00Z"}
    kept.write_text(kept.read_text(encoding="utf-8") + json.dumps(record) + "\n", encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("d", "G")
        await listed(reader, "   ✗")
        await reader.press("a", "y")
        await saved(reader, decisions=3)
        assert ferry.read_text(encoding="utf-8") == after


async def test_what_two_accept_in_the_same_moment_is_in_the_file_once(ferry: Path) -> None:
    before = await accepted(ferry)
    after = ferry.read_text(encoding="utf-8")
    ferry.write_text(before, encoding="utf-8")
    ferry.with_name("decisions.jsonl").unlink()
    async with reading(ferry) as reader:
        await opened(reader)
        ferry.write_text(after, encoding="utf-8")  # nobody has looked yet
        await reader.press("a")
        await saved(reader, decisions=1)
        assert ferry.read_text(encoding="utf-8") == after


async def test_the_form_of_a_candidate_that_a_crash_cut_off_still_knows_its_candidate(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.forms, "_KEPT_EVERY", 0.05)
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("e")
        await reader.on("Form")
        reader.fill(party="sandby")
        await reader.until(lambda: drafts(ferry), "the draft")
        reader.form._draft._over = True  # as if it were killed now: whatever the end keeps, this does not count
    async with reading(ferry) as reader:
        await reader.on("Ask")
        await reader.press("o")
        await reader.on("Form")
        await reader.save_form()
        await reader.until(lambda: decided(ferry) == [("edit", PLAN)], "the decision")
        (decision,) = read_decisions(ferry.with_name("decisions.jsonl")).latest.values()
        assert (decision.confidence, decision.rules) == ("high", ("cue",))
        assert decision.instead == {"party": "sandby"}
        await reader.sees("3 to review")


async def test_a_draft_whose_candidate_is_gone_is_kept(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="typed")
        await reader.quit()
    ferry.with_name("daily.txt").write_text("Nothing happened.\n", encoding="utf-8")
    async with reading(ferry) as reader:
        await reader.on("Ask")
        await reader.press("o")
        await reader.until(lambda: any("the text is kept" in toast for toast in reader.toasts))
    assert drafts(ferry)


async def test_a_correction_of_the_party_is_shown_as_what_it_became_and_counts_as_no_success(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("e")
        await reader.on("Form")
        await reader.sees("speaker Jan Brink")
        reader.fill(party="sandby")
        await reader.until(lambda: "speaker Jan Brink" not in reader.flat, "the speakers of the other party")
        reader.fill(party="norvia")
        await reader.sees("speaker Jan Brink")
        reader.fill(party="sandby")
        await reader.save_form()
        await saved(reader, decisions=1)
        await listed(reader, "✓   ")
        await at(reader, "Sandby welcomed the ferry plan.", "the next that waits")
        await reader.press("K")
        await reader.sees("high − Sandby on Ferry plan Norvia rejected the …")
        await reader.sees("proposed: − oppose Norvia on Ferry plan accepted: − oppose Sandby on Ferry plan")
        await reader.sees("edited (party) and accepted by Maj")
        await reader.sees("0 of 1 such accepted as proposed")
        await reader.sees("the cell so far: − oppose, 1 quote")


async def test_the_articles_are_headings_when_the_candidates_are_ordered_by_them(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        await reader.press("down", "2")
        await opened(reader)
        assert "The Daily, 2031-03-04" not in reader.flat
        await reader.press("s")
        await reader.sees("Sandby on Ferry plan (1)")
        await reader.sees("The Daily, 2031-03-04 (2)")
        await reader.sees("The Weekly, 2031-03-09 (1)")
        await reader.press("g", "k", "K")
        queue = review(reader).queue
        assert (queue.at, queue.scroll_y) == (0, 0), "the heading of the first is in sight"
        quotes = [under_cursor(reader)]
        for key in ("J", "j", "down"):
            await reader.press(key)
            quotes.append(under_cursor(reader))
        assert len(set(quotes)) == 4
        await reader.press("j")
        assert under_cursor(reader) == quotes[-1]
        await reader.press("1", "2")
        await reader.on("Review")
        await reader.sees("The Daily, 2031-03-04 (2)")  # who comes back finds the order that he chose


async def test_the_key_line_names_what_can_be_done_at_once_and_undo_only_while_something_can_be_taken_back(
    ferry: Path,
) -> None:
    async with reading(ferry, size=(140, 32)) as reader:
        await opened(reader)
        for words in ("A accept all high", "s order", "d decided"):
            assert words in reader.lines[-1]
        assert "undo" not in reader.lines[-1]
        for key in ("x", "a"):
            await reader.press(key)
            await reader.until(lambda: "u undo" in reader.lines[-1], "the way back")
        await reader.press("u", "u")
        await reader.until(lambda: "undo" not in reader.lines[-1], "nothing more to be taken back")


async def test_a_source_without_a_date_is_told_before_its_quotes_are_undated(ferry: Path, change) -> None:
    change(ferry, ", published: 2031-03-04", "")
    before = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.sees("its source has no date, so the quote would have none: `:` edit source: daily")
        await reader.press("G", "a")
        await saved(reader, decisions=1)
        assert len(diff(before, ferry)) == 1
        await reader.command("edit source: daily")
        await reader.on("Form")
