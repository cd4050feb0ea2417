"""The output of a command as text, with its colours as spans beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class AnsiStyle:
    """What an SGR sequence asked for.

    A colour is `red`, `bright_red`, a 0..255 index as `color(17)`, or `#rrggbb`.
    """

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
    """Styled text that grows at its end; adding a line costs the same however long the text is.

    Every line but the last is final. The last may be cleared and written again, as progress bars do. A
    text that ends with a newline has an empty last line.
    """

    __slots__ = ("_lines", "_open", "_open_length", "_open_spans", "_spans")

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._spans: dict[int, tuple[StyleSpan, ...]] = {}
        self._open: list[str] = []
        self._open_length = 0
        self._open_spans: list[StyleSpan] = []

    def write(self, text: str, style: AnsiStyle = PLAIN) -> None:
        """Add text to the last line; it must hold no newline."""
        if not text:
            return
        start = self._open_length
        self._open.append(text)
        self._open_length = start + len(text)
        if style == PLAIN:
            return
        spans = self._open_spans
        if spans and spans[-1].end == start and spans[-1].style == style:
            start = spans.pop().start
        spans.append(StyleSpan(start, self._open_length, style))

    def end_line(self) -> None:
        """Make the last line final and begin an empty one."""
        if self._open_spans:
            self._spans[len(self._lines)] = tuple(self._open_spans)
        self._lines.append("".join(self._open))
        self.clear_line()

    def extend(self, lines: Iterable[str]) -> None:
        """Add whole plain lines; the last line must be empty."""
        self._lines.extend(lines)

    def clear_line(self) -> None:
        """Empty the last line."""
        self._open = []
        self._open_length = 0
        self._open_spans = []

    @property
    def last(self) -> StyledText:
        """The line that is still being written."""
        if len(self._open) > 1:
            self._open = ["".join(self._open)]
        return StyledText(self._open[0] if self._open else "", tuple(self._open_spans))

    def __len__(self) -> int:
        """Count the lines there are to draw: an empty last line is none."""
        return len(self._lines) + (1 if self._open_length else 0)

    def line(self, index: int) -> StyledText:
        """Return the line at this index, from 0; raises IndexError outside of `len()`."""
        if not 0 <= index < len(self):
            raise IndexError(f"There is no line {index}: the text has {len(self)} lines.")
        if index == len(self._lines):
            return self.last
        return StyledText(self._lines[index], self._spans.get(index, ()))

    def tail(self, count: int) -> list[StyledText]:
        """Return the last `count` lines, fewer if there are fewer: O(count)."""
        end = len(self)
        return [self.line(index) for index in range(max(0, end - count), end)]

    @property
    def parts(self) -> tuple[list[str], dict[int, tuple[StyleSpan, ...]], str, tuple[StyleSpan, ...]]:
        """The arguments for `of`: the final lines, their spans by index, the last line and its spans."""
        last = self.last
        return self._lines, self._spans, last.text, last.spans

    @classmethod
    def of(
        cls,
        lines: list[str],
        spans: dict[int, tuple[StyleSpan, ...]],
        last: str,
        last_spans: Iterable[StyleSpan],
    ) -> StyledLines:
        """Build the text from the values of `parts`."""
        made = cls()
        made._lines, made._spans = lines, spans
        made._open, made._open_length, made._open_spans = [last] if last else [], len(last), [*last_spans]
        return made

    @property
    def characters(self) -> int:
        """About how many characters the text has, line ends not counted: O(lines)."""
        return sum(map(len, self._lines)) + self._open_length

    @property
    def text(self) -> str:
        """The whole text, without styles: O(total)."""
        return "\n".join([*self._lines, self.last.text])

    @property
    def spans(self) -> tuple[StyleSpan, ...]:
        """The spans of the whole text: O(total)."""
        spans: list[StyleSpan] = []
        offset = 0
        for index, line in enumerate(self._lines):
            spans.extend(_moved(span, offset) for span in self._spans.get(index, ()))
            offset += len(line) + 1
        spans.extend(_moved(span, offset) for span in self._open_spans)
        return tuple(spans)

    @property
    def value(self) -> StyledText:
        """The whole text with its spans, as one value: O(total)."""
        return StyledText(self.text, self.spans)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StyledLines):
            return NotImplemented
        return self.last == other.last and self._lines == other._lines and self._spans == other._spans

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"StyledLines({self.text!r})"


def _moved(span: StyleSpan, offset: int) -> StyleSpan:
    return StyleSpan(span.start + offset, span.end + offset, span.style)
