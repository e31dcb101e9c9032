from __future__ import annotations

from pathlib import Path

from model.file.loader import Loaded, load
from model.problem import Problem, Severity
from model.quotes.sources import Library
from model.quotes.verify import quote_problems

ARTICLE = "Ada did not agree to lower tolls this year. Bob agreed. Cleo was away. Bob agreed. " + "Filler. " * 40

FILE = """\
issues: {tolls: {name: Tolls, proposition: p}}
parties: {ada: {name: Ada}}
sources:
  daily: {file: a.txt}
  lost: {file: nowhere.txt}
positions:
  ada:
    tolls:
      quotes:
"""


def problems_of(folder: Path, *quotes: tuple[str, str]) -> list[Problem]:
    (folder / "a.txt").write_text(ARTICLE)
    lines = [f"        - {{quote: '{words}', source: {source}, stance: support}}\n" for words, source in quotes]
    path = folder / "positions.yaml"
    path.write_text(FILE + "".join(lines))
    loaded: Loaded = load(path)
    assert loaded.topic is not None, loaded.problems
    return quote_problems(loaded, loaded.topic, Library(folder, loaded.topic))


def test_a_quote_that_is_word_for_word_in_its_source_is_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, ("Cleo was away.", "daily"), ("Ada did not  agree to lower tolls", "daily")) == []


def test_a_quote_that_is_not_in_its_source_is_an_error_at_its_line(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("Cleo was away.", "daily"), ("The moon is made of cheese entirely", "daily"))
    assert (problem.line, problem.severity) == (11, Severity.ERROR)
    assert problem.message == 'the quote is not in "daily"'


def test_a_dropped_not_does_not_pass_and_the_sources_own_words_are_shown(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("Ada did agree to lower tolls this year.", "daily"))
    assert problem.severity is Severity.ERROR
    assert problem.message == 'the quote is not word for word what "daily" says'
    assert "Ada did not agree to lower tolls this year." in problem.hint


def test_a_long_near_passage_is_cut_in_the_hint(tmp_path: Path) -> None:
    words = "Ada did agree to lower tolls this year. Bob agreed. Cleo was away. Bob agreed. " + "Filler. " * 15
    [problem] = problems_of(tmp_path, (words, "daily"))
    assert problem.hint.endswith("...")
    assert len(problem.hint) < 190


def test_a_quote_in_two_places_is_a_warning(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("Bob agreed.", "daily"))
    assert problem.severity is Severity.WARNING
    assert problem.message == 'the quote occurs 2 times in "daily"'


def test_a_source_that_cannot_be_read_is_one_problem_at_its_path_and_not_one_for_each_quote(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("One", "lost"), ("Two", "lost"))
    assert problem.line == 5
    assert problem.lines[-1].text[problem.column - 1 :].startswith("nowhere.txt")
    assert "nowhere.txt" in problem.message
