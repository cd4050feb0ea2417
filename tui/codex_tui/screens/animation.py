"""What changes on the screen by itself: spinners, running times, and a card half a second after it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from ..clock import Clock
    from ..state.store import Store
    from ..widgets.thread_pane import ThreadPane
    from ..widgets.title_bar import TitleBar
    from ..widgets.transcript.view import TranscriptView
    from .cards import Cards

INTERVAL = 0.1
"""Seconds between two ticks while something moves."""


class Animation:
    """Ticks only while something moves: a process that runs ten times a second for nothing costs battery."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        cards: Cards,
        thread_pane: ThreadPane,
        title_bar: TitleBar,
        transcript: TranscriptView,
    ) -> None:
        self._store = store
        self._clock = clock
        self._cards = cards
        self._thread_pane = thread_pane
        self._title_bar = title_bar
        self._transcript = transcript
        self._timer: Timer | None = None
        self.ticking = False
        """Whether the timer runs."""

    @property
    def moves(self) -> bool:
        """Whether anything on the screen changes by itself: a card, or a running turn of any thread."""
        if self._cards.moves:
            return True
        thread = self._store.open_thread
        if thread is not None and (thread.active_turn_id is not None or thread.open_ids):
            return True
        return any(each.active_turn_id is not None for each in self._store.threads.values())

    def begin(self, timer: Timer) -> None:
        """Tick by this timer, which is paused and calls `tick` every `INTERVAL`."""
        self._timer = timer

    def start(self) -> None:
        """Start the timer if something moves."""
        if not self.ticking and self._timer is not None and self.moves:
            self.ticking = True
            self._timer.reset()

    def tick(self) -> None:
        """Do one step, and pause the timer when nothing moves any more."""
        self.step()
        self._cards.tick()
        if not self.moves and self._timer is not None:
            self.ticking = False
            self._timer.pause()

    def step_if_paused(self) -> None:
        """Do one step unless the timer runs; called once a second, for the times in the list."""
        if not self.ticking:
            self.step()

    def step(self) -> None:
        """Advance the spinners by one frame, and update the times."""
        now = self._clock.now()
        self._thread_pane.tick(now)
        self._title_bar.tick(now)
        if not self._thread_pane.reduced_motion:
            self._transcript.tick()
