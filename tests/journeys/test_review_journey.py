"""What the articles propose is decided by keyboard, and nothing that was decided is lost or asked again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from reader import reading
from reviewing import at, decided, diff, marks, opened, review, saved, under_cursor
from textual.widgets import TextArea

import model.corpus.index
from model.extract.candidate import Candidate
from tui.forms import Form
from tui.queue import Queue
from tui.review import Review

if TYPE_CHECKING:
    from pathlib import Path

    from reader import Reader


@pytest.mark.usefixtures("plainly")
async def test_the_matrix_says_where_candidates_wait_and_never_counts_them(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        assert reader.lines[2].split()[:4] == ["Norvia", "▸*", "to", "review"]
        await reader.sees("no quotes * 1 to review")
        assert reader.app.session.matrix.quote_count == 1
        await reader.press("enter")
        await reader.on("Quotes")
        await reader.sees("gap: no quotes yet * 1 candidate waits: press 2")


@pytest.mark.usefixtures("plainly")
async def test_the_matrix_shows_only_the_cells_where_candidates_wait_until_they_are_decided(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        await reader.press("f")
        await reader.type("wait")
        await reader.press("space", "enter")
        await reader.sees("only candidates wait: 4 cells")
        await reader.press("2")
        await reader.on("Review")
        await reader.press("x")
        await saved(reader, decisions=1)
        await reader.press("escape")
        await reader.on("Overview")
        await reader.sees("only candidates wait: 3 cells")


@pytest.mark.usefixtures("plainly")
async def test_one_key_makes_a_candidate_a_quote_in_one_hunk_and_undo_takes_it_out_again(ferry: Path) -> None:
    before = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        assert under_cursor(reader) == "Norvia rejected the ferry plan."
        await reader.sees("proposed: − oppose Norvia on Ferry plan")
        await reader.sees("“rejected”: takes a side")
        await reader.sees("the same words in: The Weekly")
        assert reader.styled(lambda style: bool(style.bold and style.underline)) == "Norvia rejected the ferry plan."
        await reader.press("a")
        await saved(reader, decisions=1)
        (hunk,) = diff(before, ferry)
        assert hunk.split("\n")[1:] == [
            "+  norvia:",
            "+    ferry:",
            "+      quotes:",
            "+        - quote: |",
            "+            Norvia rejected the ferry plan.",
            "+          source: daily",
            "+          stance: oppose",
            "+          kind: indirect",
        ]
        await reader.until(lambda: marks(reader) == "✓   ", "the marks of what was decided")
        assert under_cursor(reader) == "Sandby welcomed the ferry plan."
        await reader.press("u")
        await reader.until(lambda: ferry.read_text(encoding="utf-8") == before, "the undo")
        await saved(reader, decisions=2)
        await reader.until(lambda: marks(reader) == "    ", "the marks of what was decided")
        await at(reader, "Norvia rejected the ferry plan.", "the cursor on what came back")
        await reader.press("ctrl+r")
        await saved(reader, decisions=3)
        assert [what for what, _ in decided(ferry)] == ["accept", "undo", "accept"]
        assert len(diff(before, ferry)) == 1
    async with reading(ferry) as reader:
        await reader.sees("3 to review")


@pytest.mark.usefixtures("plainly")
async def test_what_was_rejected_is_not_asked_again_when_the_article_and_the_extractor_have_changed(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ferry.read_bytes()
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("J", "x")
        await saved(reader, decisions=1)
        await reader.until(lambda: marks(reader) == " ✗  ", "the marks of what was decided")
        await reader.press("K", "x")
        await reader.until(lambda: any("This candidate is rejected" in toast for toast in reader.toasts))
    assert ferry.read_bytes() == before
    assert decided(ferry) == [("reject", "Sandby welcomed the ferry plan.")]
    article = ferry.with_name("daily.txt")
    article.write_text("A new first line.\n\n" + article.read_text(), encoding="utf-8")
    monkeypatch.setattr(model.corpus.index, "version", lambda _: "another")
    async with reading(ferry) as reader:
        await opened(reader)
        assert "Sandby welcomed the ferry plan." not in [each.candidate.quote for each in review(reader).agenda.items]
        assert len(review(reader).agenda.items) == 3


@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize("leaving", [("1", "q"), ("ctrl+q",)])
async def test_keys_faster_than_the_disk_decide_one_candidate_each_and_quitting_waits_for_them(
    ferry: Path, leaving: tuple[str, ...]
) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.rush("a", "x", "a", "x", *leaving)
        await reader.until(lambda: not reader.app.is_running, "the end")
    assert [what for what, _ in decided(ferry)] == ["accept", "reject", "accept", "reject"]
    assert len({quote for _, quote in decided(ferry)}) == 4
    text = ferry.read_text(encoding="utf-8")
    assert [quote in text for _, quote in decided(ferry)] == [True, False, True, False]


@pytest.mark.usefixtures("plainly")
async def test_an_edit_saved_while_the_review_is_being_opened_is_told_and_ends_nothing(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.until(lambda: reader.app.session.offers.is_read, "the articles to be read")
        reader.app.push_screen(Review(reader.app.session))
        reader.app.show_edit("the stance is saved")
        await reader.sees("the stance is saved")
        await reader.settle()
        assert under_cursor(reader)


async def test_an_edited_candidate_is_accepted_as_the_form_says_and_the_decision_keeps_both(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("e")
        await reader.on("Form")
        form = reader.app.screen
        assert isinstance(form, Form)
        assert (form.values["party"], form.values["stance"]) == ("norvia", "oppose")
        form.query_one("#field-stance").value = "conditional"  # type: ignore[attr-defined]  # it is an Input
        form.query_one("#field-condition", TextArea).text = "if it is paid for"
        await reader.press("ctrl+s")
        await reader.on("Review")
        await saved(reader, decisions=1)
        await reader.until(lambda: marks(reader) == "✓   ", "the marks of what was decided")
        quote = reader.app.session.topic.positions["norvia"]["ferry"].quotes[0]
        assert (quote.stance, quote.condition) == ("conditional", "if it is paid for")
        record = json.loads(ferry.with_name("decisions.jsonl").read_text())
        assert (record["decision"], record["stance"]) == ("edit", "oppose")
        assert record["instead"] == {"stance": "conditional", "condition": "if it is paid for"}


async def test_a_corrected_stance_is_told_as_corrected_and_loses_the_condition_of_the_other_one(ferry: Path) -> None:
    ferry.with_name("daily.txt").write_text("Norvia would accept the ferry plan if Sandby paid for it.\n")
    ferry.with_name("weekly.txt").write_text("Nothing happened.\n")
    async with reading(ferry, size=(140, 32)) as reader:
        await opened(reader)
        await reader.press("e")
        await reader.on("Form")
        assert reader.form.values["condition"] == "if Sandby paid for it"
        reader.fill(stance="oppose")
        await reader.save_form()
        await reader.sees("accepted, edited: − oppose, Norvia on Ferry plan")
        quote = reader.app.session.topic.positions["norvia"]["ferry"].quotes[0]
        assert (quote.stance, quote.condition) == ("oppose", "")
        assert reader.toasts == []


@pytest.mark.usefixtures("plainly")
async def test_all_sure_candidates_of_an_article_are_accepted_in_one_go_after_they_were_shown(ferry: Path) -> None:
    before = ferry.read_text(encoding="utf-8")
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("A")
        await reader.on("Ticking")
        await reader.sees("Accept 2 high-confidence candidates of The Daily?")
        await reader.sees("[x] + support Sandby on Ferry plan 2031-03-04, reported, The Daily Sandby welcomed")
        await reader.sees("because of “welcomed”")
        await reader.press("escape")
        assert decided(ferry) == []
        await reader.press("A")
        await reader.on("Ticking")
        await reader.press("y")
        await reader.on("Review")
        await saved(reader, decisions=2)
        await reader.until(lambda: marks(reader) == "✓✓  ", "the marks of what was decided")
        await reader.press("A")
        await reader.until(lambda: any("No candidate of high confidence" in toast for toast in reader.toasts))
        await reader.press("u")
        await saved(reader, decisions=4)
        await reader.until(lambda: ferry.read_text(encoding="utf-8") == before, "the quotes to go again")


@pytest.mark.usefixtures("plainly")
async def test_of_all_sure_candidates_one_can_be_left_out(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("A")
        await reader.on("Ticking")
        await reader.press("down", "enter")
        await reader.sees("[ ] + support")
        await reader.press("enter", "space")
        await reader.sees("[ ] + support")
        await reader.sees("y: accept the 1 ticked")
        await reader.press("y")
        await reader.on("Review")
        await saved(reader, decisions=1)
        assert decided(ferry) == [("accept", "Norvia rejected the ferry plan.")]
        await reader.until(lambda: marks(reader) == "✓   ", "the marks of what was decided")


@pytest.mark.usefixtures("plainly")
async def test_nothing_is_accepted_in_one_go_that_was_not_in_sight(ferry: Path) -> None:
    ferry.with_name("daily.txt").write_text("\n\n".join(f"Norvia rejected the ferry plan {n}." for n in range(12)))
    async with reading(ferry, size=(60, 20)) as reader:
        await opened(reader)
        await reader.press("A")
        await reader.on("Ticking")
        await reader.sees("more below: y shows it")
        presses = 0
        while reader.screen == "Ticking":
            assert decided(ferry) == []
            seen = "Norvia rejected the ferry plan 11." in reader.flat
            await reader.press("y")
            presses += 1
        assert seen, "the last one was in sight before the answer"
        assert presses > 2
        await saved(reader, decisions=12)


@pytest.mark.usefixtures("plainly")
async def test_an_edit_elsewhere_during_the_review_is_kept_and_the_cursor_stays(ferry: Path, change) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("J", "J")
        at = under_cursor(reader)
        change(ferry, "title: The ferry to Sandby", "title: The ferry, again")
        await reader.sees("The ferry, again")
        assert under_cursor(reader) == at
        change(ferry, "    name: Tolls", "    name: Harbour tolls")
        await reader.press("a")
        await saved(reader, decisions=1)
        text = ferry.read_text(encoding="utf-8")
        assert "name: Harbour tolls" in text
        assert at in text


@pytest.mark.usefixtures("plainly")
async def test_a_quote_that_was_coded_by_hand_waits_no_longer(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        text = ferry.read_text(encoding="utf-8")
        quote = "      quotes: [{quote: Norvia rejected the tolls., source: weekly, stance: oppose}]\n"
        ferry.write_text(f"{text}  norvia:\n    tolls:\n{quote}", encoding="utf-8")
        await reader.until(lambda: len(review(reader).agenda.items) == 3)


@pytest.mark.usefixtures("plainly")
async def test_an_article_that_changes_is_read_again_and_what_is_new_is_announced(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        article = ferry.with_name("weekly.txt")
        article.write_text(article.read_text() + "\nOstby rejected the tolls.\n", encoding="utf-8")
        await reader.sees("1 new candidate from The Weekly")
        await reader.sees("5 to review")
        assert reader.toasts == []


def _listed(reader: Reader) -> list[str]:
    width = reader.app.screen.query_one(Queue).region.width
    lines = [line[:width] for line in reader.lines if re.search("  (high|low )  ", line)]
    assert len(lines) == 4
    return lines


@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize(("width", "quotes"), [(140, True), (118, True), (100, True), (80, True), (40, False)])
async def test_the_names_in_the_list_stand_below_one_another_and_words_too_few_to_say_anything_are_left_out(
    ferry: Path, width: int, quotes: bool
) -> None:
    async with reading(ferry, size=(width, 32)) as reader:
        await opened(reader)
        lines = _listed(reader)
        assert len({line.index(" on ") for line in lines}) == 1
        assert all(
            (re.search(r" on \S.*?  +(Norvia|Sandby|Ostby) \w", line) is not None) == quotes for line in lines
        ), lines


@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize("width", [100, 120])
async def test_long_names_leave_room_for_the_first_words_of_a_candidate(ferry: Path, change, width: int) -> None:
    change(ferry, "name: Ferry plan", "name: The ferry plan of the seven harbours of the north")
    async with reading(ferry, size=(width, 32)) as reader:
        await opened(reader)
        for line in _listed(reader):
            assert re.search(r" on (Tolls +|The f[a-z ]+…)  (Norvia|Sandby|Ostby) \w", line), line


@pytest.mark.parametrize("size", [(100, 30), (60, 14), (40, 10)])
async def test_who_has_nothing_to_review_is_told_why_and_offered_only_keys_that_do_something(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "positions.yaml"
    path.write_text("title: Talks\n")
    async with reading(path, size=size) as reader:
        await reader.press("2")
        await reader.sees("There is no article to read yet.")
        assert reader.lines[-1].strip() == "d decided  esc back  ? help"
        await reader.press("escape", "5")
        await reader.sees("No problems")
        assert reader.lines[-1].strip() == "esc back  ? help"


@pytest.mark.usefixtures("plainly")
async def test_what_a_new_text_proposes_is_announced_before_it_is_a_source(ferry: Path) -> None:
    async with reading(ferry, size=(140, 32)) as reader:
        await reader.sees("4 to review")
        texts = ferry.parent / "seeds"
        texts.mkdir(exist_ok=True)
        (texts / "new.txt").write_text("Ostby rejected the tolls.\n", encoding="utf-8")
        await reader.sees("1 candidate in new.txt: press 5, then i")
        await reader.press("5")
        await reader.sees("new text seeds/new.txt 1 candidate")
        await reader.press("i")
        await reader.sees("5 to review")


@pytest.mark.usefixtures("plainly")
async def test_a_word_more_in_the_vocabulary_finds_more(ferry: Path, change) -> None:
    article = ferry.with_name("weekly.txt")
    article.write_text(article.read_text() + "\nOstby rejected the harbour dues.\n", encoding="utf-8")
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        change(ferry, "terms: [tolls]", "terms: [tolls, harbour dues]")
        await reader.sees("1 new candidate from The Weekly")


@pytest.mark.usefixtures("plainly")
async def test_decisions_that_a_colleague_took_arrive_with_git(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        record = {"time": "2031-03-04T12:00:00Z", "coder": "Maj", "decision": "reject", "source": "daily"}
        record |= {"party": "norvia", "issue": "ferry", "stance": "oppose", "quote": "Norvia rejected the ferry plan."}
        ferry.with_name("decisions.jsonl").write_text(f"{json.dumps(record)}\n{{torn", encoding="utf-8")
        await reader.until(lambda: len(review(reader).agenda.items) == 3)
        await reader.press("5")
        await reader.sees("this line is no decision, and counts for nothing")


@pytest.mark.usefixtures("plainly")
async def test_the_candidates_of_the_cell_one_comes_from_are_first_and_s_orders_by_article(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        await reader.press("down", "down", "2")
        await reader.on("Review")
        assert under_cursor(reader) == "Ostby may welcome the ferry plan one day."
        await reader.sees("surest first, Ostby on Ferry plan on top")
        await reader.press("J", "J", "s")
        assert under_cursor(reader) == "Sandby welcomed the ferry plan."
        await reader.sees("by article")
        await reader.press("enter")
        await reader.on("Article")
        assert reader.styled(lambda style: bool(style.bold and style.underline)) == "Sandby welcomed the ferry plan."
        await reader.press("2")
        assert under_cursor(reader) == "Sandby welcomed the ferry plan.", "the same review"
        await reader.press("escape")
        await reader.on("Overview")


@pytest.mark.usefixtures("plainly")
async def test_a_disk_that_takes_no_decision_is_said_and_the_candidate_still_waits(ferry: Path) -> None:
    ferry.with_name("decisions.jsonl").mkdir()
    async with reading(ferry) as reader:
        await opened(reader)
        await reader.press("x")
        await reader.until(lambda: any("decisions.jsonl was not saved" in toast for toast in reader.toasts))
        await reader.until(lambda: marks(reader) == "    ", "the marks of what was decided")


@pytest.mark.usefixtures("plainly")
async def test_words_that_the_article_no_longer_has_are_not_accepted(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        before = ferry.read_bytes()
        monkeypatch.setattr(reader.app.session.library, "text", lambda _: "Something else.")
        await reader.press("a")
        await reader.until(lambda: any("no longer has these words" in toast for toast in reader.toasts))
        assert ferry.read_bytes() == before
        assert decided(ferry) == []


async def test_a_reading_that_breaks_is_said_and_takes_nothing_away(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, *_: object) -> tuple[Candidate, ...]:
        raise ZeroDivisionError(text[:8])

    monkeypatch.setattr(model.corpus.index, "extract", broken)
    async with reading(ferry) as reader:
        await reader.until(lambda: any("could not be read for candidates" in toast for toast in reader.toasts))
        await reader.press("2")
        await reader.sees("Nothing waits")


async def test_an_empty_queue_says_what_to_do(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model.corpus.index, "extract", lambda *_: ())
    async with reading(harbour) as reader:
        await opened(reader)
        await reader.sees("`parley add FILE` takes in another article")
        for key in ("a", "x", "e", "A", "enter", "o", "J", "K", "s"):
            await reader.press(key)
        assert reader.screen == "Review"


@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_the_sentence_and_the_keys_are_in_sight_at_every_size(ferry: Path, size: tuple[int, int]) -> None:
    async with reading(ferry, size=size) as reader:
        await opened(reader)
        assert "Norvia on F" in reader.flat
        assert reader.styled(lambda style: bool(style.bold and style.underline)) == "Norvia rejected the ferry plan."
        assert "a accept" in reader.lines[-1]
        assert "x reject" in reader.lines[-1]


async def test_a_plain_sentence_goes_from_the_article_into_the_file_by_the_rules_of_the_day(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader)
        assert under_cursor(reader) == "Norvia rejected the ferry plan."
        await reader.press("a")
        await saved(reader, decisions=1)
        assert "Norvia rejected the ferry plan." in ferry.read_text(encoding="utf-8")


@pytest.mark.usefixtures("plainly")
async def test_a_candidate_that_is_not_sure_says_what_keeps_it_from_that(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.sees("4 to review")
        await reader.press("2")
        await reader.on("Review")
        for _ in range(3):
            await reader.press("J")
        await reader.sees("low confidence: who speaks is a “he”, “she”, “it” or “they”")
