"""An error of the YAML parser with the text around it."""

from __future__ import annotations

from typing import NamedTuple

LINES_LOOKED_AT = 1_000  # above the one to blame


class TextLine(NamedTuple):
    """A line of the text and the offset where it starts."""

    start: int
    text: str

    @property
    def first(self) -> int:
        """Give the offset of its first character that is no blank."""
        return self.start + len(self.text) - len(self.text.lstrip(" "))


class Trouble(NamedTuple):
    """An error of the parser: what, at which offset, and the offset where the thing it was reading began."""

    what: str
    context: str
    at: int
    since: int
    text: str

    def line(self, offset: int) -> TextLine:
        """Give the line that an offset is in."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return TextLine(start, self.text[start : len(self.text) if end < 0 else end].removesuffix("\r"))

    def above(self, line: TextLine) -> TextLine | None:
        """Give the line before another, without blank lines and comments; None at the top."""
        for _ in range(LINES_LOOKED_AT):
            if line.start == 0:
                break
            line = self.line(line.start - 1)
            if line.text.strip() and not line.text.lstrip().startswith("#"):
                return line
        return None

    @property
    def before(self) -> str:
        """Give what stands before the place on its line."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]
