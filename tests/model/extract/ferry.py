"""The small topic that the rules' examples are about."""

from __future__ import annotations

from pathlib import Path

from model.extract import extract
from model.extract.vocabulary import Vocabulary
from model.file.loader import parse

FERRY = """
issues:
  ferry:
    name: Ferry
    proposition: The ferry line opens now.
    terms: [ferry, ferries]
    weak: [boat]
    for: [open* the ferry]
    against: [sink* * ferry]
    acts: {support: [launch* * ferry], oppose: [burn* * ferry]}
    conditions: [lighthouse]
  toll:
    name: Bridge toll
    proposition: The toll is lifted.
    terms: [toll*, bridge charge]
    for: [lift* * toll]
  talks:
    name: Talks
    proposition: The two countries talk directly, now.
    terms: [talks, met, meet, meeting*]
parties:
  norvia:
    name: Norvia
    aliases: [Halden]
    people:
      Anna Berg: [the Norvian president]
  sudland:
    name: Sudland
    aliases: [Marst, the operator]
    people:
      Olga Stein: [Stein, "the prime minister of Sudland"]
  alliance:
    name: Northern Alliance
    members: [norvia, sudland]
"""


def vocabulary(text: str = FERRY) -> Vocabulary:
    topic = parse(text.encode(), Path("positions.yaml")).topic
    assert topic is not None
    return Vocabulary.of(topic)


def topic(
    issue: str, parties: str = "{norvia: {name: Norvia}, sudland: {name: Sudland}}", more: str = ""
) -> Vocabulary:
    """Make a vocabulary of one issue."""
    return vocabulary(f"issues: {{thing: {issue}}}\nparties: {parties}\n{more}")


def stances(text: str, words: Vocabulary | None = None) -> list[str]:
    """Give "party issue stance" for each candidate of a text."""
    return [f"{one.party} {one.issue} {one.stance}" for one in extract(text, words or vocabulary())]
