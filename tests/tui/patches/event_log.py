"""A small application on our driver that writes the events it gets to a file, one a line, as JSON.

Run it as a program: the file's name, and words: `road` for one that has `take_input`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from codex_tui.patches.driver import TerminalDriver
from codex_tui.patches.key_event import Key
from textual import events
from textual.app import App
from textual.message import Message


class EventLog(App[None]):
    """Writes what arrives; ctrl+q ends it, f9 says what the driver knows, ctrl+z suspends for a moment.

    f8 is stopped by a signal while it writes.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, log: Path) -> None:
        super().__init__(driver_class=TerminalDriver)
        self._file = log.open("a", encoding="utf-8", buffering=1)

    def note(self, *values: object) -> None:
        """Write a line."""
        self._file.write(json.dumps(values) + "\n")

    def on_ready(self) -> None:
        self.note("ready")

    def on_key(self, event: events.Key) -> None:
        ambiguous = event.ambiguous if isinstance(event, Key) else None
        self.note("key", event.key, event.character, event.is_printable, ambiguous)
        if event.key == "f9":
            driver = self._driver
            assert isinstance(driver, TerminalDriver)
            self.note("driver", driver.reports_modifiers, self._sync_available, driver._mouse)
        elif event.key == "ctrl+z":
            with self.suspend():
                self.note("suspended")
        elif event.key == "f8":
            self.app_resume_signal.subscribe(self, lambda _: self.note("resumed"))
            assert isinstance(self._driver, TerminalDriver)
            writer = self._driver._writer_thread
            assert writer is not None
            with writer._queue.mutex:
                os.kill(os.getpid(), signal.SIGTSTP)
            self.note("written")

    def on_paste(self, event: events.Paste) -> None:
        self.note("paste", event.text if len(event.text) < 1000 else len(event.text))

    def on_event_mouse(self, event: events.MouseEvent) -> None:
        self.note(type(event).__name__, event.x, event.y, event.button, event.delta_x, event.delta_y)

    on_mouse_down = on_mouse_up = on_mouse_move = on_event_mouse
    on_mouse_scroll_up = on_mouse_scroll_down = on_event_mouse

    def on_app_focus(self) -> None:
        self.note("focus")

    def on_app_blur(self) -> None:
        self.note("blur")

    def action_help_quit(self) -> None:
        """Treat ctrl+c as any other key."""


class OneRoad(EventLog):
    """Takes its input itself, in order, before any queue."""

    def take_input(self, message: Message) -> None:
        """Log a message that came this way."""
        self.note("taken", type(message).__name__)
        self.post_message(message)


if __name__ == "__main__":
    (OneRoad if "road" in sys.argv else EventLog)(Path(sys.argv[1])).run()
