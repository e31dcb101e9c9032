from __future__ import annotations

import pytest
from ferry import vocabulary

from model.extract import extract
from model.extract.rulebook import Rule, rules

WORDS = vocabulary()


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_reads_its_own_example(rule: Rule) -> None:
    found = extract(rule.example, WORDS)
    assert tuple(f"{one.party} {one.issue} {one.stance}" for one in found) == rule.gives
    assert rule.id in {evidence.rule for one in found for evidence in one.evidence}
