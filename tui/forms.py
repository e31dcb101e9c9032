"""A form: it follows the file, shows errors at the field, throws nothing away without a question."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static, TextArea

from model.plain import one_line
from tui.background import in_background
from tui.box import Box
from tui.fields import label, offer, typed_in, typing_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from tui.drafts import FormDraft
    from tui.fields import Errors, Field, Values

_KEPT_EVERY = 2.0  # seconds: what a crash may cost of what was typed
_HEARD_WITHIN = 1.0  # seconds that a field takes at most to read what was typed
_MOMENT = 0.05  # seconds
_HINT = Content.styled("ctrl+s saves · esc leaves · tab next field · → completes · ↑ ↓ choose", "$foreground-muted")
_ASK = Content.styled("Throw away what you typed? esc again: yes · ctrl+s: save it", "$text-warning")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a form: what its fields may say by now, what is wrong with that, and how it is saved."""

    fields_now: Callable[[tuple[Field, ...]], tuple[Field, ...]]
    check: Callable[[Values], Errors]
    is_news: Callable[[], Awaitable[bool]]  # looks whether the file says something else by now
    submit: Callable[[Values], Awaitable[str | None]]  # saves; gives a sentence if it could not


class Form(Box[bool]):
    """Fields one below the other; True when what they say is in the file."""

    AUTO_FOCUS = ""  # `on_mount` gives the focus, and scrolls to nothing
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", priority=True),
        Binding("escape", "leave", "leave", priority=True),
        # At once, not when the field has read what was typed before: else what is typed next goes into it, too.
        Binding("tab", "app.focus_next", "next field", priority=True),
        Binding("shift+tab", "app.focus_previous", "field before", priority=True),
        Binding("enter", "next_line", "next field", priority=True),
    ]
    DEFAULT_CSS = """
    Form {
        /* Not by the fields' own `compact`, which styles each of them once more. */
        #box { width: 100; border: round $primary; }
        Input, TextArea { border: none; padding: 0 1; background: $panel; height: 1; &:focus { border: none; } }
        TextArea { height: 4; }
        .error { color: $text-error; height: auto; display: none; }
        .error.-shown { display: block; }
    }
    """

    def __init__(
        self,
        fields: tuple[Field, ...],
        behind: Behind,
        draft: FormDraft,
        suggest: Callable[[Values], Values] | None = None,
    ) -> None:
        super().__init__()
        self.fields, self._behind, self._draft = fields, behind, draft
        self._suggest = suggest or (lambda _: {})
        self._restored = draft.restore(fields)
        self._at_first = {field.key: field.value.strip() for field in fields}
        self._kept = self._restored.typed
        self._visited: set[str] = set()  # long fields that have had the cursor
        self._is_saving = self._has_warned = False
        self._asked_of: dict[str, str] | None = None  # what was typed when it was asked whether to throw it away
        self._wrong: set[str] = set()  # fields as the last try to save found them

    def compose(self) -> ComposeResult:
        """Put a label above every field, and room for what is wrong with it below."""
        with Vertical(id="box"):
            yield Static(Content.styled(self._draft.title, "bold"), classes="frame")
            yield Static("", id="trouble", classes="error frame", markup=False)
            with VerticalScroll(id="middle", can_focus=False):
                for field in self.fields:
                    yield Static(label(field), id=f"label-{field.key}")
                    text = self._restored.typed.get(field.key, field.value)
                    yield typing_line(field, text, is_first=field is self.fields[0])
                    yield Static("", id=f"error-{field.key}", classes="error", markup=False)
            yield Static(_HINT, id="hint", classes="frame")

    def on_mount(self) -> None:
        """Begin with the first field; say what was typed earlier; keep what is typed from now on."""
        self._line(self.fields[0]).focus(scroll_visible=False)  # Textual's way hides its name; `_show_field` does not
        self.show_session()
        self._show_error("trouble", self._restored.said)
        for key, sentence in self._restored.notes.items():
            self._show_error(f"error-{key}", sentence)
        self.set_interval(_KEPT_EVERY, self._keep)

    @work(group="draft")
    async def _keep(self) -> None:
        if self.typed != self._kept and not self._is_saving:
            self._kept = self.typed
            await self._keep_beside()

    async def _keep_beside(self) -> None:
        """Keep what was typed, in a thread; say once why it cannot be kept."""
        trouble = await in_background(partial(self._draft.keep, self.values, self.typed, self._at_first))
        if trouble and not self._has_warned:
            self._has_warned = True
            self._show_error("trouble", trouble)

    def keep_draft(self) -> None:
        """Keep what was typed, at once: the program ends."""
        if self.is_mounted:
            self._draft.keep(self.values, self.typed, self._at_first)

    @property
    def typed(self) -> dict[str, str]:
        """What the fields say where it is not what they said at first."""
        return {key: value for key, value in self.values.items() if value != self._at_first[key]}

    @property
    def values(self) -> dict[str, str]:
        """What the fields say, those left empty what is suggested."""
        typed = self._typed_values
        return {**typed, **{key: text for key, text in self._suggest(typed).items() if not typed[key]}}

    @property
    def _typed_values(self) -> dict[str, str]:
        return {field.key: typed_in(self._line(field)) for field in self.fields}

    def _line(self, field: Field) -> Input | TextArea:
        selector = f"#field-{field.key}"
        return self.query_one(selector, TextArea) if field.long else self.query_one(selector, Input)

    @on(DescendantFocus)
    def _show_field(self, event: DescendantFocus) -> None:
        """Keep a field in sight, with its name if there is room; the cursor first comes behind its text."""
        if isinstance(event.widget, TextArea) and event.widget.id not in self._visited:
            self._visited.add(event.widget.id or "")
            event.widget.move_cursor(event.widget.document.end)
        key = (event.widget.id or "").removeprefix("field-")
        self._bring_into_sight(self.query_one(f"#label-{key}"), event.widget)

    def _bring_into_sight(self, *widgets: Widget) -> None:
        """Scroll to widgets once they have their places, to the last of them where there is no room for all."""
        for widget in widgets:
            self.call_after_refresh(widget.scroll_visible, animate=False, immediate=True)

    def action_next_line(self) -> None:
        """Go on to the next field from one of one line; in a long one Enter begins a line."""
        if not isinstance(self.focused, Input):
            raise SkipAction
        self.focus_next()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed) -> None:
        if self._asked_of is not None and self._asked_of != self.typed:  # one types on
            self._ask_to_leave(None)
        self._follow()
        key = (event.control.id or "").removeprefix("field-")
        if key in self._wrong:  # it may be right by now: the next save tells
            self._wrong.remove(key)
            self._show_error(f"error-{key}", "")
        for field, value in self._suggest(self._typed_values).items():
            self.query_one(f"#field-{field}", Input).placeholder = value

    def _follow(self) -> None:
        """Offer other choices in the fields that follow one which has another value now."""
        values = self.values
        self._offer(tuple(field.fitting(values) for field in self.fields))

    def show_session(self) -> None:
        """Offer what the file has by now: a source may have come, a party got another id."""
        self._offer(self._behind.fields_now(self.fields))
        self._follow()

    def _offer(self, fields: tuple[Field, ...]) -> None:
        before, self.fields = self.fields, fields
        for old, field in zip(before, fields, strict=True):
            if field.choices != old.choices:
                self.query_one(f"#label-{field.key}", Static).update(label(field))
                offer(self.query_one(f"#field-{field.key}", Input), field)

    async def _heard(self) -> None:
        """Wait until the fields have read the keys before this one, which does not queue behind them."""
        fields = [(asyncio.Event(), widget) for widget in self.query("Input, TextArea")]
        pending = [heard for heard, widget in fields if widget.call_later(heard.set)]
        with suppress(TimeoutError):  # a form that is being taken down hears nothing more
            async with asyncio.timeout(_HEARD_WITHIN):
                for heard in pending:
                    await heard.wait()

    async def action_save(self) -> None:
        """Check the fields, then save; what is wrong stays on the screen with everything that was typed."""
        await self._heard()
        if self.is_mounted:  # the key may come before the fields
            self._check_and_save()

    @work(group="edit")
    async def _check_and_save(self) -> None:
        if self._is_saving or not self.is_current:  # an impatient second time would save it twice
            return
        if not self._show_errors(self._behind.check(self.values)):
            await self._save()
        elif await self._behind.is_news() and self.is_mounted:  # what is wrong here may be right in the file by now
            self._check_and_save()

    def _show_errors(self, errors: Errors) -> bool:
        """Show what is wrong at its fields, and go to the first of them; tell whether there is any."""
        self._wrong = set(errors)
        for field in self.fields:
            self._show_error(f"error-{field.key}", errors.get(field.key, ""))
        self._show_error("trouble", "")
        if errors:
            first = next(field for field in self.fields if field.key in errors)
            line = self._line(first)
            line.focus()
            self._bring_into_sight(self.query_one(f"#error-{first.key}"), line)  # it may have had the focus before
        return bool(errors)

    async def _save(self) -> None:
        """Save, and leave if that is done."""
        trouble = await self._submit()
        if trouble is None:
            self._draft.forget()
            while not self.is_current:  # what is dismissed is the screen on top
                await asyncio.sleep(_MOMENT)
            self.dismiss(True)  # noqa: FBT003 - the answer
        else:
            self._show_error("trouble", trouble)

    async def _submit(self) -> str | None:
        """Save what the fields say now, from a draft until it is done; nothing can be typed meanwhile."""
        self._is_saving, focused, form = True, self.focused, self.query_one("#box")
        values, form.disabled = self.values, True
        await self._keep_beside()
        try:
            return await self._behind.submit(values)
        finally:
            self._is_saving = form.disabled = False
            if focused is not None:
                focused.focus()

    def _show_error(self, widget_id: str, sentence: str) -> None:
        widget = self.query_one(f"#{widget_id}", Static)
        widget.update(Content(one_line(sentence)))
        widget.set_class(bool(sentence), "-shown")
        self.fit()

    async def action_leave(self) -> None:
        """Leave; ask once if something was typed."""
        await self._heard()
        if self._is_saving or not self.is_current or not self.is_mounted:
            return
        if not self.typed or self.typed == self._asked_of:
            self._draft.forget()
            self.dismiss(False)  # noqa: FBT003 - the answer
        else:
            self._ask_to_leave(self.typed)

    def _ask_to_leave(self, typed: dict[str, str] | None) -> None:
        """Ask at the foot whether to throw away what was typed; None takes the question back."""
        self._asked_of = typed
        self.query_one("#hint", Static).update(_HINT if typed is None else _ASK)
        self.fit()
