"""Text with the colours that a command gave it, taken out of the text as spans."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnsiStyle:
    """What an SGR sequence asked for. A colour is `red`, `bright_red`, a 0..255 index as `color(17)`, or `#rrggbb`."""

    foreground: str | None = None
    background: str | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    strike: bool = False


PLAIN = AnsiStyle()


@dataclass(frozen=True, slots=True)
class StyleSpan:
    """`style` holds for `text[start:end]`."""

    start: int
    end: int
    style: AnsiStyle


@dataclass(frozen=True, slots=True)
class StyledText:
    """Sanitised text and the spans of its colours, in order, without overlap."""

    text: str = ""
    spans: tuple[StyleSpan, ...] = ()


class StyledLines:
    """Styled text that grows at its end, line by line, so that nobody walks the whole of it for one more line.

    Every line but the last is final. The last may be rewritten, as progress bars do. A text that ends
    with a newline has an empty last line.
    """

    __slots__ = ("_last", "_lines")

    def __init__(self) -> None:
        self._lines: list[StyledText] = []
        self._last = StyledText()

    @property
    def last(self) -> StyledText:
        """The line that is still being written."""
        return self._last

    @last.setter
    def last(self, line: StyledText) -> None:
        self._last = line

    def end_line(self) -> None:
        """Make the last line final and begin an empty one."""
        self._lines.append(self._last)
        self._last = StyledText()

    def __len__(self) -> int:
        """How many lines there are to draw: an empty last line is none."""
        return len(self._lines) + (1 if self._last.text else 0)

    def line(self, index: int) -> StyledText:
        """The line at this index, from 0; raises IndexError outside of `len()`."""
        if index == len(self._lines) and self._last.text:
            return self._last
        return self._lines[index]

    def tail(self, count: int) -> list[StyledText]:
        """The last `count` lines, fewer if there are fewer: O(count)."""
        if count <= 0:
            return []
        if not self._last.text:
            return self._lines[-count:]
        return [*self._lines[max(0, len(self._lines) - count + 1) :], self._last]

    @property
    def text(self) -> str:
        """The whole text, without styles: O(total)."""
        return "\n".join([*(line.text for line in self._lines), self._last.text])

    @property
    def value(self) -> StyledText:
        """The whole text with its spans, as one value: O(total)."""
        spans: list[StyleSpan] = []
        offset = 0
        for line in (*self._lines, self._last):
            spans.extend(StyleSpan(span.start + offset, span.end + offset, span.style) for span in line.spans)
            offset += len(line.text) + 1
        return StyledText(self.text, tuple(spans))

    @property
    def spans(self) -> tuple[StyleSpan, ...]:
        """The spans of the whole text: O(total)."""
        return self.value.spans

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StyledLines):
            return NotImplemented
        return self._last == other._last and self._lines == other._lines

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"StyledLines({self.text!r})"
