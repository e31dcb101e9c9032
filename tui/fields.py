"""The fields of a form: what each is, its label, and the line or lines in which it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from model.plain import one_line
from tui.choice import Choice

Values = Mapping[str, str]
Errors = Mapping[str, str]  # field -> a sentence

_CHOICES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key in the file, what it is called, what it holds; a long one takes several lines."""

    key: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    is_open: bool = False  # to anything else: the choices are offered, and no beginning stands for one of them
    long: bool = False
    follows: str = ""  # the field of the form whose value says what the choices are
    fixed: str = ""  # that value, where the form has no such field
    choices_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fitting(self, values: Values) -> Field:
        """Give the field with the choices that there are when the fields of the form say this."""
        return replace(self, choices=self.choices_by.get(values.get(self.follows, self.fixed), self.choices))


def label(field: Field) -> Content:
    """Give what a field is called, and its choices if they are few."""
    choices = f"  {' · '.join(field.choices)}" if 0 < len(field.choices) <= _CHOICES_SHOWN else ""
    return Content.assemble((field.label, "$accent"), (one_line(choices), "$foreground-muted"))


def typing_line(field: Field, text: str, *, is_first: bool) -> Input | TextArea:
    """Make what a field is typed into."""
    line: Input | TextArea
    id_, suggester = f"field-{field.key}", _suggester(field)
    if field.long:
        line = TextArea(text, id=id_, soft_wrap=True, tab_behavior="focus")
    elif field.choices and not field.is_open:
        line = Choice(text, field.choices, suggester, id_, select_on_focus=not is_first)
    else:
        line = Input(text, id=id_, suggester=suggester, select_on_focus=False)
    line.cursor_blink = False
    return line


def typed_in(line: Input | TextArea) -> str:
    """Give what a field says; of a choice a beginning is enough."""
    if isinstance(line, TextArea):
        return line.text.strip()
    return line.chosen if isinstance(line, Choice) else line.value.strip()


def offer(line: Input, field: Field) -> None:
    """Offer the choices of a field that has others than before."""
    line.suggester = _suggester(field)
    if isinstance(line, Choice):
        line.offer(field.choices)


def _suggester(field: Field) -> SuggestFromList | None:
    return SuggestFromList(field.choices, case_sensitive=False) if field.choices else None
