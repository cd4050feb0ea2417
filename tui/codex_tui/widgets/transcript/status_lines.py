"""The lines around the blocks: the state of a thread that no block shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...blocks.line import ACCENT, FAINT, MUTED, WARNING, Line, Span
from ...state.threads import ThreadPhase

if TYPE_CHECKING:
    from ...blocks import Glyphs
    from ...state.threads import ThreadState

BAR_CELLS = 20

EmptyRows = tuple[tuple[str, str], ...]
"""Rows for the middle of an empty screen: a text and the name of its style each."""

_NO_THREAD: EmptyRows = (
    ("No thread is open", "title"),
    ("", "muted"),
    ("Choose one in the list, or start a new one.", "muted"),
)
_LOADING: EmptyRows = (("Reading the thread", "muted"),)
_NEW_THREAD = "Say what you want done. {send} sends it."


def history_line(thread: ThreadState, glyphs: Glyphs) -> Line:
    """Return the line above the first block: the loaded part of a paged history, as a share of its time."""
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


def activity_line(thread: ThreadState, glyphs: Glyphs) -> Line | None:
    """Return the line below the last block: what the turn does, unless a block shows it."""
    if thread.active_turn_id is None or thread.pending:
        # The card below the conversation says what waits.
        return None
    if thread.phase is ThreadPhase.NEEDS_PERSON:
        words = thread.activity or "waits for you"
        return Line((Span(f"{glyphs.waiting} ", WARNING), Span(words, WARNING)))
    if thread.items and thread.items[-1].is_open:
        return None
    spinner = Span(glyphs.spinner[0], ACCENT)
    return Line((spinner, Span(f" {thread.activity or 'working'}", MUTED)), spins=True)


def empty_rows(thread: ThreadState | None, send: str) -> EmptyRows:
    """Return the rows of an empty conversation; `send` is the name of the key that sends a prompt."""
    if thread is None:
        return _NO_THREAD
    if not thread.history_loaded and (thread.preview or thread.last_turn_id):
        return _LOADING
    where = ((thread.cwd, "faint"),) if thread.cwd else ()
    return ((thread.title, "title"), *where, ("", "muted"), (_NEW_THREAD.format(send=send), "muted"))
