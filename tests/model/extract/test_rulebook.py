from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ferry import vocabulary

from model.extract import extract
from model.extract.rulebook import Rule, in_words, rules
from model.extract.vocabulary import Vocabulary
from model.file.loader import load
from model.quotes.sources import decode_source

WORDS = vocabulary()


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_reads_its_own_example(rule: Rule) -> None:
    found = extract(rule.example, WORDS)
    assert tuple(f"{one.party} {one.issue} {one.stance}" for one in found) == rule.gives
    assert rule.id in {evidence.rule for one in found for evidence in one.evidence}


def test_a_condition_is_said_to_be_one_and_its_own_words_are_not_said_twice() -> None:
    (found,) = extract("Norvia accepts the ferry if Sudland pays.", WORDS)
    said = {evidence.rule: in_words(evidence) for evidence in found.evidence}
    assert said["condition"] == "makes it depend on something"
    assert said["holder"] == "is Norvia"


def test_no_reason_is_shown_that_the_rulebook_does_not_explain() -> None:
    root = Path(__file__).parents[3]
    readings = yaml.safe_load((root / "tests/data/readings.yaml").read_text(encoding="utf-8"))
    texts = [(reading["text"], WORDS) for reading in readings]
    topic = load(root / "positions.yaml").topic
    assert topic is not None
    example = Vocabulary.of(topic)
    texts += [(decode_source(path.read_bytes(), path.name), example) for path in sorted((root / "seeds").glob("*.txt"))]
    fired = {rule for text, words in texts for one in extract(text, words) for rule in one.rules}
    assert fired - rules().keys() == set()
