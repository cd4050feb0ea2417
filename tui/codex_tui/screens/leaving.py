"""Quitting: one press of a key that people press by habit never quits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.threads import ThreadPhase
from .online import is_online
from .questions import QUIT, quit_question, what_runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..clock import Clock
    from ..state.change import Change
    from ..state.store import Store
    from ..widgets.composer import Composer
    from .copying import Copying
    from .notifier import Notifier
    from .online import Connected
    from .question import Question
    from .sending import Sending
    from .text_selection import TextSelection

QUIT_WITHIN = 2.0
"""Seconds within which a second `ctrl+c` quits."""


class Leaving:
    """What `ctrl+c` and `ctrl+q` do. `input_clock` tells when the keys for the dialog came.

    `goes_on` returns whether turns go on without this application, so that there is nothing to ask.
    """

    def __init__(
        self,
        store: Store,
        session: Connected,
        clock: Clock,
        input_clock: Callable[[], float],
        notifier: Notifier,
        sending: Sending,
        selection: TextSelection,
        copying: Copying,
        composer: Composer,
        goes_on: Callable[[], bool],
    ) -> None:
        self._goes_on = goes_on
        self._store = store
        self._session = session
        self._clock = clock
        self._input_clock = input_clock
        self._notifier = notifier
        self._sending = sending
        self._selection = selection
        self._copying = copying
        self._composer = composer
        self._said_at = float("-inf")
        self._question: Question | None = None

    def copy_or_clear(self) -> None:
        """Copy a selection, else clear the composer, else interrupt the turn, else tell how to quit.

        It quits only if the press before told how, at most `QUIT_WITHIN` seconds ago.
        """
        now = self._clock.monotonic()
        said, self._said_at = self._said_at, float("-inf")
        if selected := self._selection.text:
            self._copying.copy(selected)
        elif self._composer.clear_to_history() or self._sending.interrupt():
            pass
        elif now - said <= QUIT_WITHIN:
            self.ask()
        else:
            self._said_at = now
            again, at_once = self._notifier.key("app.copy"), self._notifier.key("app.quit")
            self._notifier.say(f"Press {again} again, or {at_once}, to quit.")

    def ask(self) -> None:
        """Quit, or ask first while turns run. In the dialog `ctrl+q` does nothing: the key may be held."""
        if self._question is not None:
            return
        app = self._composer.app
        if running := self._running:
            self._question = quit_question(running, self._composer, self._input_clock)
            app.push_screen(self._question, self._answered)
        else:
            app.exit()

    def watch(self, _change: Change) -> None:
        """Keep the question to what is so: it goes when nothing runs any more. A step of the frame clock."""
        question = self._question
        if question is None or not question.is_current:
            return
        if running := self._running:
            question.say(what_runs(running))
        else:
            question.withdraw()
            self._notifier.say(f"Nothing runs any more: {self._notifier.key('app.quit')} quits at once.")

    @property
    def _running(self) -> int:
        """How many turns would be stopped."""
        if self._goes_on() or not is_online(self._session, self._store.ui):
            return 0
        busy = (ThreadPhase.WORKING, ThreadPhase.NEEDS_PERSON)
        return sum(thread.phase in busy for thread in self._store.threads.values())

    def _answered(self, answer: str | None) -> None:
        self._question = None
        if answer == QUIT.id:
            self._composer.app.exit()
