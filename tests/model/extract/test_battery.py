"""A thousand plain sentences of news English, each as people read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from ferry import vocabulary

from model.extract import extract

BATTERY = yaml.safe_load((Path(__file__).parents[2] / "data" / "battery.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("group", BATTERY["groups"], ids=lambda group: group["title"])
def test_whoever_takes_a_side_in_plain_words_is_understood(group: dict[str, Any]) -> None:
    words = vocabulary(yaml.safe_dump(BATTERY["vocabularies"][group["vocabulary"]]))
    before = group.get("after", "")
    misread = []
    for people, sentence in group["sentences"]:
        found = extract(f"{before} {sentence}".lstrip(), words)
        read = ", ".join(sorted({f"{one.party} {one.stance}" for one in found if one.start >= len(before)}))
        if (read or "nothing") != people:
            misread.append(f"{sentence} [{read or 'nothing'}]")
    assert not misread
