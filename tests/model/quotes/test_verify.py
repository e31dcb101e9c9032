from __future__ import annotations

from pathlib import Path

from model.file.loader import Loaded, load
from model.problem import Problem, Severity
from model.quotes.sources import Library
from model.quotes.verify import doubtful_cells, quote_problems

ARTICLE = "Ada did not agree to lower tolls this year. Bob agreed. Cleo was away. Bob agreed. " + "Filler. " * 40

FILE = """\
issues: {tolls: {name: Tolls, proposition: p}}
parties: {ada: {name: Ada}}
sources:
  daily: {file: a.txt}
positions:
  ada:
    tolls:
      quotes:
"""


def problems_of(folder: Path, *quotes: tuple[str, str], lost: bool = False) -> list[Problem]:
    (folder / "a.txt").write_text(ARTICLE)
    lines = [f"        - {{quote: '{words}', source: {source}, stance: support}}\n" for words, source in quotes]
    path = folder / "positions.yaml"
    head = FILE.replace("positions:", "  lost: {file: nowhere.txt}\npositions:") if lost else FILE
    path.write_text(head + "".join(lines))
    loaded: Loaded = load(path)
    assert loaded.topic is not None, loaded.problems
    return quote_problems(loaded, loaded.topic, Library(folder, loaded.topic))


def test_a_quote_that_is_word_for_word_in_its_source_is_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, ("Cleo was away.", "daily"), ("Ada did not  agree to lower tolls", "daily")) == []


def test_a_quote_that_is_not_in_its_source_is_an_error_at_its_line(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("Cleo was away.", "daily"), ("The moon is made of cheese entirely", "daily"))
    assert (problem.line, problem.severity) == (10, Severity.ERROR)
    assert problem.message == 'the quote is not in "daily"'


def test_a_dropped_not_does_not_pass_and_the_sources_own_words_are_shown(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("Ada did agree to lower tolls this year.", "daily"))
    assert problem.severity is Severity.ERROR
    assert problem.message == 'the quote is not word for word what "daily" says'
    assert problem.hint == "[-in the file-] [+in the source+]: Ada did [+not+] agree to lower tolls ..."
    assert problem.lines[-1].text[problem.column - 1 :].startswith("agree"), "where the word is missing"


def test_of_a_long_near_passage_the_words_around_each_difference_are_shown(tmp_path: Path) -> None:
    words = "Ada did agree to lower tolls this year. Bob agreed. Cleo is away. Bob agreed. " + "Filler. " * 15
    [problem] = problems_of(tmp_path, (words, "daily"))
    assert problem.hint == (
        "[-in the file-] [+in the source+]: Ada did [+not+] agree to lower tolls this year. Bob agreed. Cleo "
        "[-is-] [+was+] away. Bob agreed. ..."
    )
    words = words.replace("Cleo is away", "Cleo was away")
    [problem] = problems_of(tmp_path, (words.replace("Bob agreed. F", "Bob refused. F"), "daily"))
    assert problem.hint.startswith("[-in the file-] [+in the source+]: Ada did [+not+] agree to lower tolls ... ")
    assert " away. Bob [-refused-] [+agreed+] ." in problem.hint


BLOCK = """\
        - quote: |
            Ada did not agree to raise tolls this
            year.
          source: daily
          stance: support
        - {quote: "Bob agreed.\\x20Cleo was gone. Bob agreed.", source: daily, stance: support}
        - source: daily
          stance: support
          quote: >-
            Bob agreed. Cleo was
            gone. Bob agreed.
"""


def test_the_place_is_the_word_that_differs_however_the_quote_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    path = tmp_path / "positions.yaml"
    path.write_text(FILE + BLOCK)
    loaded: Loaded = load(path)
    assert loaded.topic is not None
    block, escaped, folded = quote_problems(loaded, loaded.topic, Library(tmp_path, loaded.topic))
    for problem, line, marked in ((block, 10, "raise"), (folded, 19, "gone")):
        assert problem.line == line
        assert problem.lines[-1].text[problem.column - 1 :][: problem.length] == marked
    assert escaped.lines[-1].text[escaped.column - 1 :].startswith('"Bob'), "escapes hide the word: the whole quote"


def test_a_quote_in_two_places_is_a_warning(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("Bob agreed.", "daily"))
    assert problem.severity is Severity.WARNING
    assert problem.message == 'the quote occurs 2 times in "daily"'


def test_a_source_that_cannot_be_read_is_one_problem_at_its_path_and_not_one_for_each_quote(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("One", "lost"), ("Two", "lost"), lost=True)
    assert problem.line == 5
    assert problem.lines[-1].text[problem.column - 1 :].startswith("nowhere.txt")
    assert "nowhere.txt" in problem.message


def test_a_source_that_no_quote_is_from_yet_is_looked_at_too(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, ("Cleo was away.", "daily"), lost=True)
    assert (problem.line, problem.severity) == (5, Severity.ERROR)
    assert "nowhere.txt" in problem.message


def test_the_cells_are_known_whose_quotes_do_not_stand_so_in_their_sources(tmp_path: Path) -> None:
    for words, source, is_doubtful in (
        ("Cleo was away.", "daily", False),
        ("Ada did agree to lower tolls this year", "daily", True),
        ("The moon is made of cheese entirely", "daily", True),
        ("One", "lost", True),
    ):
        problems_of(tmp_path, (words, source), lost=True)
        topic = load(tmp_path / "positions.yaml").topic
        assert topic is not None
        assert doubtful_cells(topic, Library(tmp_path, topic)) == ({("ada", "tolls")} if is_doubtful else set())
