"""A candidate as a quote of the file: its fields, its place in the cell, and what is noted when it is deleted again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from model.edit.dated import add_by_date
from model.plain import one_line
from model.review.decisions import decide, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from model.edit.operations import Add
    from model.extract.candidate import Candidate
    from model.review.decisions import Action, Decision, Latest, Pair
    from model.review.review import Waiting
    from model.schema import Quote, Topic

# A clause goes up to the sign that ends it: within quotation marks these do so, else what they hold is part of it.
_PLAIN = r"""[^,;:—"“”«»]|(?<=\d)[,:](?=\d)|“[^”]*”|«[^»]*»"""
_CLAUSE, _CLAUSE_OUTSIDE = re.compile(f"(?:{_PLAIN})*"), re.compile(f'(?:{_PLAIN}|"[^"]*")*')


def fields_of(waiting: Waiting, topic: Topic) -> dict[str, str]:
    """Give what a candidate proposes, by the fields of a quote, with its party and issue; empty where it says nothing.

    Who passes it on (`via`) is named as the file names people and parties in prose, not by an id.
    """
    one = waiting.candidate
    teller = topic.parties.get(one.via)
    return {
        "party": one.party,
        "issue": one.issue,
        "quote": one.quote,
        "source": waiting.source,
        "speaker": one.speaker,
        "stance": one.stance,
        "kind": one.kind,
        "condition": condition_of(one),
        "via": one_line(teller.name) if teller is not None else one.via,
    }


def condition_of(one: Candidate) -> str:
    """Give the clause that begins with the words of a condition, "once the tolls are cut"; empty where there is none.

    Words of the issue's own vocabulary ("memorandum") stand anywhere in a clause, so they do not tell where one begins.
    """
    for reason in one.evidence:
        if reason.rule == "condition":
            at = reason.start - one.start
            found = (_CLAUSE if one.quote[:at].count('"') % 2 else _CLAUSE_OUTSIDE).match(one.quote, at)
            clause = " ".join(found[0].split()).rstrip(".!?…' ’") if found else ""
            if len(clause) > reason.end - reason.start:
                return clause
    return ""


def acceptance(waiting: Waiting, values: Mapping[str, str], topic: Topic, coder: str) -> Decision:
    """Make the decision that accepts a candidate with these fields: an edit where they are not as proposed."""
    proposed = fields_of(waiting, topic)
    instead = {key: value for key, value in values.items() if value != proposed.get(key, "").strip()}
    action: Action = "edit" if instead else "accept"
    return replace(decide(action, waiting.candidate, waiting.source, coder), instead=instead)


def accepted_before(waiting: Waiting, topic: Topic, known: Latest) -> dict[str, str]:
    """Give the fields with which a candidate was accepted before, or else what it proposes."""
    before = known.get(waiting.identity)
    instead = before.instead if before is not None and before.is_acceptance else {}
    return {**fields_of(waiting, topic), **instead}


def additions(entries: Iterable[Mapping[str, str]], topic: Topic, coder: str) -> tuple[Add, ...]:
    """Give the edits that put accepted quotes into their cells; an entry has the fields of a quote, party and issue.

    The coder is named where quotes of the file name theirs; `decisions.jsonl` does so in any case.
    """
    named = {"coder": coder} if _names_coders(topic) else {}
    return add_by_date(({**entry, **named} for entry in entries), topic)


def _names_coders(topic: Topic) -> bool:
    return any(quote.coder for *_, quote in topic.quotes())


def deletions(quotes: Sequence[Quote], number: int, cell: Pair, known: Latest, coder: str) -> tuple[Decision, ...]:
    """Give what is to be noted when somebody deletes a quote of a cell: the candidates that it alone came of."""
    kept = {each.identity for at, quote in enumerate(quotes) if at != number for each in _behind(quote, cell, known)}
    gone = (each for each in _behind(quotes[number], cell, known) if each.identity not in kept)
    return tuple(replace(each, decision="delete", coder=coder, instead={}) for each in gone)


def moves(quote: Quote, cell: Pair, there: Pair, known: Latest, coder: str) -> tuple[Decision, ...]:
    """Give what is to be noted when somebody moves a quote to another cell: so the candidates behind it were meant."""
    instead = {"party": there[0], "issue": there[1]}
    return tuple(
        replace(each, decision="edit", coder=coder, instead={**each.instead, **instead})
        for each in _behind(quote, cell, known)
    )


def _behind(quote: Quote, cell: Pair, known: Latest) -> list[Decision]:
    """Give the acceptances that a quote came of: of its cell, with its words or more or less of them."""
    words = words_of(quote.quote)

    def is_behind(decision: Decision) -> bool:
        accepted = words_of(decision.fields["quote"])
        is_part = decision.fields["source"] == quote.source and (words in accepted or accepted in words)
        return accepted == words or is_part

    return [each for each in known.values() if each.is_acceptance and each.cell == cell and is_behind(each)]
