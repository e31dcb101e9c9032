"""The pane that shows an article, and where things lie in its text: quotes, and what is looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from textual.actions import SkipAction
from textual.content import Content
from textual.widgets import Static

from model.quotes.folding import Span
from model.quotes.sources import SourceError
from model.search import pattern_of
from tui.scroller import Scroller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from model.quotes.sources import Library

_WHOLE_UP_TO = 100_000  # code points; a longer text is shown as a window, for it takes seconds to wrap
_WINDOW = 30_000  # code points shown before and after the place of interest, or what a reader has scrolled to
Sight = tuple[tuple[int, int], float]
"""What of a text a pane shows: the window on a long one, and the first line of that in sight."""
_CURRENT = "bold $foreground on $accent 30% underline"


def text_of(library: Library, source: str) -> str:
    """Give the text of an article, "" where it cannot be read."""
    try:
        return library.text(source)
    except SourceError:
        return ""


class Text(Scroller):
    """The pane with the text."""

    DEFAULT_CSS = """
    Text > Static { max-width: 100; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._article = Static(id="article")
        self._text = ""
        self._marks: tuple[tuple[Span, str], ...] = ()
        self._place: Span | None = None
        self._window = (0, 0)  # what of a long text is shown
        self._moves = 0  # of the window that are under way
        self._wrapped_at = 0  # cells of width
        self._placed_at = 0  # the line to which the pane was scrolled for the place
        self.leaves_lines = False  # to the screen: the keys that scroll by a line do something else there

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield self._article

    def show(self, text: str, marks: Sequence[tuple[Span, str]], place: Span | None, *, scroll: bool = True) -> None:
        """Show a text with its quotes underlined in their tones, the place of interest standing out and in sight."""
        is_new, self._text = text != self._text, text
        self._marks, self._place = tuple(marks), place
        if place is not None and scroll:
            self._move_window(self._around(place.start), self._scroll_to_place)
            return
        if is_new:
            self._window = self._around(0 if scroll else sum(self._window) // 2)
        self._draw()

    def _draw(self) -> None:
        start, end = self._window
        content = Content(self._text[start:end])
        for span, tone in self._marks:
            content = content.stylize(f"underline $tone-{tone}", *inside(span, start, len(content)))
        if self._place is not None:
            content = content.stylize(_CURRENT, *inside(self._place, start, len(content)))
        self._article.update(content)

    # The window on a long text

    def _around(self, offset: int) -> tuple[int, int]:
        """Give the window on the text about an offset, from the beginning of a line unless that is far."""
        length = len(self._text)
        if length <= _WHOLE_UP_TO:
            return 0, length
        middle = max(_WINDOW, min(offset, length - _WINDOW))
        start = middle - _WINDOW
        return max(self._text.rfind("\n", 0, start) + 1, start - _WINDOW, 0), middle + _WINDOW

    def _move_window(self, window: tuple[int, int], then: Callable[[], None]) -> None:
        """Show another window, then scroll; keys wait until that is done, for they lead on from what is in sight."""
        self._window, self._moves = window, self._moves + 1
        self._draw()
        self.call_after_refresh(self._scroll_in_window, then)

    def _scroll_in_window(self, then: Callable[[], None]) -> None:
        then()
        self.call_after_refresh(self._come_to_rest)

    def _come_to_rest(self) -> None:
        self._moves -= 1

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Move the window when a reader comes near its end, by whatever way, so that he never meets it."""
        super().watch_scroll_y(old_value, new_value)
        (start, end), page = self._window, self.size.height
        is_near_end = end < len(self._text) and self.scroll_y + page >= self.max_scroll_y
        is_near_start = start > 0 and self.scroll_y <= page
        if not self._moves and self._width and (is_near_end or is_near_start):
            top = self.first_in_sight()
            self._move_window(self._around(top), lambda: self.scroll_to(y=self._line(top), animate=False))

    def move(self, scroll: Callable[[], None]) -> None:
        """Scroll once the window has come to rest."""
        if self._moves:
            self.call_after_refresh(self.move, scroll)
        else:
            super().move(scroll)

    def action_up(self) -> None:
        """Scroll up a line."""
        self._leave_lines()
        super().action_up()

    def action_down(self) -> None:
        """Scroll down a line."""
        self._leave_lines()
        super().action_down()

    def _leave_lines(self) -> None:
        if self.leaves_lines:
            raise SkipAction

    def action_top(self) -> None:
        """Scroll to the beginning of the article."""
        self._move_window(self._around(0), super().action_top)

    def action_bottom(self) -> None:
        """Scroll to the end of the article."""
        self._move_window(self._around(len(self._text)), super().action_bottom)

    def action_scroll_home(self) -> None:
        """Do as `g` does: this is Textual's own for Home."""
        self.action_top()

    def action_scroll_end(self) -> None:
        """Do as `G` does: this is Textual's own for End."""
        self.action_bottom()

    # What is in sight

    def on_resize(self) -> None:
        """Keep the place in sight."""
        self.call_after_refresh(self._keep_place)

    def _keep_place(self) -> None:
        """Go to the place when a new width wraps the text anew, or a new height hides it from who has not moved on."""
        is_new, self._wrapped_at = self._width != self._wrapped_at, self._width
        has_moved = self.scroll_y != min(self._placed_at, self.max_scroll_y)
        if is_new or (self._place is not None and not has_moved and not self.is_in_sight(self._place)):
            self._scroll_to_place()

    def _scroll_to_place(self) -> None:
        """Bring the place of interest to the upper third of the pane."""
        if self._place is not None and self._width and self._is_shown(self._place):
            self._placed_at = max(0, self._line(self._place.start) - self.size.height // 3)
            self.scroll_to(y=self._placed_at, animate=False)

    @property
    def sight(self) -> Sight:
        """Give what is in sight."""
        return self._window, self.scroll_y

    def look_at(self, sight: Sight) -> None:
        """Bring what was in sight back."""
        self._move_window(sight[0], lambda: self.scroll_to(y=sight[1], animate=False))

    @property
    def _width(self) -> int:
        return self._article.content_size.width

    def _line(self, offset: int) -> int:
        """Give the line, from 0, of what is shown in which an offset of the text lies."""
        first, end = self._window
        return line_of(self._text[first:end], max(0, offset - first), self._width)

    def is_in_sight(self, span: Span) -> bool:
        """Tell whether the start of a span is in the pane."""
        if not self._width:
            return True
        return self._is_shown(span) and self.scroll_y <= self._line(span.start) < self.scroll_y + self.size.height

    def _is_shown(self, span: Span) -> bool:
        return self._window[0] <= span.start <= self._window[1]

    def first_in_sight(self) -> int:
        """Give the offset, in the text, of the first words in the pane."""
        first, end = self._window
        if self._width and self.scroll_y:
            first += offset_of(self._text[first:end], round(self.scroll_y), self._width)
        return end - len(self._text[first:end].lstrip())


def inside(span: Span, offset: int, length: int) -> tuple[int, int]:
    """Give a span of the whole text as (start, end) of the part that begins at `offset`, cut to that part."""
    start, end = (max(0, min(place - offset, length)) for place in (span.start, span.end))
    return start, end


def line_of(text: str, offset: int, width: int) -> int:
    """Give the line, from 0, in which an offset of the text lies when it is wrapped to a width in cells."""
    start = text.rfind("\n", 0, offset) + 1
    before = Content(text[:start]).get_height({}, width) - 1 if start else 0
    end = text.find("\n", start)
    paragraph = text[start : end if end >= 0 else len(text)]
    return before + bisect_right(_starts(paragraph, width), offset - start) - 1


def offset_of(text: str, line: int, width: int) -> int:
    """Give the offset at which a line, from 0, begins when the text is wrapped to a width in cells."""
    passed = 0
    for paragraph in text.split("\n"):
        starts = _starts(paragraph, width)
        if line < len(starts):
            return passed + starts[line]
        line -= len(starts)
        passed += len(paragraph) + 1
    return len(text)


def _starts(paragraph: str, width: int) -> list[int]:
    """Give the offsets at which the lines of a paragraph begin; there is at least one."""
    starts, passed = [0], 0
    for line in Content(paragraph).wrap(width):
        passed += len(line.plain)
        passed += paragraph[passed : passed + 1].isspace()  # the blank at which the line was broken
        starts.append(passed)
    return starts[:-1] or [0]


def occurrences(text: str, wanted: str) -> list[Span]:
    """Find a text as `pattern_of` does."""
    pattern = pattern_of(wanted)
    return [] if pattern is None else [Span(*found.span()) for found in pattern.finditer(text)]


def match_from(matches: Sequence[Span], here: int, step: int, *, first: bool) -> Span:
    """Give the next match (step 1) or the one before (step -1), round the ends; `first` takes one at the place, too."""
    starts = [match.start for match in matches]
    at = bisect_left(starts, here) if first or step < 0 else bisect_right(starts, here)
    return matches[(at if step > 0 else at - 1) % len(matches)]


def at_match(matches: Sequence[Span], place: Span | None, *, within: bool = False) -> int | None:
    """Tell which match (from 0) is at a place: is it itself, or the first `within` it; None for none."""
    if place is None:
        return None
    at = bisect_left([match.start for match in matches], place.start)
    if at == len(matches) or not (matches[at] == place or (within and matches[at].start < place.end)):
        return None
    return at


def again(words: str, start: int, text: str) -> Span | None:
    """Find words in a text that may have changed: where they were, else the nearest place; None when they have gone."""
    places = [at for at in (text.rfind(words, 0, start + len(words)), text.find(words, start)) if at >= 0]
    at = min(places, key=lambda at: abs(at - start), default=None)
    return None if at is None else Span(at, at + len(words))


def carried(span: Span | None, old: str, new: str) -> Span | None:
    """Give the place, in a text that was changed, of what had a place in the old one; None when the words have gone."""
    if span is None:
        return None
    start, end = old.rfind("\n", 0, span.start) + 1, old.find("\n", span.end)
    if line := again(old[start : end if end >= 0 else len(old)], start, new):  # a single word stands in many places
        moved = line.start - start
        return Span(span.start + moved, span.end + moved)
    return again(old[span.start : span.end], span.start, new)
