from __future__ import annotations

from pathlib import Path

import pytest

from model.file.loader import parse
from model.problem import Severity

TOPIC = """\
issues:
  borders: {name: Borders, proposition: Borders stay.}
parties:
  avaria: {name: Avaria}
sources:
  courier-1: {file: a.txt}
"""


def problems(text: str) -> list[str]:
    found = parse((TOPIC + text).encode(), Path("p.yaml")).problems
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in found]


def alone(text: str) -> list[str]:
    found = parse(text.encode(), Path("p.yaml")).problems
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in found]


def test_a_topic_that_fits_together_has_no_problems() -> None:
    quotes = "[{quote: We stay., source: courier-1, stance: support}]"
    assert problems(f"positions: {{avaria: {{borders: {{stance: oppose, quotes: {quotes}}}}}}}\n") == []


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("dorwen: {}", ['7:13 unknown party "dorwen"']),
        ("dorwen: ", ['7:13 unknown party "dorwen"']),
        ("avaria: {water: {}}", ['7:22 unknown issue "water"']),
        ("avaria: {water: }", ['7:22 unknown issue "water"']),
        ("avaria: {borders: {stance: yes}}", ['7:40 unknown stance "yes"']),
        ("avaria: {borders: {stance: }}", []),
    ],
)
def test_ids_of_positions_are_checked_at_their_place(position: str, expected: list[str]) -> None:
    assert problems(f"positions: {{{position}}}\n") == expected


def test_every_quote_is_checked_for_source_stance_and_words() -> None:
    quotes = "\n".join(
        f"      - {{quote: {quote}, source: {source}, stance: {stance}}}"
        for quote, source, stance in [
            ("a", "courier-1", "oppose"),
            ("'  '", "courier-2", "no"),
            ("a", "Courier-1", "+"),
        ]
    )
    assert problems(f"positions:\n  avaria:\n    borders:\n      quotes:\n{quotes}\n") == [
        "12:17 the quote is empty",
        '12:31 unknown source "courier-2"',
        '12:50 unknown stance "no"',
        '13:28 unknown source "Courier-1"',
        '13:47 unknown stance "+"',
    ]


def test_members_must_be_other_parties() -> None:
    text = "parties:\n  a: {name: A}\n  b: {name: B, members: [a, b, c]}\n"
    assert alone(text) == ['3:29 "b" cannot be a member of itself', '3:32 unknown party "c"']


def test_a_scale_of_ones_own_replaces_the_four_levels() -> None:
    scale = "scale:\n  yes: {value: 1, glyph: y, label: y}\n  no: {value: 0, glyph: n, label: n}\n"
    assert problems(scale + "positions: {avaria: {borders: {stance: no}}}\n") == []
    assert problems(scale + "positions: {avaria: {borders: {stance: oppose}}}\n") == ['10:40 unknown stance "oppose"']
    assert problems("scale:\npositions: {avaria: {borders: {stance: oppose}}}\n") == []


def test_an_issue_without_a_proposition_is_a_warning() -> None:
    loaded = parse(b"issues: {a: {name: A}, b: {name: B, proposition: }, c: {name: C, proposition: C.}}", Path("p"))
    assert [(problem.column, problem.severity) for problem in loaded.problems] == [
        (10, Severity.WARNING),
        (24, Severity.WARNING),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "parties: [a]\npositions: {a: {}}\n",
        "parties: a\npositions: {a: {}}\n",
        "issues: [b]\nparties: {a: {name: A}}\npositions: {a: {b: {}}}\n",
        "scale: [x]\nparties: {a: {name: A}}\nissues: {b: {name: B, proposition: B.}}\n"
        "positions: {a: {b: {stance: x}}}\n",
    ],
)
def test_a_section_of_the_wrong_shape_does_not_make_every_id_unknown(text: str) -> None:
    (problem,) = alone(text)
    assert problem.split(" ", 1)[1].startswith("expected keys for ")


def test_a_misspelt_section_does_not_make_every_id_unknown() -> None:
    assert alone("partys: {a: {name: A}}\npositions: {a: {}}\n") == ['1:1 unknown key "partys"']


def test_a_section_left_out_makes_its_ids_unknown() -> None:
    assert alone("positions: {a: {b: {stance: oppose}}}\n") == ['1:13 unknown party "a"', '1:17 unknown issue "b"']


@pytest.mark.parametrize(
    "positions",
    [
        "[]",
        "a",
        "{avaria: []}",
        "{avaria: {borders: []}}",
        "{avaria: {borders: {quotes: {}}}}",
        "{avaria: {borders: {quotes: [a, [], ~]}}}",
        "{avaria: {borders: {stance: [a]}}}",
        "{avaria: {borders: {quotes: [{quote: [], source: [], stance: {}}]}}}",
    ],
)
def test_a_wrong_shape_is_left_to_the_schema(positions: str) -> None:
    assert not [problem for problem in problems(f"positions: {positions}\n") if "unknown" in problem]


def test_a_key_from_a_merge_is_blamed_where_it_stands() -> None:
    text = "positions:\n  avaria: &a\n    borders: {stance: none}\nevents: []\n"
    assert problems(text) == ['9:23 unknown stance "none"', '8:11 nothing refers to the anchor "&a"'][::-1]


def test_two_rows_or_columns_of_one_name_are_a_warning() -> None:
    loaded = parse(
        b"issues: {a: {name: A, proposition: A.}, b: {name: a, proposition: B.}}\n"
        b"parties: {c: {name: Sea Board}, d: {name: ' sea board'}, e: {name: Sea}, f: {}}\n",
        Path("p"),
    )
    warned = [each for each in loaded.problems if each.severity is Severity.WARNING]
    assert [(each.line, each.message) for each in warned] == [
        (1, 'the issue "a" has the name "a", too'),
        (2, 'the party "c" has the name " sea board", too'),
    ]


def test_words_put_under_somebody_of_another_party_are_a_warning_but_not_within_a_bloc() -> None:
    loaded = parse(
        b"issues: {a: {name: A, proposition: A.}}\n"
        b"parties: {c: {people: {Ada Berg: [Berg], Bo: }}, d: {}, e: {members: [c]}, f: {people: [x]}}\n"
        b"sources: {s: {file: s.txt}}\n"
        b"positions:\n"
        b"  c: {a: {quotes: [{quote: x, source: s, stance: support, speaker: Berg}]}}\n"
        b"  d: {a: {quotes: [{quote: x, source: s, stance: support, speaker: Berg},\n"
        b"    {quote: x, source: s, stance: support, speaker: Nobody}]}}\n"
        b"  e: {a: {quotes: [{quote: x, source: s, stance: support, speaker: Bo}]}}\n",
        Path("p"),
    )
    told = [(each.line, each.message) for each in loaded.problems if "listed" in each.message]
    assert told == [(6, '"Berg" is listed under c, not under "d"')]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("issues: {a: {name: ' ', proposition: P.}}\n", ["1:20 the name is empty"]),
        ("issues: {a: {name: A, proposition: P., terms: [x, '']}}\n", ["1:51 this entry is empty"]),
        ("issues: {a: {name: A, proposition: P., for: ['*']}}\n", ["1:46 this entry is empty"]),
        ("issues: {a: {name: A, proposition: P., acts: {oppose: ['']}}}\n", ["1:56 this entry is empty"]),
        ("parties: {a: {name: A, aliases: ['']}}\n", ["1:34 this entry is empty"]),
        ("parties: {a: {name: A, people: {'': [x]}}}\n", ["1:33 the name is empty"]),
        ("parties: {a: {name: A, people: {B: ['']}}}\n", ["1:37 this entry is empty"]),
    ],
)
def test_a_name_or_term_without_anything_to_find_is_told(entry: str, expected: list[str]) -> None:
    assert alone(entry) == expected
