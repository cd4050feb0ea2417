"""Leaving, which never happens at one press of a key that people press by habit."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        self._pressed_at = float("-inf")
        self._asking = False

    def copy_or_clear(self) -> None:
        """Copy a selection, else clear the composer, else say how to quit, and quit at the second press."""
        cockpit = self._cockpit
        selected = cockpit.composer.selected_text or cockpit.get_selected_text()
        if selected:
            copy(cockpit.app, selected)
        elif not cockpit.composer.clear_to_history():
            now = cockpit.clock.monotonic()
            if now - self._pressed_at <= QUIT_WITHIN:
                self.ask()
                return
            self._pressed_at = now
            cockpit.say("Press ^c again, or ^q, to quit.")

    def ask(self) -> None:
        """Leave; ask first when turns run. While it asks, another `ctrl+q` does nothing: it may be held."""
        cockpit = self._cockpit
        if self._asking:
            return
        busy = (ThreadPhase.WORKING, ThreadPhase.NEEDS_PERSON)
        running = sum(thread.phase in busy for thread in cockpit.store.threads.values())
        if running and cockpit.online:
            self._asking = True
            question = quit_question(running, cockpit.composer, cockpit.clock.monotonic)
            cockpit.app.push_screen(question, self._answered)
        else:
            cockpit.app.exit()

    def _answered(self, answer: str | None) -> None:
        self._asking = False
        if answer == QUIT:
            self._cockpit.app.exit()
