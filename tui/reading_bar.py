"""How far reading has come, on a terminal: a bar, articles a second, and how long it will take."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task
from rich.text import Text

from model.plain import one_line
from tui.topic_file import warn

if TYPE_CHECKING:
    from types import TracebackType


class _Speed(ProgressColumn):
    """Articles a second since the start, and the time left: articles come many at once, which fools rich's own."""

    def render(self, task: Task) -> Text:
        """Say both, as soon as there is an article to judge by."""
        if not (task.completed and task.elapsed and task.total):
            return Text()
        speed = task.completed / task.elapsed
        minutes, seconds = divmod(round((task.total - task.completed) / speed), 60)
        return Text(f"{speed:,.0f} articles/s, {minutes}:{seconds:02} left")


class ReadingBar:
    """The bar, on stderr; it is gone in the end. Sentences said meanwhile stand above it."""

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._progress: Progress | None = None
        if sys.stderr.isatty() and not quiet:
            columns = (BarColumn(), MofNCompleteColumn(), _Speed())
            console = Console(file=sys.stderr, highlight=False)
            self._progress = Progress(
                *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Self:
        """Show it."""
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it away."""
        if self._progress:
            self._progress.stop()

    def step(self) -> None:
        """Count one article."""
        if self._progress:
            self._progress.advance(self._task)

    def say(self, sentence: str) -> None:
        """Say something on stderr while the bar is there."""
        if self._progress:
            self._progress.console.print(Text(one_line(sentence)), soft_wrap=True)
        else:
            warn(sentence)
