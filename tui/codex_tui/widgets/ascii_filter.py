"""For a terminal that has ASCII only: signs of borders, bars and sentences become ASCII when they are drawn.

Our own shapes are chosen in `glyphs`. This is for what has none there: the borders and bars of Textual,
quotes in sentences, the sign of a text that was cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_UPRIGHT = "\u2502\u2503\u2551\u258a\u258b\u258c\u258d\u258e\u258f\u2590\u2595"
_FLAT = "\u2500\u2501\u2550\u2010\u2011\u2012\u2013\u2014"
_BLOCKS = "\u2580\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588\u2589\u2594"

_ASCII = str.maketrans(
    {
        **dict.fromkeys(_UPRIGHT, "|"),
        **dict.fromkeys(_FLAT, "-"),
        # They are halves of a cell in the colours of a bar; the ground is one of these.
        **dict.fromkeys(_BLOCKS, " "),
        **{chr(corner): "+" for corner in range(0x250C, 0x2570) if chr(corner) not in _UPRIGHT + _FLAT},
        # What stands for a control character in a text that is shown on one line.
        **{chr(picture): "?" for picture in range(0x2400, 0x2427)},
        "\u23ce": "/",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2026": "~",
        "\u2022": "*",
        "\u00b7": "-",
        "\u00a0": " ",
    }
)
"""Each is one cell wide, and so is what takes its place."""


class AsciiFilter(LineFilter):
    """Replaces such signs, those in texts of others too; letters of other scripts stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII as far as there is such a sign; the same list when they are."""
        if all(text.isascii() for text, _, _ in segments):
            return segments
        return [Segment(text.translate(_ASCII), style, control) for text, style, control in segments]
