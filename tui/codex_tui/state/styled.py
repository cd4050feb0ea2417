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
