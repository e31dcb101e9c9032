"""Finding a text in the matrix, among quotes, in an article, and everywhere."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from reader import Reader, reading
from textual.widgets import Input, OptionList

import tui.search
from model.search import Index
from tui.article_text import Text
from tui.find import FindLine

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

    from model.quotes.sources import Library
    from model.schema import Topic


def is_marked(style: Style) -> bool:
    return bool(style.bold and style.underline and style.bgcolor)


def quote_at(reader: Reader) -> int | None:
    return reader.app.screen.query_one(OptionList).highlighted


async def test_finds_a_text_in_the_matrix_and_walks_through_the_matches(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("slash")
        await reader.type("final")
        assert reader.at == ("dockers", "night-work"), "already while typing"
        await reader.press("enter")
        assert "/final: 1 of 1, in a quote" in reader.status
        await reader.press("up", "slash")
        await reader.type("lower")
        assert reader.at == ("port-authority", "tolls")
        await reader.press("enter", "n")
        assert reader.at == ("port-authority", "tolls"), "the only match"


async def test_n_and_shift_n_walk_forwards_and_backwards_and_wrap_round(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("slash")
        await reader.type("ada holm")
        await reader.press("enter")
        found = [reader.at]
        for key in ("n", "n", "N", "N"):
            await reader.press(key)
            found.append(reader.at)
        first, second = ("shippers", "tolls"), ("shippers", "night-work")
        assert found == [first, second, first, second, first]


async def test_finds_a_party_and_an_issue_by_the_name_at_its_head(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("slash")
        await reader.type("DOCKERS")
        assert reader.at[0] == "dockers"


async def test_escape_from_find_is_back_where_it_began_in_the_matrix(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("right", "slash")
        await reader.type("lower")
        assert reader.at == ("port-authority", "tolls")
        await reader.press("escape")
        assert reader.at == ("shippers", "night-work")
        assert "found" not in reader.status
        await reader.press("down")
        assert reader.at == ("port-authority", "night-work"), "the keys move the cursor again"


async def test_a_text_that_is_nowhere_leaves_the_cursor_and_says_none(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "slash")
        await reader.type("zebra")
        await reader.press("enter", "n")
        assert reader.at == ("port-authority", "tolls")
        assert "/zebra: not found" in reader.status
        await reader.press("escape")
        assert "zebra" not in reader.status, "escape on the matrix forgets the text"


async def test_enter_on_the_text_of_the_last_find_finds_it_again(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("slash")
        await reader.type("final")
        await reader.press("escape", "slash")
        assert reader.app.screen.query_one(FindLine).value == "final"
        await reader.press("enter")
        assert reader.at == ("dockers", "night-work")
        assert "/final: 1 of 1" in reader.status


async def test_finds_among_the_quotes_of_a_cell_and_escape_goes_back(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter")
        await reader.on("Quotes")
        assert quote_at(reader) == 0
        await reader.press("slash")
        await reader.type("sandby")
        assert quote_at(reader) == 1
        assert "/sandby: 1 of 1" in reader.status
        await reader.press("escape")
        assert quote_at(reader) == 0
        assert "sandby" not in reader.status
        await reader.press("slash")
        await reader.type("toll")
        await reader.press("enter")
        found = [quote_at(reader)]
        for key in ("n", "n", "N"):
            await reader.press(key)
            found.append(quote_at(reader))
        assert found == [0, 1, 0, 1]
        assert "/toll: 2 of 2" in reader.status
        await reader.press("K")
        assert "/toll: 1 of 2" in reader.status


async def test_a_text_that_is_in_no_quote_or_not_in_the_article_is_said_to_be_missing(harbour: Path) -> None:
    async with reading(harbour) as reader:
        for _ in range(2):
            await reader.press("enter", "slash")
            await reader.type("zebra")
            await reader.press("enter")
            assert "/zebra: not found" in reader.status


async def test_a_find_in_the_matrix_says_what_matched_and_goes_to_names_first(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "slash")
        await reader.type("tolls")
        assert reader.at == ("shippers", "tolls")
        assert reader.status.startswith("/tolls: 1 of 2, the issue's name")
        await reader.press("enter", "n")
        assert reader.status.startswith("/tolls: 2 of 2, in the summary")
        assert reader.at == ("port-authority", "tolls")
        await reader.press("down")
        assert reader.status.startswith("/tolls: 2 found"), "but not here"


async def test_finds_in_an_article_and_walks_through_the_matches(harbour: Path) -> None:
    async with reading(harbour, (80, 24)) as reader:
        await reader.press("enter", "J", "enter")
        await reader.on("Article")
        await reader.press("slash")
        await reader.type("sandby")
        await reader.until(lambda: reader.styled(is_marked) == "Sandby")
        await reader.press("enter")
        first = reader.app.screen._place()
        places = [first]
        for key in ("n", "n", "N", "N", "N"):
            await reader.press(key)
            places.append(reader.app.screen._place())
        text = reader.overview.session.library.text("gazette")
        assert {text[place.start : place.end] for place in places} == {"Sandby"}
        one, two, three, four, five, six = (place.start for place in places)
        assert one < two < three
        assert (four, five) == (two, one)
        assert six == text.rfind("Sandby"), "it wraps round"
        await reader.until(lambda: reader.styled(is_marked) == "Sandby", "the last match in sight")


async def test_escape_from_find_is_back_on_the_sentence_in_the_article(harbour: Path) -> None:
    async with reading(harbour, (80, 24)) as reader:
        await reader.press("enter", "J", "enter")
        await reader.on("Article")
        await reader.until(lambda: "Ada Holm" in reader.styled(is_marked))
        before = reader.app.screen.query_one(Text).scroll_y
        await reader.press("slash")
        await reader.type("ferry")
        await reader.until(lambda: reader.styled(is_marked) == "ferry")
        await reader.press("escape")
        await reader.until(lambda: "Ada Holm" in reader.styled(is_marked))
        assert reader.app.screen.query_one(Text).scroll_y == before
        assert "quote 1 of 4" in reader.status


async def test_search_leads_from_a_word_to_the_place_in_an_article_and_back(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("down", "ctrl+f")
        await reader.on("Search")
        await reader.type("breakwater")
        await reader.sees("1 found")
        await reader.press("enter")
        await reader.on("Article")
        await reader.until(lambda: reader.styled(is_marked) == "breakwater")
        await reader.press("escape")
        await reader.on("Search")
        assert "1 found" in reader.text
        await reader.press("escape")
        await reader.on("Overview")
        assert reader.at == ("port-authority", "tolls")


async def test_search_finds_quotes_first_and_opens_them_with_their_stance(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+f")
        await reader.type("DREDGING")
        await reader.sees("5 found")
        assert "Port authority on Harbour tolls" in reader.text
        await reader.press("enter")
        await reader.on("Article")
        await reader.until(lambda: "There will be no lower tolls" in reader.styled(is_marked))
        assert "− oppose" in reader.text


async def test_search_takes_every_letter_as_it_is(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+f")
        await reader.type("q?:1[b].*")
        await reader.sees("0 found")
        assert reader.screen == "Search"
        await reader.press("enter", "escape")
        await reader.on("Overview")


async def test_the_hits_of_a_search_are_walked_and_opened_from_where_one_types(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+f")
        await reader.type("dredging")
        await reader.sees("5 found")
        await reader.press("down", "down", "up", "down", "enter")
        await reader.on("Article")
        await reader.press("escape")
        await reader.on("Search")
        assert quote_at(reader) == 2
        await reader.type("x")
        await reader.sees("0 found")


async def test_search_finds_a_word_however_it_is_joined(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+f")
        for wanted in ("break water", "break-water", "breakwater"):
            await reader.type(wanted)
            await reader.sees("1 found")
            await reader.press("home", "ctrl+k")


async def test_help_and_footer_of_the_search_name_only_keys_that_work_while_typing(harbour: Path) -> None:
    async with reading(harbour, (120, 60)) as reader:
        await reader.press("ctrl+f")
        await reader.on("Search")
        assert "enter open" in reader.lines[-1]
        assert "f1 help" in reader.lines[-1]
        await reader.press("f1")
        await reader.on("Help")
        assert "ctrl+p find any command" in reader.flat
        assert "open the article at the hit" in reader.flat
        for words in ("read positions.yaml again", "go to the matrix", "take back the last change", "? f1"):
            assert words not in reader.flat


async def test_ctrl_f_leads_back_to_the_line_and_no_letter_among_the_hits_is_a_command(harbour: Path) -> None:
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        await reader.press("e")
        await reader.on("Form")
        reader.fill(note="Not to be lost")
        await reader.save_form()
        await reader.press("ctrl+f")
        await reader.type("dredging")
        await reader.press("enter")
        await reader.on("Article")
        await reader.press("escape")
        await reader.on("Search")
        await reader.press("ctrl+f")
        line = reader.app.screen.query_one(Input)
        assert reader.app.focused is line
        await reader.press("tab", "down")
        assert reader.app.focused is not line
        await reader.rush(*" four")
        assert line.value == "dredging four"
        assert reader.app.focused is line
        assert b"note: Not to be lost" in harbour.read_bytes()
        assert harbour.read_bytes() != before


async def test_going_from_hit_to_hit_by_ctrl_f_leaves_no_trail_for_escape(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "enter")
        await reader.on("Article")
        await reader.press("ctrl+f")
        await reader.type("dredging")
        for _ in range(4):
            await reader.press("down", "enter")
            await reader.on("Article")
            await reader.press("ctrl+f")
            await reader.on("Search")
            assert "5 found" in reader.text
        assert quote_at(reader) == 4
        await reader.type("tolls")
        assert reader.app.screen.query_one(Input).value == "tolls", "as in a new search"
        for screen in ("Article", "Quotes", "Overview"):
            await reader.press("escape")
            await reader.on(screen)


async def test_articles_opened_by_name_and_problems_are_left_in_one_step(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("5")
        await reader.on("Problems")
        for words in ("bulletin", "gazette", "bulletin"):
            await reader.command(f"article {words}")
            await reader.on("Article")
            await reader.until(lambda source=words: reader.app.screen.source == source, words)
        await reader.press("5")
        await reader.on("Problems")
        await reader.command("article gazette")
        await reader.on("Article")
        for screen in ("Problems", "Overview"):
            await reader.press("escape")
            await reader.on(screen)


@pytest.mark.parametrize("keys", [(), ("enter",), ("enter", "enter")])
async def test_next_match_without_a_text_asks_for_one(harbour: Path, keys: tuple[str, ...]) -> None:
    async with reading(harbour) as reader:
        await reader.press(*keys, "n")
        await reader.type("the")
        await reader.press("enter")
        assert "/the" in reader.status


async def test_a_save_keeps_the_hits_and_the_cursor_among_them(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.press("ctrl+f")
        await reader.type("dredging")
        await reader.press("down", "down")
        change(harbour, "name: Port authority", "name: The port authority")
        await reader.sees("The port authority on Harbour tolls")
        assert quote_at(reader) == 2
        assert "5 found" in reader.text


async def test_articles_are_not_read_again_under_the_hand_that_types_when_nothing_has_changed(
    harbour: Path, change, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = harbour.parent / "seeds/new.txt"
    made: list[Topic] = []

    def counted(topic: Topic, library: Library) -> Index:
        made.append(topic)
        return Index(topic, library)

    monkeypatch.setattr(tui.search, "Index", counted)
    async with reading(harbour) as reader:
        await reader.until(lambda: reader.app.session.offers.is_read)
        await reader.press("ctrl+f")
        await reader.type("dredging")
        new.parent.mkdir()
        new.write_text("It rained.")
        await reader.until(lambda: "1 new text" in reader.status)
        assert len(made) == 1
        article = harbour.parent / reader.app.session.topic.sources["bulletin"].file
        change(article, article.read_text(), f"{article.read_text()}No dredging, said nobody.\n")
        await reader.sees("No dredging, said nobody")


async def test_what_is_typed_while_the_articles_are_read_for_the_search_is_searched_for_then(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly(topic: Topic, library: Library) -> Index:
        go_on.wait(8)
        return Index(topic, library)

    monkeypatch.setattr(tui.search, "Index", slowly)
    async with reading(harbour) as reader:
        await reader.rush("ctrl+f", *"dredging")
        await reader.press("down")
        await reader.rush("enter", "J")
        await reader.sees("reading the articles …")
        assert reader.app.screen.query_one(Input).value == "dredging", "the keys are heard meanwhile"
        go_on.set()
        await reader.on("Article")
        await reader.until(lambda: "quote" in reader.status and reader.app.screen.quote is not None, "the last key")
        await reader.press("escape")
        await reader.on("Search")
        assert (quote_at(reader), "5 found" in reader.text) == (1, True)


async def test_a_find_in_an_article_begins_at_what_is_in_sight_and_escape_brings_that_back(example: Path) -> None:
    async with reading(example, (80, 24)) as reader:
        await reader.press("6", "G", "enter")
        await reader.on("Article")
        await reader.press("pagedown", "pagedown")
        pane, before = reader.app.screen.query_one(Text), reader.app.screen.query_one(Text).scroll_y
        assert before > 0
        await reader.press("slash")
        assert pane.scroll_y == before, "the line in which one types takes no place away"
        await reader.type("the")
        await reader.until(lambda: reader.styled(is_marked).lower() == "the")
        assert before - pane.size.height < pane.scroll_y <= before + pane.size.height
        assert "/the: 1 of" not in reader.status
        await reader.type("xyz")
        await reader.sees("/thexyz: not found")
        await reader.until(lambda: pane.scroll_y == before)
        await reader.press("enter", "pagedown")
        moved = pane.scroll_y
        await reader.press("n")
        assert pane.scroll_y == moved, "what is nowhere leads nowhere"
        await reader.press("pageup", "slash")
        assert pane.scroll_y == before
        await reader.type("the")
        await reader.press("escape")
        await reader.until(lambda: pane.scroll_y == before)


async def test_a_find_while_a_quote_is_taken_takes_the_sentence_of_the_match(harbour: Path) -> None:
    async with reading(harbour, (80, 24)) as reader:
        await reader.press("enter", "J", "enter")
        await reader.on("Article")
        await reader.press("i")
        taken = reader.app.screen._place()
        text = reader.overview.session.library.text("gazette")
        await reader.press("slash")
        await reader.type("ferry")
        await reader.until(lambda: "ferry" in reader.styled(is_marked))
        assert text[reader.app.screen._place().start :].startswith(reader.styled(is_marked)[:20])
        assert "taking a quote: 1 sentence" in reader.status
        await reader.press("escape")
        assert reader.app.screen._place() == taken, "Escape takes again what was taken"
        await reader.press("slash")
        await reader.type("sandby")
        await reader.press("enter")
        places = [reader.app.screen._place()]
        for key in ("n", "N"):
            await reader.press(key)
            places.append(reader.app.screen._place())
        assert all("Sandby" in text[place.start : place.end] for place in places)
        assert places[0] == places[2] != places[1]
        await reader.press("enter")
        await reader.on("Form")
        assert reader.form.query_one("#field-party").value == "shippers", "still of the quote that led here"
