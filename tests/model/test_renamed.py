from __future__ import annotations

from model.renamed import cell_now, id_now
from model.schema import Issue, Party, Source, Topic

BEFORE = Topic(
    parties={"a": Party(name="A", aliases=("Alpha",)), "b": Party(name="B")},
    issues={"i": Issue(name="I", proposition="It is so.")},
    sources={"s": Source(file="s.txt", outlet="S")},
)


def test_an_entry_is_found_again_under_its_new_id() -> None:
    now = Topic(
        parties={"a-2": BEFORE.parties["a"], "b": BEFORE.parties["b"], "new": Party(name="A")},
        issues={"i-2": BEFORE.issues["i"]},
        sources={"s-2": BEFORE.sources["s"]},
    )
    assert id_now("party", "a", BEFORE, now) == "a-2"
    assert id_now("party", "b", BEFORE, now) == "b"
    assert id_now("issue", "i", BEFORE, now) == "i-2"
    assert id_now("source", "s", BEFORE, now) == "s-2"
    assert cell_now("a", "i", BEFORE, now) == ("a-2", "i-2")


def test_an_entry_that_was_changed_with_its_id_is_known_by_its_name_or_its_file() -> None:
    now = Topic(
        parties={"a-2": Party(name="A"), "b": BEFORE.parties["b"]}, sources={"s-2": Source(file="s.txt", outlet="T")}
    )
    assert id_now("party", "a", BEFORE, now) == "a-2"
    assert id_now("source", "s", BEFORE, now) == "s-2"


def test_nobody_takes_the_place_of_one_that_is_gone_or_that_two_could_be() -> None:
    assert id_now("party", "a", BEFORE, Topic(parties={"c": Party(name="C")})) == "a"
    twins = Topic(parties={"c": Party(name="A"), "d": Party(name="A")})
    assert id_now("party", "a", BEFORE, twins) == "a"
    assert id_now("party", "unheard-of", BEFORE, twins) == "unheard-of"
