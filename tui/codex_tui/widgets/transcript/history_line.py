"""The row above the first block: how much of a paged history is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...blocks.line import ACCENT, FAINT, MUTED, Line, Span

if TYPE_CHECKING:
    from ...blocks import Glyphs
    from ...state.threads import ThreadState

BAR_CELLS = 20


def history_line(thread: ThreadState, glyphs: Glyphs) -> Line:
    """Return the line that tells it, as a share of the time that the thread covers."""
    share = thread.history_share
    done = round(share * BAR_CELLS)
    words = "reading earlier turns  " if thread.reading_older else "earlier turns  "
    return Line(
        (
            Span(words, MUTED),
            Span(glyphs.bar_here * done, ACCENT),
            Span(glyphs.rule * (BAR_CELLS - done), FAINT),
            Span(f"  {round(100 * share)} % here", MUTED),
        )
    )
