"""The driver of a real terminal, in place of Textual's: its input goes through our decoder.

Textual 8.2.8 has no public way to replace how input is read. Its parser types the terminal's answers, raises
in the reading thread on bytes that are no UTF-8, and presses the keys that a paste holds: a log with colours
pressed some in 4 of 10 terminals. All else is `LinuxDriver`'s: raw mode, the writer, suspending.
"""

from __future__ import annotations

import contextvars
import math
import os
import select
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import constants, events, messages
from textual.drivers.linux_driver import LinuxDriver

from codex_tui.terminal.bursts import Bursts
from codex_tui.terminal.decoder import Decoder
from codex_tui.terminal.key_names import is_typeable
from codex_tui.terminal.tokens import FocusChanged, KeyPress, MouseInput, Pasted, Reply, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App
    from textual.driver import Driver
    from textual.message import Message
    from typing_extensions import Self

LONGEST_WAIT = 0.1
"""Seconds after which the reading thread looks whether it has to end."""
_CHUNK = 65536
_MORE_THAN_TYPED = 16
"""Bytes: a read of so many is a program's, whatever time we needed to handle it."""

_BEGIN = (
    # Xterm: alt and a letter is ESC and the letter, not a letter with an accent. What it was is saved.
    "\x1b[?1036s\x1b[?1036h"
    # Application mode of cursor keys and keypad: st's Delete and ctrl+end are keys of their own only then.
    "\x1b[?1h\x1b="
)
_ASK_KEYBOARD = "\x1b[?u"
_END = (
    "\x1b>\x1b[?1l\x1b[?1036r"
    # GNU screen has no alternate screen unless it is told to; the last frame would stay, with a prompt in it.
    "\x1b[m\x1b[H\x1b[2J"
)
_HAS_SYNCHRONIZED_OUTPUT = {(2026, 1), (2026, 2)}
"""Reports of the mode by terminals that have it, set or not. 0 is unknown, 4 is never: VTE 0.70 says that."""

_MOUSE_EVENTS: dict[str, type[events.MouseEvent]] = {
    "press": events.MouseDown,
    "release": events.MouseUp,
    "move": events.MouseMove,
    "scroll_up": events.MouseScrollUp,
    "scroll_down": events.MouseScrollDown,
    "scroll_left": events.MouseScrollLeft,
    "scroll_right": events.MouseScrollRight,
}


class Key(events.Key):
    """A key event that knows whether ESC and another key would look the same.

    The class has the name of Textual's, because the names of handlers, `on_key`, are made from it.
    """

    __slots__ = ("ambiguous",)

    def __init__(self, key: str, character: str | None, *, ambiguous: bool = False) -> None:
        super().__init__(key, character)
        self.ambiguous = ambiguous
        """Whether ESC and another key in one piece look the same; false with the kitty protocol."""

    def copy(self) -> Self:
        """Copy the event."""
        return type(self)(self.key, self.character, ambiguous=self.ambiguous)

    @property
    def is_printable(self) -> bool:
        """Whether the key types a character: all but controls and halves of surrogate pairs.

        `str.isprintable()`, which Textual asks, is false for blanks of Japanese and joiners of Persian.
        """
        return bool(self.character) and all(map(is_typeable, self.character or ""))


class InputEvents:
    """Makes Textual's events of tokens; it needs no terminal, so tests take the same road."""

    def __init__(self) -> None:
        self.reports_modifiers = False
        """Whether the terminal said that it speaks the kitty protocol: alt is never ambiguous then."""
        self._mouse_at = (0, 0)

    def messages(self, token: Token, columns: int, rows: int) -> list[Message]:
        """Give the events of a token, on a screen of that size; none for most replies."""
        if isinstance(token, KeyPress):
            ambiguous = token.ambiguous and not self.reports_modifiers
            return [Key(token.key, token.text, ambiguous=ambiguous)]
        if isinstance(token, Pasted):
            return [events.Paste(token.text)]
        if isinstance(token, MouseInput):
            on_screen = _on_screen(token, columns, rows)
            return [self._mouse_event(on_screen)] if on_screen else []
        if isinstance(token, FocusChanged):
            return [events.AppFocus() if token.focused else events.AppBlur()]
        return self._replied(token)

    def _replied(self, reply: Reply) -> list[Message]:
        if reply.kind == "keyboard-flags":
            self.reports_modifiers = any(reply.values)
        elif reply.kind == "mode" and reply.values in _HAS_SYNCHRONIZED_OUTPUT:
            return [messages.TerminalSupportsSynchronizedOutput()]
        return []

    def _mouse_event(self, token: MouseInput) -> events.MouseEvent:
        before_x, before_y = self._mouse_at
        self._mouse_at = (token.x, token.y)
        return _MOUSE_EVENTS[token.action](
            None,
            token.x,
            token.y,
            token.x - before_x,
            token.y - before_y,
            token.button,
            token.shift,
            token.meta,
            token.ctrl,
            screen_x=token.x,
            screen_y=token.y,
        )


class TerminalDriver(LinuxDriver):
    """Reads a terminal through `Decoder` and `Bursts`, and hands events to the application in their order."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        # While the mouse is reported, GNU screen keeps a lone ESC until the next byte: esc would do nothing.
        super().__init__(app, debug=debug, mouse=mouse and "STY" not in os.environ, size=size)
        self._input_events = InputEvents()
        self._context = contextvars.copy_context()

    @property
    def reports_modifiers(self) -> bool:
        """Whether the terminal said that it speaks the kitty protocol: alt is never ambiguous then."""
        return self._input_events.reports_modifiers

    def start_application_mode(self) -> None:
        """Start, and ask for the keys that we can tell apart."""
        before = self._writer_thread
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual left it without types
        if self._writer_thread is before:
            # In the background Textual starts nothing, and waits to be continued.
            return
        self.write(_BEGIN)
        if not constants.DISABLE_KITTY_KEY:
            self.write(_ASK_KEYBOARD)
        self.flush()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was, also when the application is suspended."""
        self.write(_END)
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read until told to stop, or until the terminal is gone."""
        decoder, bursts = Decoder(), Bursts()
        last, length = time.monotonic(), 0
        while not self.exit_event.is_set():
            deadlines = [each for each in (decoder.deadline, bursts.deadline) if each is not None]
            until = min([*deadlines, time.monotonic() + LONGEST_WAIT])
            if length > _MORE_THAN_TYPED and self._is_readable(0.0):
                # The rest of a large paste waited for us to handle its begin: there was no gap.
                now = last
            elif self._is_readable(max(0.0, until - time.monotonic())):
                # It came before the wait was over, however late this thread was woken.
                now = min(time.monotonic(), math.nextafter(until, -math.inf))
            else:
                now = time.monotonic()
                self._send(bursts.feed(decoder.tick(now), now))
                continue
            data = self._read()
            if not data:
                return
            last, length = now, len(data)
            self._send(bursts.feed(decoder.feed(data, now), now))

    def process_tokens(self, tokens: Iterable[Token]) -> None:
        """Hand on what was read, as Textual's events."""
        columns, rows = self._get_terminal_size()
        for token in tokens:
            for message in self._input_events.messages(token, columns, rows):
                self.process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand a message to the application, behind all that came before it."""
        # A coroutine for each message, as Textual has it, is a task for each: those may overtake each other.
        take: Callable[[Message], object] = getattr(self._app, "take_input", self._app.post_message)
        # In the application's context, not in this thread's: what it calls looks up the active application.
        self._loop.call_soon_threadsafe(take, message, context=self._context)

    def _send(self, tokens: list[Token]) -> None:
        try:
            self.process_tokens(tokens)
        except RuntimeError:
            # The event loop is closed: what is typed now is for the shell.
            if not self._loop.is_closed():
                raise

    def _query_in_band_window_resize(self) -> None:
        """Ask for no sizes in the input: SIGWINCH says them, and with them the mouse would come in pixels."""

    def _is_readable(self, timeout: float) -> bool:
        try:
            ready, _, _ = select.select([self.fileno], [], [], timeout)
        except (OSError, ValueError):
            # The terminal is gone; reading says so as well.
            return True
        return bool(ready)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            # EIO: the terminal is gone. SIGHUP ends the application.
            return b""


def _on_screen(token: MouseInput, columns: int, rows: int) -> MouseInput | None:
    """Drop what is said to have happened outside of the screen: a press there takes the focus away.

    A release is one wherever it was, so that no button stays down; it is moved to the edge.
    """
    x, y = min(token.x, columns - 1), min(token.y, rows - 1)
    if (x, y) == (token.x, token.y):
        return token
    return replace(token, x=x, y=y) if token.action == "release" else None


def driver_class(usual: type[Driver]) -> type[Driver]:
    """Choose our driver where Textual would take its own for a terminal.

    One that `TEXTUAL_DRIVER` names (a browser's) is kept, and that of Windows.
    """
    return TerminalDriver if usual is LinuxDriver and constants.DRIVER is None else usual
