"""An edit from the screens: the form for it, and the questions that its saving can raise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from model.edit.operations import ClashError, SetFields
from model.quotes.sources import SourceError
from model.save.refusal import ReplaceRefusedError
from tui.ask import Ask
from tui.choices import fields_now
from tui.drafts import FormDraft
from tui.editor import EDIT_ERRORS, mine_over_theirs, theirs_kept
from tui.forms import Behind, Form
from tui.renames import values_now

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from model.edit.edit import Operation
    from model.file.document import Value
    from tui.app import ParleyApp
    from tui.drafts import FormKey
    from tui.editor import Ruling
    from tui.fields import Errors, Field, Values

Result = TypeVar("Result")


async def open_form(  # noqa: PLR0913 - a form has as many parts
    app: ParleyApp,
    key: FormKey,
    title: str,
    fields: tuple[Field, ...],
    *,
    check: Callable[[Values], Errors],
    make: Callable[[Values], Operation | Ruling],
    anew: Callable[[Values], Operation] | None = None,
    suggest: Callable[[Values], Values] | None = None,
    told: Callable[[Values], str] | None = None,
    is_new: bool = False,
) -> bool:
    """Show a form and make the edit that it asks for; what is typed is kept until it is in the file. Tell if it is.

    `anew` makes the edit that adds it once more, for when it has been deleted elsewhere; `suggest` gives values for
    fields that are left empty; `told` says what was saved where the title does not.
    """

    now = values_now(app.session)

    async def is_news() -> bool:
        before = app.session.current
        await app.catch_up()
        return app.session.current is not before

    async def submit(values: Values) -> str | None:
        await app.catch_up()
        await app.read_anew(id_ for key, id_ in now(values).items() if key == "source")
        try:
            operation, again = make(values), anew(values) if anew else None
        except SourceError as error:  # all was well when the fields were checked
            return str(error)
        return await do(app, operation, title, said=told(values) if told else f"saved: {title}", anew=again)

    draft = FormDraft(app.session.path, key, title, is_new)
    file = Behind(partial(fields_now, app.session), check, is_news, submit)
    return await app.answer_of(Form(fields, file, draft, suggest))


async def do(
    app: ParleyApp, operation: Operation | Ruling, what: str, *, said: str = "", anew: Operation | None = None
) -> str | None:
    """Make an edit; ask when somebody else changed the same thing. Give a sentence if it is not in the file.

    `what` says what it is, `said` that it is done.
    """
    if isinstance(operation, SetFields) and not operation.changes:
        app.say(f"Nothing was changed: {what}")
        return None
    before, trouble = app.session.current, ""
    try:
        await with_consent(app, partial(app.editor.do, operation, what))
    except ClashError as clash:
        ways = _ways_on(operation, clash, anew)
        if not ways:
            return str(clash)
        was, now, mine = (_shown(value) for value in (clash.base, clash.theirs, clash.mine))
        lines = (f"when you opened it: {was}", f"in the file now: {now}", f"yours: {mine}")
        answers = {key: words for key, (words, _) in ways.items()}
        answer = await app.answer_of(Ask(f"{clash}.", lines, answers, leaving="go on editing"))
        if answer is None:
            return "not saved: the file says something else by now"
        return await do(app, ways[answer][1], what, said=said)
    except EDIT_ERRORS as error:
        if app.session.current is before:
            return str(error)
        trouble = f"That is in {app.session.name}, but {error}"
    app.show_edit(said or what)
    if trouble:
        app.say(trouble, wrong=True)
    return None


def _ways_on(
    operation: Operation | Ruling, clash: ClashError, anew: Operation | None
) -> Mapping[str, tuple[str, Operation]]:
    """Give the edits that can be made in the place of one that clashes: key, words, edit."""
    if isinstance(operation, SetFields) and clash.field is not None:
        theirs = "take theirs" if len(operation.changes) == 1 else f"take theirs for {clash.field}, mine for the rest"
        return {
            "m": ("write mine over it", mine_over_theirs(operation, clash)),
            "t": (theirs, theirs_kept(operation, clash)),
        }
    return {"n": ("add mine as a new one", anew)} if anew is not None else {}


async def with_consent(app: ParleyApp, save: Callable[[], Awaitable[Result]]) -> Result:
    """Save; where no other file can take the file's place, ask once whether to write into the file itself.

    Raises what the saving raises, ReplaceRefusedError when the answer is no.
    """
    try:
        return await save()
    except ReplaceRefusedError as refusal:
        lines = (
            "Parley can write into the file itself. Until that is done, a full copy lies beside it:",
            "a crash or power cut in that moment can leave the file cut short, and the next start offers the copy.",
        )
        answer = await app.answer_of(Ask(f"{refusal}.", lines, {"w": "write into the file, until I quit"}))
        if answer != "w":
            raise
        app.editor.in_place = True
        return await save()


def _shown(value: Value) -> str:
    """Say a value of the file in a line."""
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(inner)}" for key, inner in value.items())
    return value or "nothing"
