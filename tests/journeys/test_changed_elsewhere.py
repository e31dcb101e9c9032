"""Whatever is on the screen is renamed or deleted by somebody else: Parley goes on, and so does what is being typed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from edits import apply
from elsewhere import DELETED, FORMS, RENAMED, SCREENS, changed, opened, put, renamed, without
from reader import Reader, reading

import tui.desk
import tui.editor
from model.edit.operations import SECTIONS, Change, SetFields, quote_entry
from model.file.loader import load
from tui import cli
from tui.deciding import accept, reject
from tui.entries import rename_entry
from tui.review import Review
from tui.watch import Seen, Watch

if TYPE_CHECKING:
    from pathlib import Path

    from model.file.loader import Loaded

pytestmark = pytest.mark.frames


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let articles be read without waiting for a pause of the keys."""
    monkeypatch.setattr(tui.desk, "_QUIET", 0.0)
    monkeypatch.setenv("PARLEY_CODER", "Maj")


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_and_what_is_typed_there_survive_whatever_becomes_of_what_it_shows(
    ferry: Path, name: str
) -> None:
    before = ferry.read_bytes()
    async with reading(ferry, size=(80, 24)) as reader:
        for changes in (RENAMED, DELETED) if name in FORMS else ((*RENAMED, *DELETED),):  # a form is saved after each
            if ferry.read_bytes() != before:
                await changed(reader, ferry, before)
            await opened(reader, name)
            first = typed = ""
            if name in FORMS:
                first, typed = reader.form.fields[0].key, "Typed for an hour"
                reader.fill(**{first: typed})
            for change in changes:
                await changed(reader, ferry, change(ferry))
                if name in FORMS:
                    assert reader.form.values[first] == typed
                else:
                    await reader.press("down", "up", "J", "K", "right")
            if name in FORMS:
                await reader.press("ctrl+s")
                await reader.until(lambda: not getattr(reader.app.screen, "_is_saving", False), "the save")
            else:
                await reader.press("y", "n", "enter", "escape")
            await home(reader)


async def home(reader: Reader) -> None:
    """Go back to the matrix, through forms and questions, and forget what was decided."""
    while reader.screen != "Overview":
        await reader.press("escape")
    await reader.press("escape")
    reader.app.session.offers.decisions.unlink(missing_ok=True)


async def test_what_was_rejected_stays_rejected_when_its_party_gets_another_id(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "review, rejected")
        screen = reader.app.screen
        assert isinstance(screen, Review)
        agenda = screen.agenda
        (gone,) = [each.candidate for each in agenda.items if agenda.mark(each) == "✗"]
        waiting = len(agenda.items) - 1
        assert cli.run(["rename", "party", gone.party, "renamed", "--topic", str(ferry)]) == 0
        await reader.until(lambda: "renamed" in reader.app.session.topic.parties, "the new id")
        await reader.until(lambda: len(reader.app.session.offers.waiting) == waiting, "the same that wait")
        assert reader.screen == "Review"
    async with reading(ferry) as reader:
        await reader.until(lambda: reader.app.session.offers.is_read)
        assert gone.quote not in [each.candidate.quote for each in reader.app.session.offers.waiting]
        assert len(reader.app.session.offers.waiting) == waiting


async def test_what_waits_for_a_party_that_gets_another_id_is_not_announced_as_new(ferry: Path) -> None:
    async with reading(ferry) as reader:
        session = reader.app.session
        await reader.until(lambda: session.offers.is_read)
        party, waiting = session.offers.waiting[0].candidate.party, len(session.offers.waiting)
        assert cli.run(["rename", "party", party, "renamed", "--topic", str(ferry)]) == 0
        await reader.until(lambda: "renamed" in [each.candidate.party for each in session.offers.waiting], "the new id")
        assert len(session.offers.waiting) == waiting
        assert "new candidate" not in session.news


async def test_what_was_rejected_stays_rejected_when_its_party_gets_another_id_in_the_list(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "review, rejected")
        session = reader.app.session
        (gone,) = [each for each in session.offers.latest.values() if each.decision == "reject"]
        waiting = len(session.offers.waiting)
        await reader.press("escape")
        reader.app.change(rename_entry(reader.app, "party", gone.party))
        await reader.on("Form")
        reader.fill(id="renamed")
        await reader.save_form()
        await reader.until(lambda: [each.party for each in session.offers.latest.values()] == ["renamed"], "the new id")
        await reader.until(lambda: len(session.offers.waiting) == waiting, "the same that wait")
        await reader.press("u")
        await reader.until(lambda: gone.party in session.topic.parties, "the old id")
        await reader.until(lambda: gone.identity in session.offers.latest and len(session.offers.waiting) == waiting)


@pytest.mark.parametrize("name", ["form of a cell", "form of a quote", "form of a new quote"])
async def test_a_form_is_saved_under_the_ids_that_the_file_has_by_then(ferry: Path, name: str) -> None:
    async with reading(ferry) as reader:
        await opened(reader, name)
        words = {"quote": "Sandby welcomed the ferry plan.", "source": "daily", "stance": "support"}
        reader.fill(**(words if name == "form of a new quote" else {}), note="Typed for an hour")
        for kind, id_ in (("party", "sandby"), ("issue", "tolls"), ("source", "daily")):
            assert cli.run(["rename", kind, id_, f"{id_}-again", "--topic", str(ferry)]) == 0
        await reader.save_form()  # the very moment after
        position = load(ferry).topic.positions["sandby-again"]["tolls-again"]  # type: ignore[union-attr]
        assert "Typed for an hour" in (position.note, *(quote.note for quote in position.quotes))
        assert {quote.source for quote in position.quotes} == {"daily-again"}


def with_a_third_article(path: Path) -> bytes:
    """Give the file with a source, and a speaker, that it did not have."""
    path.with_name("tribune.txt").write_text("Sandby welcomed the ferry plan.", encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace(
        "sandby: {name: Sandby}", "sandby: {name: Sandby, people: {Bo: []}}"
    )
    return text.replace("sources:\n", "sources:\n  tribune: {file: tribune.txt}\n").encode()


@pytest.mark.parametrize("name", ["form of a quote", "form of a new quote", "form of a passage"])
async def test_a_form_offers_the_source_and_the_speaker_that_came_while_it_was_open(ferry: Path, name: str) -> None:
    async with reading(ferry, size=(120, 60)) as reader:
        await opened(reader, name)
        reader.fill(source="tri")
        assert reader.form.values["source"] == "tri"
        await changed(reader, ferry, with_a_third_article(ferry))
        await reader.sees("source tribune · daily · weekly")
        assert reader.form.values["source"] == "tribune", "a beginning of it is enough"
        reader.fill(party="sandby") if name == "form of a passage" else None
        await reader.sees("speaker Bo")


async def test_a_source_that_came_the_moment_before_is_known_when_a_form_is_saved(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watch, "look", lambda _: Seen.NOTHING_NEW)  # nobody has seen it yet
    async with reading(ferry) as reader:
        await opened(reader, "form of a new quote")
        reader.fill(quote="Sandby welcomed the ferry plan.", source="tribune", stance="support")
        put(ferry, with_a_third_article(ferry))
        await reader.save_form()
        assert [each.source for each in load(ferry).topic.positions["sandby"]["tolls"].quotes] == ["daily", "tribune"]  # type: ignore[union-attr]


async def test_what_was_chosen_does_not_become_what_it_is_a_beginning_of_when_it_goes(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "form of a quote")
        text = ferry.read_text(encoding="utf-8").replace("Sandby rejected", "It rejected")
        away = text[: text.index("positions:")].replace("  sandby: {name: Sandby}", "  sandby-east: {name: East}")
        await changed(reader, ferry, away.encode())
        assert reader.form.values["party"] == "sandby"


async def test_an_edited_candidate_is_accepted_under_the_ids_that_the_file_has_by_then(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "form of a candidate over decided ones")
        values = reader.form.values
        reader.fill(note="Typed for an hour")
        put(ferry, renamed(*SECTIONS)(ferry))
        await reader.save_form()
        position = load(ferry).topic.position(f"{values['party']}-again", f"{values['issue']}-again")  # type: ignore[union-attr]
        assert position is not None
        assert position.quotes[-1].note == "Typed for an hour"
        line = json.loads(ferry.with_name("decisions.jsonl").read_text(encoding="utf-8").splitlines()[-1])
        assert (line["party"], line["instead"]) == (f"{values['party']}-again", {"note": "Typed for an hour"})


async def test_what_the_file_no_longer_has_is_not_decided(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "review")
        screen = reader.app.screen
        assert isinstance(screen, Review)
        chosen = screen.agenda.items[:1]
        await changed(reader, ferry, renamed("party")(ferry))
        for decide in (accept, reject):
            reader.app.change(decide(reader.app, chosen))
            await reader.until(lambda: any("not decided: the party" in toast for toast in reader.toasts), "the refusal")
            reader.app.clear_notifications()
        assert not ferry.with_name("decisions.jsonl").exists()


async def test_a_quote_that_was_deleted_while_it_was_edited_is_added_again_when_that_is_wanted(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "form of a quote")
        reader.fill(note="Typed for an hour")
        put(ferry, without("positions")(ferry))
        await reader.press("ctrl+s")
        await reader.on("Ask")
        await reader.sees("it is no longer in the file")
        await reader.press("escape")
        await reader.on("Form")
        await reader.press("ctrl+s")
        await reader.on("Ask")
        await reader.press("n")
        await reader.on("Quotes")
        (quote,) = load(ferry).topic.positions["sandby"]["tolls"].quotes  # type: ignore[union-attr]
        assert (quote.quote.strip(), quote.note, quote.kind) == (
            "Sandby rejected the tolls.", "Typed for an hour", "indirect",
        )  # fmt: skip


async def test_a_party_that_was_deleted_while_it_was_edited_is_added_again_when_that_is_wanted(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "form of a party")
        reader.fill(note="Typed for an hour")
        put(ferry, without("positions", "parties")(ferry))
        await reader.press("ctrl+s")
        await reader.on("Ask")
        await reader.press("n")
        await reader.on("Overview")
        assert load(ferry).topic.parties["sandby"].note == "Typed for an hour"  # type: ignore[union-attr]


async def test_undo_names_the_edit_in_the_way_and_goes_on_to_the_one_before(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await reader.press("down", "right")
        for field, text in (("note", "The first"), ("summary", "The second")):
            await reader.press("e")
            await reader.on("Form")
            reader.fill(**{field: text})
            await reader.save_form()
        text = ferry.read_text(encoding="utf-8")
        await changed(reader, ferry, text.replace("The second", "Somebody else's").encode())
        await reader.press("u")
        told = 'not taken back: Sandby on Tolls: the cell: "summary" has been changed meanwhile (u again goes on to'
        await reader.until(lambda: any(told in toast for toast in reader.toasts), "which one it is")
        assert "The first" in ferry.read_text(encoding="utf-8")
        await reader.press("u")
        await reader.until(lambda: "The first" not in ferry.read_text(encoding="utf-8"), "the undo")
        assert "Somebody else's" in ferry.read_text(encoding="utf-8")
        await reader.press("u")
        await reader.until(lambda: any("nothing more" in toast for toast in reader.toasts), "the end")
        await reader.press("ctrl+r")
        await reader.until(lambda: "The first" in ferry.read_text(encoding="utf-8"), "the redo")
        assert "Somebody else's" in ferry.read_text(encoding="utf-8")


async def test_a_decision_that_cannot_be_taken_back_leaves_no_line(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "review, accepted")
        decisions = ferry.with_name("decisions.jsonl")
        before = decisions.read_bytes()
        text = ferry.read_text(encoding="utf-8")
        quote = load(ferry).topic.positions["norvia"]["ferry"].quotes[0]  # type: ignore[union-attr]
        raw = apply(text.encode(), SetFields(quote_entry("norvia", "ferry", 0, quote.quote), (Change("note", "x"),)))
        await changed(reader, ferry, raw)
        await reader.press("u")
        await reader.until(lambda: any("not taken back: accepted:" in toast for toast in reader.toasts))
        assert decisions.read_bytes() == before


async def test_what_another_program_saves_right_behind_an_edit_is_shown(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(ferry) as reader:
        session = reader.app.session

        def saved_elsewhere_and_seen(_: Loaded) -> None:
            """Come between the save and its showing, in the thread that saves."""
            put(ferry, ferry.read_bytes().replace(b"The ferry to Sandby", b"The boat to Sandby"))
            end = time.monotonic() + 5
            while session.topic.title != "The boat to Sandby" and time.monotonic() < end:
                time.sleep(0.01)

        monkeypatch.setattr(tui.editor, "refresh_quietly", saved_elsewhere_and_seen)
        await reader.press("down", "right", "e")
        await reader.on("Form")
        reader.fill(note="Mine")
        await reader.save_form()
        await reader.until(session.is_on_disk, "what the file says now")
        assert session.topic.title == "The boat to Sandby"
        assert session.topic.positions["sandby"]["tolls"].note == "Mine"
        await reader.press("u")
        await reader.until(lambda: "Mine" not in ferry.read_text(encoding="utf-8"), "the undo")
        assert "The boat to Sandby" in ferry.read_text(encoding="utf-8")


def other_words(path: Path) -> None:
    """Let the articles say something else."""
    for article in path.parent.glob("*.txt"):
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace("rejected", "denied").replace("welcomed", "praised"), encoding="utf-8")


@pytest.mark.parametrize("name", ["review", "form of a candidate over decided ones", "form of a new quote"])
async def test_words_that_their_article_has_lost_this_very_moment_do_not_come_into_the_file(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(tui.desk, "_LOOKS_EVERY", 3600)  # nobody has seen it yet
    async with reading(ferry) as reader:
        await opened(reader, name)
        if name == "form of a new quote":
            reader.fill(quote="Sandby welcomed the ferry plan.", source="daily", stance="support")
        before, decisions = ferry.read_bytes(), ferry.with_name("decisions.jsonl")
        decided = decisions.read_bytes() if decisions.exists() else b""
        other_words(ferry)
        await reader.press("a" if name == "review" else "ctrl+s")
        told = "no longer has these words"
        await reader.until(lambda: told in reader.flat or any(told in toast for toast in reader.toasts), "the refusal")
        assert ferry.read_bytes() == before
        assert (decisions.read_bytes() if decisions.exists() else b"") == decided
        await reader.until(lambda: reader.app.session.verified, "the quotes looked up in the articles of now")
        assert reader.app.session.quote_problems, "what the file has of them is said"


async def test_an_article_that_prints_the_same_words_may_go_while_they_are_reviewed(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "review")
        await reader.sees("the same words in: The Weekly")
        await changed(reader, ferry, renamed("source")(ferry))
        await reader.sees("Norvia rejected the ferry plan.")
        raw = ferry.read_text(encoding="utf-8")
        lines = [line for line in raw.splitlines() if "weekly" not in line]
        await changed(reader, ferry, "\n".join(lines).encode())
        await reader.press("J", "K")
        assert reader.screen == "Review"


async def test_filter_and_order_stay_on_what_gets_another_id(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "matrix, ordered by a column")
        order = reader.app.screen.arrangement
        await reader.press("f")
        await reader.type("sandby")
        await reader.press("space", "enter")
        await reader.sees("only Sandby")
        await changed(reader, ferry, renamed("party", "issue")(ferry))
        now = reader.overview.arrangement
        assert (now.along, now.filter.parties) == (f"{order.along}-again", frozenset({"sandby-again"}))
        await reader.sees("only Sandby")
        assert reader.overview.layout_now.rows == ("sandby-again",)


@pytest.mark.parametrize("name", ["quotes", "article", "article, taking"])
async def test_quotes_and_article_stay_on_what_gets_another_id(ferry: Path, name: str) -> None:
    async with reading(ferry, size=(80, 24)) as reader:
        await opened(reader, name)
        screen, crumbs, said = reader.screen, reader.crumbs, reader.status.partition(" · ")[0]
        for kinds in (("party",), ("issue", "source")):
            await changed(reader, ferry, renamed(*kinds)(ferry))
            assert (reader.screen, reader.crumbs) == (screen, crumbs)
            assert screen == "Quotes" or reader.status.startswith(said), "the quote, or the sentences that are taken"
        await reader.press("escape", *["escape"] * (name == "article, taking"))
        await reader.on("Overview" if name == "quotes" else "Quotes")
        assert reader.at == ("sandby-again", "tolls-again")
        if name != "quotes":
            await reader.press("e")
            await reader.on("Form")
            assert reader.form.values["party"] == "sandby-again"


async def test_quotes_of_a_cell_that_is_deleted_are_left_and_it_is_said_which(ferry: Path) -> None:
    async with reading(ferry) as reader:
        await opened(reader, "quotes")
        await changed(reader, ferry, without("positions", "parties")(ferry))
        await reader.on("Overview")
        await reader.until(lambda: "Sandby on Tolls: no longer in the file" in reader.toasts, "what went")


@pytest.mark.usefixtures("plainly")
async def test_a_quote_is_shown_and_checked_though_the_decision_on_it_cannot_be_written(ferry: Path) -> None:
    ferry.with_name("decisions.jsonl").mkdir()
    async with reading(ferry) as reader:
        await opened(reader, "review")
        await reader.press("a")
        await reader.until(lambda: any("decisions.jsonl" in toast for toast in reader.toasts), "what failed")
        await reader.until(lambda: reader.app.session.verified, "that the quote is checked")
        assert reader.app.session.matrix.quote_count == 2
