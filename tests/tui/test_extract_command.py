"""What `parley extract` and `parley vocabulary` tell: scripts read the lines, analysts the tables."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from model.extract import extract
from model.extract.vocabulary import Vocabulary
from model.file.loader import load
from model.quotes.sources import read_source
from model.schema import Topic

ROOT = Path(__file__).parents[2]
FIELDS = [
    *("source", "start", "end", "quote", "party", "issue", "stance", "kind", "speaker", "confidence", "rules", "engine")
]  # fmt: skip
CHILD = {**os.environ, "PYTHONPATH": str(ROOT)}

TOPIC = """\
issues:
  tolls: {name: Tolls, terms: [toll*, harbour dues]}
parties:
  north: {name: Norrhavn, people: {Ann Holm: [Holm]}}
  south: {name: Söderby}
"""


def topic_of(path: Path) -> Topic:
    topic = load(path).topic
    assert topic is not None
    return topic


@pytest.fixture
def plain_topic(write) -> Path:
    """Write a topic without sources and positions, with an article beside it that is no source of it."""
    path: Path = write(TOPIC)
    (path.parent / "texts").mkdir()
    (path.parent / "texts/a.txt").write_text("Norrhavn rejects the toll. Holm is against every plan of the council.\n")
    return path


# The lines


def test_each_candidate_is_a_line_with_what_the_file_has_at_its_place(parley, example: Path) -> None:
    done = parley("extract", "--json", "--topic", example)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    topic = topic_of(example)
    vocabulary = Vocabulary.of(topic)
    expected = []
    for source in topic.sources.values():
        text = read_source(example.parent, source.file)
        for one in extract(text, vocabulary):
            told = {name: getattr(one, name) for name in FIELDS[1:]}
            expected.append({"source": str(example.parent / source.file), **told, "rules": list(one.rules)})
            assert text[one.start : one.end] == one.quote
    assert lines == expected
    assert len(lines) > 40
    assert all(list(line) == FIELDS for line in lines)


def test_a_second_run_and_two_jobs_give_the_same(parley, example: Path) -> None:
    first = parley("extract", "--json", "--topic", example)
    assert (example.parent / ".parley/index.sqlite").stat().st_size > 10_000
    assert parley("extract", "--json", "--topic", example).stdout == first.stdout
    (example.parent / ".parley/index.sqlite").unlink()
    assert parley("extract", "--json", "--jobs", "2", "--topic", example).stdout == first.stdout


def test_paths_are_told_as_given_and_a_folder_means_its_texts(
    parley, plain_topic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plain_topic.parent)
    (plain_topic.parent / "texts/notes.md").write_text("Norrhavn rejects the toll.")
    done = parley("extract", "./texts", "texts/", plain_topic.parent / "texts/../texts/a.txt", "--json")
    told = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert list(dict.fromkeys(told)) == ["./texts/a.txt", "texts/a.txt", f"{plain_topic.parent}/texts/../texts/a.txt"]
    assert done.returncode == 0


def test_places_count_code_points_without_byte_order_mark_and_carriage_returns(
    parley, plain_topic: Path, tmp_path: Path
) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes("\ufeff👍 Söderby.\r\n\r\nNorrhavn rejects the toll.\r\n".encode())
    (line,) = parley("extract", path, "--json", "--topic", plain_topic).stdout.splitlines()
    told = json.loads(line)
    assert (told["start"], told["end"], told["quote"]) == (12, 38, "Norrhavn rejects the toll.")


def test_bad_files_get_a_sentence_each_and_the_others_are_told(parley, plain_topic: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\0\0")
    (tmp_path / "hollow").mkdir()
    bad = [tmp_path / name for name in ("empty.txt", "binary.txt", "none.txt", "hollow")]
    done = parley("extract", *bad[:2], plain_topic.parent / "texts", *bad[2:], "--json", "--topic", plain_topic)
    assert done.returncode == 1
    assert [json.loads(line)["stance"] for line in done.stdout.splitlines()] == ["oppose"]
    assert sorted(done.stderr.splitlines()) == sorted(
        [
            f'"{bad[0]}" is empty',
            f'"{bad[1]}" is not a text: byte 5 of line 1 is NUL',
            f'"{bad[2]}" does not exist',
            f'"{bad[3]}" holds no *.txt',
        ]
    )


def test_a_source_of_the_topic_that_is_gone_is_said(parley, example: Path) -> None:
    next((example.parent / "seeds").iterdir()).unlink()
    done = parley("extract", "--topic", example)
    assert done.returncode == 1
    assert done.stderr.endswith('.txt" does not exist\n')
    assert "4 articles, " in done.stdout


# The table and the reasons


def test_the_table_counts_the_candidates_of_each_party_issue_and_stance(parley, example: Path) -> None:
    lines = parley("extract", "--json", "--topic", example).stdout.splitlines()
    candidates = [json.loads(line) for line in lines]
    done = parley("extract", "--topic", example)
    assert (done.returncode, done.stderr) == (0, "")
    out = done.stdout.splitlines()
    assert re.split(r"\s\s+", out[0]) == ["party", "Ceasefire", "Territory", "NATO", "Meetings"]
    assert sum(map(int, re.findall(r"[+±?−](\d+)", done.stdout))) == len(candidates)
    supports = [
        one for one in candidates if (one["party"], one["issue"], one["stance"]) == ("russia", "meetings", "support")
    ]
    (russia,) = [line for line in out if line.startswith("Russia ")]
    assert f"+{len(supports)}" in russia.split("  ")[-1]
    assert out[-2] == "+ support, ± conditional, ? ambiguous, − oppose"
    counts = [sum(one["confidence"] == band for one in candidates) for band in ("high", "medium", "low")]
    assert out[-1] == "5 articles, {} candidates: {} high, {} medium, {} low confidence.".format(len(lines), *counts)


def test_nothing_found_is_no_error_and_no_empty_table(parley, plain_topic: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("It rained.")
    done = parley("extract", tmp_path / "b.txt", "--topic", plain_topic)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 article, 0 candidates.\n", "")


def test_a_topic_without_sources_says_how_to_get_some(parley, plain_topic: Path) -> None:
    done = parley("extract", "--topic", plain_topic)
    assert (done.returncode, done.stdout) == (0, "0 articles, 0 candidates.\n")
    assert done.stderr == f"{plain_topic} lists no sources yet: `parley add` takes texts in\n"


def test_a_topic_without_issues_works(parley, write, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Norrhavn rejects the toll.")
    path = write("parties: {north: {name: Norrhavn}}\n")
    assert parley("extract", tmp_path / "b.txt", "--explain", "--topic", path).returncode == 0
    done = parley("vocabulary", "--topic", path)
    assert done.stdout == "The topic has no issues yet, so there is nothing to look for.\n"


def test_reasons_are_told_with_their_words_and_what_was_passed_over_too(parley, plain_topic: Path) -> None:
    text = plain_topic.parent / "texts/a.txt"
    text.write_text("Norrhavn rejects the toll. The toll is old.\n")
    done = parley("extract", text, "--explain", "--topic", plain_topic)
    told = r"1 candidate\n\n  0-26 Norrhavn on Tolls: − oppose, \w+, \w+ confidence\n    Norrhavn rejects the toll\.\n"
    assert re.match(re.escape(f"{text}: ") + told, done.stdout)
    assert re.search(r'\n      \S+ +"toll" ', done.stdout)
    assert (
        'Passed over, though a term stands there:\n  27-43 Tolls ("toll"): no word takes a side\n    The toll is old.\n'
        in done.stdout
    )
    text.write_text("Norrhavn wants the toll, but not now.\n")
    done = parley("extract", text, "--explain", "--topic", plain_topic)
    told = (
        "medium confidence\n    Norrhavn wants the toll, but not now.\n      not surer, for a “but” or an “although” "
    )
    assert told in done.stdout
    (line,) = parley("extract", text, "--explain", "--json", "--topic", plain_topic).stdout.splitlines()
    told = json.loads(line)
    assert list(told) == [*FIELDS, "evidence"]
    assert {reason["rule"] for reason in told["evidence"]} == set(told["rules"])
    for reason in told["evidence"]:
        assert reason["words"] == text.read_text()[reason["start"] : reason["end"]]


def test_a_condition_is_told_in_words_and_not_by_its_own_word_once_more(parley, plain_topic: Path) -> None:
    text = plain_topic.parent / "texts/a.txt"
    text.write_text("Norrhavn would accept the toll if it is low.\n")
    done = parley("extract", text, "--explain", "--topic", plain_topic)
    assert re.search(r'\n      condition +"if" makes it depend on something\n', done.stdout)


def test_a_position_that_was_cut_with_the_lines_around_an_article_can_be_seen(parley, plain_topic: Path) -> None:
    text = plain_topic.parent / "texts/a.txt"
    article = "Talks begin\nBy Ola Moe\nNorrhavn rejects the toll.\nIt rained.\n"
    text.write_text(f"{article}Sign up\n\n  Söderby rejects the toll. {'It rained. ' * 50}\n")
    done = parley("extract", text, "--explain", "--topic", plain_topic)
    assert ": 1 candidate\n" in done.stdout
    told = done.stdout.partition("\nLeft out of the article:\n")[2].split("\n")
    assert told[:3] == ["  12-22, 3 words", "    By Ola Moe", "  61-648, 106 words"]
    assert told[3].startswith("    Sign up Söderby rejects the toll. It rained. ")
    assert told[3].endswith("…")
    assert "Sign up" not in parley("extract", text, "--explain", "--json", "--topic", plain_topic).stdout
    text.write_text("Norrhavn rejects the toll.")
    assert "Left out" not in parley("extract", text, "--explain", "--topic", plain_topic).stdout


def test_hostile_texts_and_names_reach_no_terminal(parley, tmp_path: Path, write) -> None:
    path = write('issues: {t: {name: "T\\e[31m", terms: [toll]}}\nparties: {n: {name: Norrhavn}}\n')
    text = tmp_path / "[bold]\x1b[2J.txt"
    text.write_text("Norrhavn rejects the [red]toll[/red] \x1b[31m now.\n")
    for options in ([], ["--explain"], ["--json"]):
        done = parley("extract", text, *options, "--topic", path)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout + done.stderr
        assert not options or "[red]toll[/red]" in done.stdout


# Against codes of people


def test_the_score_is_that_of_the_codes(parley, example: Path) -> None:
    done = parley("extract", "--score", ROOT / "tests/data/codes.jsonl", "--topic", example)
    assert (done.returncode, done.stderr) == (0, "")
    located, right = (part.splitlines() for part in done.stdout.split("with the right stance", 1))
    assert " ".join(located[0].split()) == "located codes candidates hits precision recall F1"
    assert right[0].split() == ["codes", "candidates", "hits", "precision", "recall", "F1", "stance", "accuracy"]
    (codes, candidates, hits, precision, recall, f1), rights = (
        list(map(float, next(line for line in part if line.startswith("all ")).split()[1:]))
        for part in (located, right)
    )
    assert (codes, candidates) == (106, len(parley("extract", "--json", "--topic", example).stdout.splitlines()))
    assert rights[:2] == [codes, candidates]
    assert hits > rights[2] > 20
    for number, measures in ((hits, (precision, recall, f1)), (rights[2], rights[3:6])):
        shares = (number / candidates, number / codes, 2 * number / (codes + candidates))
        assert measures == pytest.approx(shares, abs=0.005)
    assert rights[6] == pytest.approx(rights[2] / hits, abs=0.005)
    rows = {line[:18].strip(): line[18:].split() for line in right}
    assert sum(int(rows[issue][0]) for issue in ("ceasefire", "territory", "nato", "meetings")) == 106
    assert {"support", "oppose", "high confidence", "low confidence"} <= set(rows)
    assert re.search(r"lies between 0\.\d\d and 0\.\d\d \(95 %", done.stdout)


def test_the_score_leaves_the_lines_alone(parley, example: Path) -> None:
    done = parley("extract", "--json", "--score", ROOT / "tests/data/codes.jsonl", "--topic", example)
    assert all(json.loads(line) for line in done.stdout.splitlines())
    assert "with the right stance" in done.stderr


def test_articles_and_codes_behind_a_link_in_a_circle_are_said_to_be_that(parley, plain_topic: Path) -> None:
    loop = plain_topic.parent / "loop"
    loop.symlink_to(loop)
    done = parley("extract", loop, plain_topic.parent / "texts", "--topic", plain_topic)
    assert (done.returncode, done.stderr) == (1, f'"{loop}" is a link that leads round in a circle\n')
    assert "1 article, 1 candidate" in done.stdout
    done = parley("extract", "--score", loop, "--topic", plain_topic)
    assert (done.returncode, done.stderr) == (1, '"loop" is a link that leads round in a circle\n')


def test_what_cannot_be_compared_is_said(parley, plain_topic: Path, tmp_path: Path) -> None:
    text = plain_topic.parent / "texts/a.txt"
    (tmp_path / "a.txt").write_text(text.read_text())
    code = {
        "doc": "a.txt",
        "party": "north",
        "issue": "tolls",
        "stance": "oppose",
        "quote": "Norrhavn rejects the toll.",
    }
    gold = tmp_path / "gold.jsonl"
    lines = [code, {**code, "quote": "Not there."}, *({**code, "doc": f"{number}.txt"} for number in range(5))]
    gold.write_text("\n".join(map(json.dumps, lines)))
    done = parley("extract", text, tmp_path / "a.txt", "--score", gold, "--topic", plain_topic)
    assert done.stderr.splitlines() == [
        "codes do not count of what was not read: 0.txt, 1.txt, 2.txt and 2 more",
        f"articles do not count whose name was there before: {tmp_path / 'a.txt'}",
        "1 code left out: the quote is not in the document",
    ]
    assert re.findall(r"^all +(.*)$", re.sub(" +", " ", done.stdout), re.MULTILINE) == [
        "1 1 1 1.00 1.00 1.00",
        "1 1 1 1.00 1.00 1.00 1.00",
    ]
    assert "One document: too few" in done.stdout


def test_codes_of_what_the_topic_does_not_have_are_named(parley, plain_topic: Path, tmp_path: Path) -> None:
    text = plain_topic.parent / "texts/a.txt"
    code = {
        "doc": "a.txt",
        "party": "nroth",
        "issue": "tols",
        "stance": "against",
        "quote": "Norrhavn rejects the toll.",
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(code))
    done = parley("extract", text, "--score", gold, "--topic", plain_topic)
    assert (
        "codes of what the topic does not have count as missed: party nroth, issue tols, stance against" in done.stderr
    )
    gold.write_text("\n")
    done = parley("extract", text, "--score", gold, "--topic", plain_topic)
    assert "there is no code in the file: nothing was compared" in done.stderr


@pytest.mark.parametrize(
    ("codes", "says"), [(b"{\n", "gold.jsonl: line 1 is no code: Invalid JSON"), (None, "not exist")]
)
def test_codes_that_cannot_be_read_are_said_before_anything_is(
    parley, plain_topic: Path, tmp_path: Path, codes: bytes | None, says: str
) -> None:
    if codes is not None:
        (tmp_path / "gold.jsonl").write_bytes(codes)
    done = parley("extract", "--score", tmp_path / "gold.jsonl", "--topic", plain_topic)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


# Wrong use


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (("--engine", "spaci"), 2, 'unknown engine "spaci": did you mean "spacy"?'),
        (("--jobs", "2", "--dask", "tcp://x:1"), 2, "--jobs and --dask exclude each other"),
        (("--dask", "nowhere"), 1, 'no Dask scheduler answers at "nowhere"'),
    ],
)
def test_wrong_use_is_said_in_a_sentence(parley, plain_topic: Path, options, status: int, says: str) -> None:
    done = parley("extract", plain_topic.parent / "texts", *options, "--topic", plain_topic)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(says)
    assert done.stderr.count("\n") == 1


def test_a_topic_with_errors_is_reported_as_by_check(parley, write) -> None:
    for command in ("extract", "vocabulary"):
        done = parley(command, "--topic", write("parteis: {}\n"))
        assert (done.returncode, done.stdout) == (1, "")
        assert 'positions.yaml:1:1: error: unknown key "parteis"' in done.stderr


def test_a_reader_that_has_enough_is_no_error(example: Path) -> None:
    command = ["bash", "-c", f"{sys.executable} -m tui extract --json --topic {example} | head -n 1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=CHILD, timeout=20, check=True)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.terminal
def test_a_terminal_sees_how_far_it_is_and_may_break_off(plain_topic: Path) -> None:
    folder = plain_topic.parent / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.txt").write_text(f"Norrhavn rejects the toll number {number}.\n" * 20)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tui", "extract", str(folder), "--topic", str(plain_topic)],
        env=CHILD,
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 100),
    )
    child.expect(r"\d+/3000")
    child.expect(r"[\d,]+ articles/s")
    child.kill(signal.SIGINT)
    rest = child.read()
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in rest
    assert "candidates" not in rest


# The vocabulary


def test_each_term_has_its_hits_and_those_without_are_marked(parley, harbour: Path, change) -> None:
    change(harbour, "    name: Harbour tolls\n", "    name: Harbour tolls\n    terms: [tolls, dredg*, customs duty]\n")
    done = parley("vocabulary", "--topic", harbour)
    assert (done.returncode, done.stderr) == (0, "")
    texts = [path.read_text().lower() for path in (harbour.parent / "articles").iterdir()]
    tolls = sum(len(re.findall(r"\btolls\b", text)) for text in texts)
    assert re.search(rf"^Harbour tolls +term +tolls +{tolls} +2$", done.stdout, re.MULTILINE)
    assert re.search(r"^ +term +customs duty +none$", done.stdout, re.MULTILINE)
    told = json.loads(parley("vocabulary", "--json", "--topic", harbour).stdout)
    assert {"issue": "tolls", "kind": "term", "term": "customs duty", "hits": 0, "articles": 0} in told["terms"]
    assert {term["issue"] for term in told["terms"]} == {"tolls", "night-work"}


def test_a_party_that_the_articles_call_otherwise_is_marked(parley, harbour: Path, change) -> None:
    change(
        harbour,
        "  dockers:\n    name: Dockers' Union\n",
        "  crane:\n    name: Crane Drivers\n  dockers:\n    name: Dockers' Union\n",
    )
    done = parley("vocabulary", "--topic", harbour)
    assert re.search(r"^Crane Drivers +none$", done.stdout, re.MULTILINE)
    told = json.loads(parley("vocabulary", "--json", "--topic", harbour).stdout)["parties"]
    assert {"party": "crane", "sentences": 0, "articles": 0} in told
    (dockers,) = [each for each in told if each["party"] == "dockers"]
    assert dockers["sentences"] >= dockers["articles"] > 0
    assert re.search(rf"^Dockers' Union +{dockers['sentences']} +{dockers['articles']}$", done.stdout, re.MULTILINE)


def test_a_word_under_terms_that_takes_a_side_is_listed_with_both_headings(parley, harbour: Path, change) -> None:
    words = "    terms: [tolls, lower tolls]\n    for: [lower tolls]\n"
    change(harbour, "    name: Harbour tolls\n", f"    name: Harbour tolls\n{words}")
    done = parley("vocabulary", "--topic", harbour).stdout
    assert re.search(r"^ +term, for +lower tolls ", done, re.MULTILINE)
    assert done.count("lower tolls") == 1
    told = json.loads(parley("vocabulary", "--json", "--topic", harbour).stdout)
    assert [term["kind"] for term in told["terms"] if term["issue"] == "tolls"] == ["term", "term, for"]


def test_sentences_that_come_near_are_shown(parley, plain_topic: Path) -> None:
    text = plain_topic.parent / "texts/a.txt"
    plain_topic.write_text(f"{TOPIC}sources: {{a: {{file: texts/a.txt}}, gone: {{file: texts/b.txt}}}}\n")
    text.write_text(
        "\n".join(["Norrhavn demands a loan. The toll is old."] + [f"Holm rejected plan {n}." for n in range(12)])
    )
    done = parley("vocabulary", "--topic", plain_topic)
    assert done.returncode == 1
    assert done.stderr == f'"{plain_topic.parent / "texts/b.txt"}" does not exist\n'
    assert "A party takes a side, but no term stands there, in 13 sentences:\n" in done.stdout
    assert f'  {text} 0-24 Norrhavn: "demands"\n    Norrhavn demands a loan.\n' in done.stdout
    assert "  3 more: `parley vocabulary --json` gives all\n" in done.stdout
    assert "A term stood there without a candidate once: " in done.stdout
    near = json.loads(parley("vocabulary", "--json", "--topic", plain_topic).stdout)["near"]
    assert len(near) == 13
    place = {"source": str(text), "start": 0, "end": 24, "quote": "Norrhavn demands a loan."}
    assert near[0] == {**place, "parties": ["north"], "words": ["demands"]}
