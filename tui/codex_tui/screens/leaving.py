"""Leaving, which never happens at one press of a key that people press by habit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.own_keys import name_of
from ..state.threads import ThreadPhase
from .copying import copy
from .questions import QUIT, quit_question

if TYPE_CHECKING:
    from .cockpit import Cockpit

QUIT_WITHIN = 2.0
"""Seconds in which a second `ctrl+c` leaves."""


class Leaving:
    """What `ctrl+c` and `ctrl+q` do."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._said_at = float("-inf")
        self._asking = False

    def copy_or_clear(self) -> None:
        """Copy a selection, else clear the composer, else interrupt the turn, else say how to quit.

        It quits only if the press before said so, at most `QUIT_WITHIN` seconds ago.
        """
        cockpit = self._cockpit
        now = cockpit.clock.monotonic()
        said, self._said_at = self._said_at, float("-inf")
        selected = cockpit.composer.selected_text or cockpit.get_selected_text()
        if selected:
            copy(cockpit.app, selected)
        elif cockpit.composer.clear_to_history() or cockpit.actions.interrupt():
            pass
        elif now - said <= QUIT_WITHIN:
            self.ask()
        else:
            self._said_at = now
            again, at_once = (name_of(cockpit.app, each) for each in ("app.copy", "app.quit"))
            cockpit.say(f"Press {again} again, or {at_once}, to quit.")

    def ask(self) -> None:
        """Leave; ask first when turns run. While it asks, another `ctrl+q` does nothing: it may be held."""
        cockpit = self._cockpit
        if self._asking:
            return
        busy = (ThreadPhase.WORKING, ThreadPhase.NEEDS_PERSON)
        running = sum(thread.phase in busy for thread in cockpit.store.threads.values())
        if running and cockpit.online:
            self._asking = True
            question = quit_question(running, cockpit.composer, cockpit.input_clock)
            cockpit.app.push_screen(question, self._answered)
        else:
            cockpit.app.exit()

    def _answered(self, answer: str | None) -> None:
        self._asking = False
        if answer == QUIT.id:
            self._cockpit.app.exit()
