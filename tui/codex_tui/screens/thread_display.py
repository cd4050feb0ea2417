"""Puts a thread on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.sanitise import sanitise_line
from ..state.threads import ThreadState
from .online import is_online
from .view_models import directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session import CodexSession
    from ..widgets.find_pane import FindPane
    from ..widgets.thread_list import ThreadList
    from ..widgets.transcript.view import TranscriptView
    from .drafts import Drafts
    from .drawing import Drawing
    from .refresh import FrameClock


class ThreadDisplay:
    """Changes which thread is open: its transcript, its draft, its row. `shown` is called after it."""

    def __init__(
        self,
        session: CodexSession,
        drafts: Drafts,
        frame_clock: FrameClock,
        drawing: Drawing,
        *,
        finding: FindPane,
        transcript: TranscriptView,
        thread_list: ThreadList,
        shown: Callable[[], object],
    ) -> None:
        self._store = session.store
        self._session = session
        self._drafts = drafts
        self._frame_clock = frame_clock
        self._drawing = drawing
        self._finding = finding
        self._transcript = transcript
        self._thread_list = thread_list
        self._shown = shown

    def show(self, thread_id: str | None, *, keep_text: bool = False) -> None:
        """Show a thread with its draft; the draft of the one before is kept.

        With `keep_text` the composer stays as it is, because the same conversation goes on.
        """
        if keep_text:
            self._drafts.forget()
        else:
            self._drafts.put_away()
        change = self._store.show(thread_id)
        self._finding.close()
        if not keep_text:
            self._drafts.fetch()
        self._frame_clock.changed(change)
        if is_online(self._session, self._store.ui):
            self._frame_clock.changed(self._store.tidy())
        self.show_transcript()
        self._drawing.everything()
        if thread_id is not None:
            self._thread_list.select(thread_id)

    def show_transcript(self) -> None:
        """Show the open conversation in the transcript."""
        # A conversation without a thread looks like an empty thread of this directory.
        cwd = sanitise_line(directory(self._store, self._session.options))
        self._transcript.show(self._store.open_thread or ThreadState("", cwd=cwd, history_loaded=True))
        self._shown()
