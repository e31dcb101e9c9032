"""What can be done with candidates: accept, edit and accept, reject; each decision with who took it, and when."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from model.quotes.sources import SourceError
from model.review.acceptance import acceptance, accepted_before, additions
from model.review.coder import coder_of
from model.review.decisions import decide
from model.review.review import fitting, is_in_file
from tui.ask import Ask
from tui.background import in_background
from tui.candidate import brief, claim
from tui.drafts import FormKey
from tui.editor import Ruling
from tui.quote_form import as_the_source_says, checked, coded_fields
from tui.renames import values_now
from tui.saving import do, open_form
from tui.sheet import stance_look
from tui.ticking import Ticking
from tui.wording import cell_name, counted, outlet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from model.review.decisions import Action, Identity
    from model.review.review import Waiting
    from tui.app import ParleyApp
    from tui.fields import Values
    from tui.session import Session

_REQUIRED = ("party", "issue", "quote", "source", "stance")


async def accept(app: ParleyApp, chosen: Sequence[Waiting]) -> None:
    """Put candidates into the file as quotes, all in one save; one that was accepted before, as it was then."""
    session = app.session
    async with app.editor.deciding:
        coder = await _coder(app)
        await app.catch_up()  # a colleague may have accepted the same a moment ago
        await app.read_anew(each["source"] for each in _entries(session, chosen).values())
        topic, entries = session.topic, _entries(session, chosen)
        trouble = _outdated(app, chosen)
        trouble = trouble or next(
            (sentence for each in entries.values() if (sentence := _not_verbatim(session, each))), None
        )
        if trouble is None:
            decisions = tuple(acceptance(each, entries[each.identity], topic, coder) for each in chosen)
            quotes = additions([entries[each.identity] for each in _missing(session, chosen)], topic, coder)
            trouble = await do(app, Ruling(decisions, quotes), _told("accepted", chosen, session))
    if trouble:
        app.say(trouble, wrong=True)


def _entries(session: Session, chosen: Sequence[Waiting]) -> dict[Identity, dict[str, str]]:
    """Give the fields with which each of the candidates would be accepted."""
    return {each.identity: accepted_before(each, session.topic, session.offers.latest) for each in chosen}


def _missing(session: Session, chosen: Sequence[Waiting]) -> list[Waiting]:
    """Leave out the candidates whose quotes the file has: a colleague may have accepted them."""
    return [each for each in chosen if not is_in_file(each, session.topic, session.library)]


async def reject(app: ParleyApp, chosen: Sequence[Waiting]) -> None:
    """Note that candidates are none; the file stays as it is."""
    await _note(app, "reject", chosen, "rejected")


async def let_wait(app: ParleyApp, chosen: Sequence[Waiting]) -> None:
    """Note that candidates which were rejected, or whose quotes were deleted, are to be decided again."""
    await _note(app, "undo", chosen, "waiting again")


async def _note(app: ParleyApp, action: Action, chosen: Sequence[Waiting], how: str) -> None:
    async with app.editor.deciding:
        coder = await _coder(app)
        decisions = tuple(decide(action, each.candidate, each.source, coder) for each in chosen)
        trouble = _outdated(app, chosen) or await do(app, Ruling(decisions), _told(how, chosen, app.session))
    if trouble:
        app.say(trouble, wrong=True)


async def accept_sure(app: ParleyApp, chosen: Sequence[Waiting]) -> None:
    """Accept candidates of one article after showing all of them, but for those that are unticked."""
    session = app.session
    where = outlet(session.topic.sources[chosen[0].source], chosen[0].source)
    question = f"Accept {counted(len(chosen), 'high-confidence candidate')} of {where}?"
    ticked = await app.answer_of(Ticking(question, tuple(brief(each, session) for each in chosen), "accept"))
    if ticked:
        await accept(app, [chosen[number] for number in ticked])


async def is_meant_after_all(app: ParleyApp, waiting: Waiting) -> bool:
    """Ask whether to accept what was rejected, or its quote deleted: one key too many must not turn it round."""
    decision = app.session.offers.decision(waiting.identity)
    was = "The quote was deleted" if decision is not None and decision.decision == "delete" else "It is rejected"
    lines = (_claim(waiting, app.session), waiting.candidate.quote)
    return await app.answer_of(Ask(f"{was}. Accept it after all?", lines, {"y": "accept it"})) == "y"


async def amend(app: ParleyApp, waiting: Waiting) -> None:
    """Show the form of a quote with what is proposed; what is saved is accepted, and noted where it differs."""
    session, topic, one = app.session, app.session.topic, waiting.candidate
    coder = await _coder(app)
    given = accepted_before(waiting, topic, session.offers.latest)
    fields = coded_fields(session, given["party"], given["issue"], given)
    now = values_now(session)

    def ruling(values: Values) -> Ruling:
        values = as_the_source_says(session, now(_without_old_condition(values, given)))
        decision = acceptance(_renamed(waiting, now), values, session.topic, coder)
        return Ruling((decision,), additions([values], session.topic, coder))

    # The key of the draft has all that the candidate is found by again, for the decision on it.
    key = FormKey("candidate", (waiting.source, one.party, one.issue, one.stance, one.quote))
    check = checked(session, fields, _REQUIRED)
    title = f"{_claim(waiting, session)}: accept, edited"

    def told(values: Values) -> str:
        entry = now(values)
        return f"accepted, edited: {_stance_in_cell(entry['stance'], entry['party'], entry['issue'], session)}"

    await open_form(app, key, title, fields, check=check, make=ruling, told=told, is_new=True)


def _without_old_condition(values: Values, proposed: Mapping[str, str]) -> Values:
    """Drop the condition that was proposed for another stance than was chosen, unless it was typed anew."""
    is_old = values["stance"] != proposed["stance"] and values["condition"] == proposed.get("condition", "").strip()
    return {**values, "condition": ""} if is_old else values


async def _coder(app: ParleyApp) -> str:
    return await in_background(partial(coder_of, app.session.path.parent))


def _renamed(waiting: Waiting, now: Callable[[Values], Values]) -> Waiting:
    """Give a candidate under the ids that the file has by now."""
    one = waiting.candidate
    ids, teller = now({"party": one.party, "issue": one.issue, "source": waiting.source}), now({"party": one.via})
    there = replace(one, party=ids["party"], issue=ids["issue"], via=teller["party"])
    return replace(waiting, source=ids["source"], candidate=there)


def _outdated(app: ParleyApp, chosen: Sequence[Waiting]) -> str | None:
    """Say so when the file no longer has what is claimed of whom: it may have been changed a moment ago."""
    is_there = len(fitting(chosen, app.session.topic)) == len(chosen)
    return None if is_there else "not decided: the party, the issue or the source has another id by now, or is gone"


def _not_verbatim(session: Session, entry: Mapping[str, str]) -> str | None:
    """Say so when the article no longer has the words: it may have changed a moment ago, before it was read anew."""
    try:
        text = session.library.text(entry["source"])
    except SourceError as error:
        return str(error)
    return None if entry["quote"] in text else "not accepted: the article no longer has these words"


def _told(how: str, chosen: Sequence[Waiting], session: Session) -> str:
    return f"{how}: {_claim(chosen[0], session) if len(chosen) == 1 else counted(len(chosen), 'candidate')}"


def _claim(waiting: Waiting, session: Session) -> str:
    claimed = claim(waiting, session)
    return _stance_in_cell(claimed.stance, claimed.party, claimed.issue, session)


def _stance_in_cell(stance: str, party: str, issue: str, session: Session) -> str:
    """Say in a line what is claimed: glyph and word of the stance, party, issue."""
    glyph, word, _ = stance_look(stance, session.topic)
    return f"{glyph} {word}, {cell_name(party, issue, session.topic)}"
