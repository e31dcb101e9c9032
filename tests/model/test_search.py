from __future__ import annotations

from pathlib import Path

import pytest
from topics import topic_of

from model.quotes.sources import Library
from model.schema import Topic
from model.search import Index, pattern_of

ARTICLE = "Ada wants lower TOLLS.\nThe harbour is deep; tolls are high.\nNothing else."


def index_of(folder: Path) -> tuple[Topic, Index]:
    (folder / "a.txt").write_text(ARTICLE)
    quotes = [{"quote": "Ada wants lower TOLLS.\nThe harbour", "source": "daily", "stance": "support"}]
    topic = topic_of({("ada", "tolls"): {"quotes": quotes}})
    return topic, Index(topic, Library(folder, topic))


def test_a_text_is_found_in_quotes_first_then_in_articles_whatever_its_case(tmp_path: Path) -> None:
    _, index = index_of(tmp_path)
    quote, first, second = index.search("tolls", 10)
    assert quote.quote == ("ada", "tolls", 0)
    assert [ARTICLE[hit.span.start : hit.span.end] for hit in (first, second) if hit.span] == ["TOLLS", "tolls"]
    assert all(hit.line[hit.start : hit.end].lower() == "tolls" for hit in (quote, first, second))
    assert "\n" not in second.line


def test_a_text_over_a_line_break_is_shown_on_one_line(tmp_path: Path) -> None:
    _, index = index_of(tmp_path)
    hit = index.search("tolls.\nthe", 1)[0]
    assert hit.line[hit.start : hit.end] == "TOLLS. The"


def test_a_long_list_of_hits_ends_where_it_is_told_to(tmp_path: Path) -> None:
    _, index = index_of(tmp_path)
    assert len(index.search("e", 1)) == 1
    assert len(index.search("e", 2)) == 2


def test_nothing_typed_finds_nothing_and_pattern_signs_are_letters(tmp_path: Path) -> None:
    _, index = index_of(tmp_path)
    assert index.search("  ", 10) == []
    assert index.search("t.lls", 10) == []


def test_a_source_that_cannot_be_read_does_not_stop_the_search(tmp_path: Path) -> None:
    topic, index = index_of(tmp_path)
    assert not (tmp_path / topic.sources["weekly"].file).exists()
    assert index.search("deep", 10)


def test_an_excerpt_begins_and_ends_with_whole_words_and_says_that_there_is_more(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    (tmp_path / "a.txt").write_text(f"First line.\n{words}")
    topic = topic_of({})
    hit = Index(topic, Library(tmp_path, topic)).search("word30", 1)[0]
    assert hit.line.startswith("… word2")
    assert hit.line.endswith(" …")
    assert hit.line[hit.start : hit.end] == "word30"
    assert set(hit.line.strip("… ").split()) < set(words.split())
    first = Index(topic, Library(tmp_path, topic)).search("word0", 1)[0]
    assert first.line.startswith("word0 word1")


def test_hits_in_quotes_alone_may_fill_the_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    quotes = [{"quote": f"tolls {number}", "source": "daily", "stance": "support"} for number in range(3)]
    topic = topic_of({("ada", "tolls"): {"quotes": quotes}})
    assert [hit.quote for hit in Index(topic, Library(tmp_path, topic)).search("tolls", 2)] == [
        ("ada", "tolls", 0),
        ("ada", "tolls", 1),
    ]


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("halftime", "at half-time,", "half-time"),
        ("halftime", "at half time,", "half time"),
        ("Half-Time", "two halftimes", "halftimes"),
        ("half time", "at half-\ntime", "half-\ntime"),
        ("half time", "at half\N{NON-BREAKING HYPHEN}time", "half\N{NON-BREAKING HYPHEN}time"),
        ("halft", "halftime", "halft"),
        ("alfti", "halftime", "alfti"),
        ("the me", "thematic", None),
        ("theme", "the men", None),
        ("don't", "they don’t", "don’t"),
        ("“no”", 'said "no"', '"no"'),
        ("t.ll", "toll", None),
        ("-", "half-time", "-"),
        ("é", "É", "É"),
    ],
)
def test_hyphens_blanks_and_kinds_of_quotation_marks_do_not_matter(wanted: str, text: str, found: str | None) -> None:
    pattern = pattern_of(wanted)
    assert pattern is not None
    match = pattern.search(text)
    assert (match and match[0]) == found


def test_a_word_is_found_in_quotes_and_articles_however_it_is_joined(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A half-time deal. At half time they met. Halftime.")
    topic = topic_of({})
    for wanted in ("halftime", "half-time", "half time"):
        hits = Index(topic, Library(tmp_path, topic)).search(wanted, 10)
        assert [hit.line[hit.start : hit.end] for hit in hits] == ["half-time", "half time", "Halftime"], wanted
