"""Makes strips for the terminal from lines. The colours of the theme come in here, once for each theme."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.filter import ANSIToTruecolor
from textual.strip import Strip

from ...blocks.cells import cut, width
from ...blocks.head import cut_spans
from ...blocks.line import BOLD, ITALIC, STRIKE, UNDERLINE, Span
from ...state.sanitise import sanitise_line
from ..control_filter import ControlFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.filter import LineFilter

    from ...blocks import Glyphs, Line
    from ...blocks.line import SpanStyle
    from ...state.styled import AnsiStyle

MARGIN_LEFT = 2
"""Cells left of a line; the first one shows the cursor."""

MARGIN_RIGHT = 2


class StripPainter:
    """Makes strips as wide as the view, from lines. `look_up` gives the style of each role."""

    def __init__(self, look_up: Callable[[], Mapping[str, Style]], glyphs: Glyphs) -> None:
        self._look_up = look_up
        self._styles: dict[SpanStyle, Style] = {}
        self._named: Mapping[str, Style] = {}
        self._to_truecolor: Callable[[Style], Style] | None = None
        self._filters: list[LineFilter] = []
        self._background = TRANSPARENT
        self.glyphs = glyphs
        self.width = 0

    def use_theme(self, filters: Sequence[LineFilter] = (), background: Color = TRANSPARENT) -> bool:
        """Read the styles of the current theme; return True when any differs, so that strips are out of date.

        `filters` are Textual's, which would process each row of each frame. The one that maps the sixteen
        colours of a terminal to those of the theme is applied once to each style instead. The one that
        replaces control characters is left out: `strip` has checked each text.
        """
        to_truecolor: Callable[[Style], Style] | None = None
        self._filters, self._background = [], background
        for line_filter in filters:
            if isinstance(line_filter, ANSIToTruecolor):
                to_truecolor = partial(line_filter.truecolor_style, background=background.rich_color)
            elif not isinstance(line_filter, ControlFilter):
                self._filters.append(line_filter)
        named = self._look_up()
        if to_truecolor is not None:
            named = {name: to_truecolor(style) for name, style in named.items()}
        if named == self._named and (to_truecolor is None) == (self._to_truecolor is None):
            return False
        self._named = named
        self._to_truecolor = to_truecolor
        self._styles.clear()
        return True

    def filtered(self, strips: list[Strip]) -> list[Strip]:
        """Return strips with Textual's other filters applied, those that the styles do not contain."""
        for line_filter in self._filters:
            strips = [strip.apply_filter(line_filter, self._background) for strip in strips]
        return strips

    @property
    def room(self) -> int:
        """The cells that a line may take."""
        return max(1, self.width - MARGIN_LEFT - MARGIN_RIGHT)

    def named(self, name: str) -> Style:
        """Return the style of a role."""
        if not self._named:
            self.use_theme()
        return self._named[name]

    def style(self, span_style: SpanStyle) -> Style:
        """Return the terminal style of a span's style."""
        style = self._styles.get(span_style)
        if style is None:
            style = self.named(span_style.role)
            if span_style.background:
                style += Style(bgcolor=self.named(span_style.background).bgcolor)
            if span_style.marks:
                style += Style(
                    bold=True if span_style.marks & BOLD else None,
                    italic=True if span_style.marks & ITALIC else None,
                    underline=True if span_style.marks & UNDERLINE else None,
                    strike=True if span_style.marks & STRIKE else None,
                )
            if span_style.ansi is not None:
                style += ansi_style(span_style.ansi)
            if self._to_truecolor is not None:
                style = self._to_truecolor(style)
            self._styles[span_style] = style
        return style

    def blank(self) -> Strip:
        """Return an empty row."""
        return Strip([Segment(" " * self.width, self.named("base"))], self.width)

    def strip(self, line: Line, frame: int = 0) -> Strip:
        """Return a line as a strip; `frame` is the frame of its spinner."""
        base = self.named("base")
        segments = [Segment(" " * MARGIN_LEFT, base)]
        used = 0
        spans = line.coloured
        if line.spins:
            spinner = self.glyphs.spinner
            spans = (Span(spinner[frame % len(spinner)], spans[0].style), *spans[1:])
        for text, span_style in spans:
            if not text.isprintable():
                # State and renderers have sanitised it already; after this the terminal gets it.
                text = sanitise_line(text)
            segments.append(Segment(text, self.style(span_style)))
            used += width(text)
        if used > self.room:
            # The line's maker has not counted its cells. It is cut here, with a sign, and not by the
            # terminal.
            fitting = tuple(cut_spans(spans, self.room, self.glyphs.ellipsis))
            return self.strip(replace(line, spans=fitting, late=None), frame)
        if line.fill is None:
            segments.append(Segment(" " * (self.width - MARGIN_LEFT - used), base))
        else:
            segments.append(Segment(" " * (self.room - used), self.style(line.fill)))
            segments.append(Segment(" " * MARGIN_RIGHT, base))
        return Strip(segments, self.width)

    def with_cursor(self, strip: Strip, *, focused: bool) -> Strip:
        """Return a strip with the mark of the block cursor at its left."""
        first, *others = strip
        style = self.named("cursor" if focused else "cursor-blurred")
        mark = Segment(self.glyphs.cursor_bar, style)
        return Strip([mark, Segment(first.text[1:], first.style), *others], strip.cell_length)

    def with_selection(self, strip: Strip, start: int, end: int) -> Strip:
        """Return a strip with its characters from `start` to `end` marked; -1 is the end of the line."""
        text = strip.text.rstrip()
        stop = len(text) if end < 0 else min(end + MARGIN_LEFT, len(text))
        start = max(start, 0) + MARGIN_LEFT
        if stop <= start:
            return strip
        before, after = width(text[:start]), width(text[:stop])
        selected = self.named("selection")
        left, middle, right = strip.divide([before, after, strip.cell_length])
        # Added to the style of the text, whose own background would hide it.
        marked = [Segment(part.text, (part.style or Style()) + selected) for part in middle]
        return Strip([*left, *marked, *right], strip.cell_length)

    def with_hits(self, strip: Strip, pieces: Sequence[tuple[int, int, bool]]) -> Strip:
        """Return a strip with characters marked as found: (start, end, whether it is the current match)."""
        text = strip.text
        out: list[Segment] = []
        cells = [0]
        for start, end, _ in pieces:
            cells += [width(text[: start + MARGIN_LEFT]), width(text[: end + MARGIN_LEFT])]
        parts = strip.divide([*cells[1:], strip.cell_length])
        for number, part in enumerate(parts):
            if number % 2 == 0:
                out.extend(part)
                continue
            hit = self.named("hit-current" if pieces[number // 2][2] else "hit")
            out.extend([Segment(piece.text, (piece.style or Style()) + hit) for piece in part])
        return Strip(out, strip.cell_length)

    def with_marker(self, strip: Strip, text: str) -> Strip:
        """Return a strip with a note at its right end."""
        shown = cut(sanitise_line(text), max(1, self.width - 4), self.glyphs.ellipsis)
        note = Segment(f" {shown} ", self.named("marker"))
        keep = self.width - note.cell_length - 1
        left = strip.crop(0, keep)
        return Strip([*left, note, Segment(" ", self.named("base"))], self.width)

    def centred(self, rows: Sequence[tuple[str, str]], height: int) -> list[Strip]:
        """Return `height` rows with these rows of (text, component name) in the middle."""
        blank = self.blank()
        above = max(0, (height - len(rows)) // 2 - 1)
        strips = [blank] * above
        for text, name in rows:
            shown = cut(sanitise_line(text), max(1, self.width - 4), self.glyphs.ellipsis)
            left = max(0, self.width - width(shown)) // 2
            style, base = self.named(name), self.named("base")
            right = self.width - left - width(shown)
            segments = [Segment(" " * left, base), Segment(shown, style), Segment(" " * right, base)]
            strips.append(Strip(segments, self.width))
        return [*strips, *[blank] * (height - len(strips))][:height]


def ansi_style(ansi: AnsiStyle) -> Style:
    """Return the style for the SGR attributes of a command's output; unset ones stay as they are."""
    return Style(
        color=ansi.foreground,
        bgcolor=ansi.background,
        bold=ansi.bold or None,
        dim=ansi.dim or None,
        italic=ansi.italic or None,
        underline=ansi.underline or None,
        reverse=ansi.reverse or None,
        strike=ansi.strike or None,
    )
