"""An article is changed elsewhere while it is read: what is marked and taken there stays with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import Reader, reading

from model.quotes.folding import Span
from model.quotes.sources import Library
from tui.article_text import again, carried
from tui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

pytestmark = pytest.mark.frames

AHEAD = "An editor put this line in front, long after the article was stored.\n\n"


def is_marked(style: Style) -> bool:
    return bool(style.bold and style.underline and style.bgcolor)


def marked(reader: Reader) -> str:
    return " ".join(reader.styled(is_marked).split())


async def rewritten(reader: Reader, article: Path, text: str) -> None:
    """Change an article as an editor does, and wait until Parley shows it."""
    await reader.until(lambda: reader.app.session.offers.is_read, "the articles, which are watched from then on")
    article.write_text(text)
    await reader.until(lambda: reader.app.session.library.text(article.stem) == text, "the new text")
    await reader.until(lambda: reader.app.session.verified)
    await reader.settle()


async def test_sentences_being_taken_stay_the_same_words_when_a_line_is_put_in_front(harbour: Path) -> None:
    article = harbour.parent / "articles/gazette.txt"
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "enter")
        await reader.on("Article")
        await reader.press("i", "L")
        before = marked(reader)
        assert before.startswith('"We need the tolls cut')
        await rewritten(reader, article, AHEAD + article.read_text())
        assert marked(reader) == before
        assert "taking a quote: 2 sentences" in reader.status
        await reader.press("H", "L", "enter")
        await reader.on("Form")
        assert " ".join(reader.form.values["quote"].split()) == before


async def test_a_key_pressed_before_the_screen_has_the_changed_article_still_takes_what_is_seen(
    harbour: Path,
) -> None:
    article = harbour.parent / "articles/gazette.txt"
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "enter")
        await reader.on("Article")
        await reader.until(lambda: reader.app.session.offers.is_read)
        article.write_text(AHEAD * 3 + article.read_text())
        reader.app.session.library = Library(harbour.parent, reader.app.session.topic)  # as when quotes are checked
        await reader.press("i", "enter")
        await reader.on("Form")
        assert reader.form.values["quote"].startswith('"We need the tolls cut')


async def test_sentences_that_are_gone_are_not_taken_and_no_form_opens_with_an_empty_quote(harbour: Path) -> None:
    article = harbour.parent / "articles/gazette.txt"
    async with reading(harbour) as reader:
        await reader.press("enter", "J", "enter")
        await reader.on("Article")
        await reader.press("i", "L", "L")
        await rewritten(reader, article, "Tolls stay in dispute.\n")
        assert "taking a quote" not in reader.status
        assert "The sentences that were taken are no longer in the article." in reader.toasts
        await reader.press("enter")
        await reader.settle()
        assert reader.screen == "Article"
        await reader.press("i", "enter")
        await reader.on("Form")
        assert reader.form.values["quote"] == "Tolls stay in dispute."


async def at_a_hit(reader: Reader) -> None:
    await reader.press("ctrl+f")
    await reader.type("most of the shippers")
    await reader.press("enter")
    await reader.on("Article")


async def test_a_hit_of_the_search_stays_marked_in_its_sentence_and_says_when_it_goes(harbour: Path) -> None:
    article = harbour.parent / "articles/gazette.txt"
    async with reading(harbour) as reader:
        await at_a_hit(reader)
        assert marked(reader) == "most of the shippers"
        await rewritten(reader, article, AHEAD + article.read_text())
        assert marked(reader) == "most of the shippers"
        await rewritten(reader, article, "Nothing of it.\n")
        assert marked(reader) == ""
        assert "The words that were marked are no longer in the article." in reader.toasts


async def test_a_find_that_is_given_up_goes_back_to_the_words_it_began_at(harbour: Path) -> None:
    article = harbour.parent / "articles/gazette.txt"
    async with reading(harbour) as reader:
        await at_a_hit(reader)
        await reader.press("slash")
        await reader.type("Norrhavn")
        await rewritten(reader, article, AHEAD + article.read_text())
        await reader.press("escape")
        await reader.until(lambda: marked(reader) == "most of the shippers", "the words")


async def test_an_article_that_changes_while_the_quotes_are_checked_for_the_first_time_is_read_again(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = harbour.parent / "articles/gazette.txt"
    text, check = article.read_text(), Session.verify

    def changed_meanwhile(session: Session) -> object:
        found = check(session)
        if article.read_text() == text:
            article.write_text(text.replace("before the summer", "before the autumn"))
        return found

    monkeypatch.setattr(Session, "verify", changed_meanwhile)
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 problem" in reader.status, "the quote that no longer stands there")


@pytest.mark.usefixtures("plainly")
async def test_a_candidate_opens_its_article_at_its_words_wherever_they_are_by_then(ferry: Path) -> None:
    article = ferry.with_name("daily.txt")
    async with reading(ferry) as reader:
        await reader.until(
            lambda: reader.app.session.offers.is_read and reader.app.session.offers.waiting, "the articles"
        )
        await reader.press("2")
        await reader.on("Review")
        item = reader.app.screen.item  # type: ignore[attr-defined]
        assert item.source == "daily"
        article.write_text(AHEAD + article.read_text())
        reader.app.session.library = Library(ferry.parent, reader.app.session.topic)  # not read for candidates yet
        await reader.press("enter")
        await reader.on("Article")
        assert marked(reader) == " ".join(item.candidate.quote.split())


def test_a_word_that_stands_in_many_lines_stays_in_its_own() -> None:
    old = "tolls rise\nno tolls here\ntolls fall\n"
    new = "tolls and tolls and tolls\ntolls rise\nno tolls here now\ntolls fall\n"
    place = Span(old.index("tolls fall"), old.index("tolls fall") + 5)
    assert carried(place, old, new) == Span(new.index("tolls fall"), new.index("tolls fall") + 5)
    changed = Span(old.index("tolls here"), old.index(" here"))
    found = carried(changed, old, new)
    assert found is not None, "its line was changed: the nearest of the same words"
    assert new[found.start : found.end] == "tolls"
    assert carried(place, old, "") is None
    assert carried(None, old, new) is None


@given(st.text("ab\n", min_size=1, max_size=12), st.text("ab\n", max_size=12), st.data())
def test_what_is_marked_after_a_change_is_always_the_same_words(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    words = old[start : data.draw(st.integers(start + 1, len(old)))]
    found = carried(Span(start, start + len(words)), old, new)
    assert (found is None) == (words not in new)
    assert found is None or new[found.start : found.end] == words
    assert again(words, start, old) == Span(start, start + len(words))
