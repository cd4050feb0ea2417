"""The lines that a block is drawn into, of spans that name a role instead of a colour, and their wrapping.

Nothing here knows a theme or a widget. The code that paints resolves a `SpanStyle` to a terminal style.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .cells import clusters, expand_tabs, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..state.styled import AnsiStyle

BOLD = 1
ITALIC = 2
UNDERLINE = 4
STRIKE = 8


class SpanStyle(NamedTuple):
    """How a span is drawn: its `role`, its `marks` (`BOLD | ITALIC`), and a command's own colours.

    `background` is the role whose background it has, when that is not its own.
    """

    role: str
    marks: int = 0
    ansi: AnsiStyle | None = None
    background: str = ""

    def marked(self, marks: int) -> SpanStyle:
        """Return this style with `marks` added."""
        return SpanStyle(self.role, self.marks | marks, self.ansi, self.background)


ROLES = (
    *("text", "strong", "muted", "faint", "accent", "success", "warning", "error"),
    *("prompt", "prompt-bar", "heading", "bullet", "quote-bar", "rule", "link", "url"),
    *("inline-code", "code", "table-head", "table-rule"),
    *("syntax-keyword", "syntax-name", "syntax-string", "syntax-number", "syntax-comment", "syntax-operator"),
    *("syntax-type", "syntax-added", "syntax-removed"),
    *("head", "fold", "fact", "command", "output", "thought"),
    *("diff-added", "diff-removed", "diff-context", "diff-number", "diff-hunk"),
    *("diff-added-number", "diff-removed-number", "diff-added-word", "diff-removed-word"),
)

TEXT = SpanStyle("text")
STRONG = SpanStyle("strong")
MUTED = SpanStyle("muted")
FAINT = SpanStyle("faint")
ACCENT = SpanStyle("accent")
SUCCESS = SpanStyle("success")
WARNING = SpanStyle("warning")
ERROR = SpanStyle("error")
HEAD = SpanStyle("head")
FOLD = SpanStyle("fold")
FACT = SpanStyle("fact")
CODE = SpanStyle("code")
OUTPUT = SpanStyle("output")


class Span(NamedTuple):
    """A piece of text that is drawn in one style. It holds no newline, no tab and no control character."""

    text: str
    style: SpanStyle = TEXT


@dataclass(slots=True)
class Line:
    """One row.

    `fill` is the style of the rest of the row. `gutter` counts the first characters that are decoration
    (bars, line numbers, indentation) and that copying leaves out. `soft` says that the row continues the one
    above, so that copying joins them with `glue`. `spins` says that its first span is a spinner. `copied` is
    what copying the whole row gives, when that is not its text: among other rows, and alone. `late` returns
    the same text with its colours, when computing them is too much work for rows that are not shown.
    """

    spans: tuple[Span, ...] = ()
    fill: SpanStyle | None = None
    gutter: int = 0
    soft: bool = False
    glue: str = ""
    spins: bool = False
    copied: tuple[str, str] | None = field(default=None, compare=False)
    late: Callable[[], tuple[Span, ...]] | None = field(default=None, compare=False)

    @property
    def coloured(self) -> tuple[Span, ...]:
        """The spans with their colours; calls `late` if there is one."""
        return self.spans if self.late is None else self.late()

    @property
    def text(self) -> str:
        """The characters of the row."""
        return "".join([span.text for span in self.spans])

    @property
    def cells(self) -> int:
        """How many cells the row takes."""
        return sum([width(span.text) for span in self.spans])


BLANK = Line()


def spans_width(spans: Iterable[Span]) -> int:
    """Return how many cells spans take side by side."""
    return sum([width(span.text) for span in spans])


def spaces(count: int, style: SpanStyle = TEXT) -> Span:
    """Return a span of `count` spaces; of none for a negative count."""
    return Span(" " * max(0, count), style)


def expanded(spans: Iterable[Span]) -> list[Span]:
    """Return the spans of one line with their tabs replaced by spaces up to the next stop."""
    before = ""
    out: list[Span] = []
    for text, style in spans:
        whole = expand_tabs(before + text)
        out.append(Span(whole[len(before) :], style))
        before = whole
    return out


def break_points(text: str, cells: int, *, words: bool = True) -> list[tuple[int, int]]:
    """Return the (start, end) of each row of a text without newlines.

    Rows break at spaces, and the space itself is left out; a word that is wider than a row is cut.
    With `words=False` rows break anywhere, and nothing is left out.
    """
    cells = max(1, cells)
    if not text.isascii():
        return _break_wide(text, cells, words)
    if len(text) <= cells:
        return [(0, len(text))]
    return _break_ascii(text, cells) if words else _chop_ascii(text, cells)


def _chop_ascii(text: str, cells: int) -> list[tuple[int, int]]:
    size = len(text)
    return [(start, min(size, start + cells)) for start in range(0, size, cells)]


def _break_ascii(text: str, cells: int) -> list[tuple[int, int]]:
    size, start = len(text), 0
    rows: list[tuple[int, int]] = []
    while size - start > cells:
        space = text.rfind(" ", start, start + cells + 1)
        end = start + cells if space <= start else space
        rows.append((start, end))
        start = end
        while start < size and text[start] == " ":
            start += 1
    rows.append((start, size))
    return rows


def _break_wide(text: str, cells: int, words: bool) -> list[tuple[int, int]]:
    pieces = list(clusters(text))
    starts = [0]
    for cluster, _ in pieces:
        starts.append(starts[-1] + len(cluster))
    rows: list[tuple[int, int]] = []
    first, count = 0, len(pieces)
    while True:
        last, used = first, 0
        while last < count and used + pieces[last][1] <= cells:
            used += pieces[last][1]
            last += 1
        if last >= count:
            rows.append((starts[first], len(text)))
            return rows
        last = max(last, first + 1)
        if words:
            last = _last_break(pieces, first, last)
        rows.append((starts[first], starts[last]))
        first = last
        while words and first < count and pieces[first][0] == " ":
            first += 1


def _last_break(pieces: Sequence[tuple[str, int]], first: int, last: int) -> int:
    """Return the best end of a row, up to `last`: at a space, beside a wide character, else `last`."""
    for index in range(last, first, -1):
        if pieces[index][0] == " " or pieces[index][1] == 2 or pieces[index - 1][1] == 2:
            return index
    return last


def slice_spans(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the spans of the characters from `start` to `end`."""
    out: list[Span] = []
    position = 0
    for text, style in spans:
        after = position + len(text)
        if after > start:
            if position >= end:
                break
            piece = text[max(0, start - position) : end - position]
            if piece:
                out.append(Span(piece, style))
        position = after
    return out


def wrap(
    spans: Sequence[Span],
    cells: int,
    first: Sequence[Span] = (),
    rest: Sequence[Span] | None = None,
    *,
    words: bool = True,
    fill: SpanStyle | None = None,
) -> list[Line]:
    """Return spans as rows of at most `cells` cells, the first behind `first`, the others behind `rest`.

    The text gets at least four cells of each row. Without `rest` all rows are behind `first`.
    """
    if rest is None:
        rest = first
    text = "".join([span.text for span in spans])
    room = max(4, cells - max(spans_width(first), spans_width(rest)))
    if len(text) <= room and text.isascii():
        return [Line((*first, *spans), fill, _length(first))]
    lines: list[Line] = []
    previous_end = 0
    for number, (start, end) in enumerate(break_points(text, room, words=words)):
        lead = rest if number else first
        lines.append(
            Line(
                (*lead, *slice_spans(spans, start, end)),
                fill,
                _length(lead),
                soft=number > 0,
                glue=text[previous_end:start] if number else "",
            )
        )
        previous_end = end
    return lines


def wrap_text(
    text: str,
    style: SpanStyle,
    cells: int,
    first: Sequence[Span] = (),
    rest: Sequence[Span] | None = None,
    *,
    words: bool = True,
) -> list[Line]:
    """Return a text with newlines as rows; see `wrap`."""
    lines: list[Line] = []
    for row in text.split("\n"):
        spans = (Span(expand_tabs(row), style),)
        lines.extend(wrap(spans, cells, first, rest, words=words))
        first = first if rest is None else rest
    return lines


def _length(spans: Sequence[Span]) -> int:
    return sum([len(span.text) for span in spans])
