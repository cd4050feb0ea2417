"""The driver of a real terminal, in place of Textual's: our decoder reads the input.

Textual 8.2.8 has no public way to replace how input is read. Its parser types the terminal's answers as text,
raises in the reading thread on bytes that are not UTF-8, and presses keys that a paste holds: a log with
colours pressed some in 4 of 10 terminals. The rest is `LinuxDriver`'s: raw mode, the writer, suspending.
"""

from __future__ import annotations

import contextvars
import fcntl
import math
import os
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual import constants, events
from textual.drivers.linux_driver import LinuxDriver

from ..outside.sequences import RESTORE_TITLE, SAVE_TITLE, title
from ..terminal.pacing import ANSWER
from .frame_output import FrameOutput
from .terminal_reader import TerminalReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App
    from textual.driver import Driver
    from textual.message import Message

LONGEST_WAIT = 0.1
"""Seconds after which the reading thread checks whether it has to end."""
_CHUNK = 65536
_LAST_ANSWERS = 0.3
"""Seconds that the end waits for what the terminal still answers, which the shell would get as typed."""
_STEP = 0.005
_TOUCHES = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseUp,
    events.MouseScrollUp,
    events.MouseScrollDown,
)
_MORE_THAN_TYPED = 16
"""Bytes: a longer read comes from a program, however long we took to handle it."""

# The title of the terminal is put back at the end; where the terminal saves none, it has none then.
_BEGIN = SAVE_TITLE + (
    # Xterm: send alt and a letter as ESC and the letter, not as an accented letter. The old mode is saved.
    "\x1b[?1036s\x1b[?1036h"
    # Application mode for the cursor keys, but not for the keypad: its enter would be Konsole's shift+enter
    # in xterm, urxvt and st, and in st its arrows would be digits.
    "\x1b[?1h"
)
_ASK_KEYBOARD = "\x1b[?u"
# BEL ends it: the Linux console and GNU screen know that end too.
_ASK_BACKGROUND = "\x1b]11;?\x07"
_END = (title("") + RESTORE_TITLE) + (
    "\x1b[?1l\x1b[?1036r"
    # GNU screen has no alternate screen unless it is told to; the last frame would stay, with a prompt in it.
    "\x1b[m\x1b[H\x1b[2J"
)


def typed_in_lines(terminal: int) -> int:
    """Return how many bytes wait that were typed in lines, as before a program takes the terminal.

    They end with the last enter. 0 where the terminal is ours already, or cannot tell.
    """
    try:
        flags = termios.tcgetattr(terminal)
        if not (flags[0] & termios.ICRNL and flags[3] & termios.ICANON):
            return 0
        return int(struct.unpack("i", fcntl.ioctl(terminal, termios.FIONREAD, b"\0" * 4))[0])
    except (OSError, termios.error):
        return 0


class _TerminalFile:
    """The terminal as the writing thread uses it; what comes after the terminal has gone is dropped.

    An error would end that thread, and the application would wait for ever to put its next frame into a full
    queue: 6 of 7 applications whose window was closed were left running.
    """

    def __init__(self, file: IO[str], flushed: Callable[[int], None]) -> None:
        self._terminal = file
        self._written = 0
        self._flushed = flushed

    def write(self, text: str) -> int:
        """Write to the terminal."""
        with suppress(OSError):
            self._terminal.write(text)
        self._written += len(text)
        return len(text)

    def flush(self) -> None:
        """Hand all that was written to the terminal, and say how many characters that was since the start."""
        with suppress(OSError):
            self._terminal.flush()
        self._flushed(self._written)

    def fileno(self) -> int:
        """Return the descriptor of the terminal."""
        return self._terminal.fileno()


class TerminalDriver(LinuxDriver):
    """Reads a terminal through `Decoder` and `Bursts`, and hands events to the application in their order."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        # While the mouse is reported, GNU screen keeps a lone ESC until the next byte: esc would do nothing.
        super().__init__(app, debug=debug, mouse=mouse and "STY" not in os.environ, size=size)
        self._reader = TerminalReader(self._get_terminal_size)
        self._context = contextvars.copy_context()
        self._given_away = False
        self._in_lines = 0
        # Textual's handlers run between any two steps of the program. During a write, which holds the queue
        # lock, the one that restores the terminal waited for that lock for ever: 1 `kill -TSTP` in 7 hung.
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._continued)
        terminal = _TerminalFile(self._file, self._flushed)
        self._file: IO[str] = terminal  # type: ignore[assignment]  # as much of it as is used
        self.frames = FrameOutput(self.write, self._frame_may_go, self._loop.call_later)
        """What the terminal shows."""

    @property
    def reports_modifiers(self) -> bool:
        """Whether the terminal said that it speaks the kitty protocol: alt is never ambiguous then."""
        return self._reader.reports_modifiers

    def start_application_mode(self) -> None:
        """Start, and have the terminal send keys in forms that can be told apart."""
        before = self._writer_thread
        self._in_lines = typed_in_lines(self.fileno)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual left it without types
        if self._writer_thread is before:
            # In the background Textual starts nothing; it waits to be continued.
            return
        self.frames.begin(asks=self.input_tty)
        self.write(_BEGIN)
        if not constants.DISABLE_KITTY_KEY:
            self.write(_ASK_KEYBOARD)
        self.flush()

    def stop_application_mode(self) -> None:
        """Restore the terminal; called on suspending too."""
        self.write(_END)
        longest = time.monotonic() + _LAST_ANSWERS
        while self.frames.pacing.unanswered and time.monotonic() < longest:
            time.sleep(_STEP)
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Give the terminal to another program: until it is back, what is drawn is dropped."""
        super().suspend_application_mode()
        self._given_away = True

    def resume_application_mode(self) -> None:
        """Take the terminal back."""
        self._given_away = False
        super().resume_application_mode()

    def _continued(self) -> None:
        """Take the terminal back if it was given away.

        The kernel sends SIGCONT behind SIGHUP too, when the terminal is gone: a second pair of threads would
        be started on it.
        """
        if self._given_away:
            self._sigcont_application()

    def write(self, data: str) -> None:
        """Write to the terminal, unless another program has it: the queue of the writer would fill up."""
        if not self._given_away:
            self.frames.pacing.sent(len(data))
            super().write(data)

    def _flushed(self, characters: int) -> None:
        """Note what was written; the thread that writes calls this."""
        self.frames.pacing.written(characters)
        self._say_free()

    def _say_free(self) -> None:
        with suppress(RuntimeError):
            # The event loop may be closed: the last frame was written after it.
            self._loop.call_soon_threadsafe(self._frame_may_go, context=self._context)

    def _frame_may_go(self) -> None:
        free: Callable[[], None] | None = getattr(self._app, "terminal_is_free", None)
        if free is not None and self._writer_thread is not None:
            free()

    def ask_background(self) -> None:
        """Ask the terminal for its background; it answers with a `BackgroundTold`, or not at all."""
        self.write(_ASK_BACKGROUND)
        self.flush()

    def use_mouse(self, wanted: bool) -> None:
        """Have the mouse reported to us, or leave it to the terminal."""
        wanted = wanted and "STY" not in os.environ
        if wanted == self._mouse:
            return
        if wanted:
            self._mouse = True
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()
            self._mouse = False
        self.flush()

    def run_input_thread(self) -> None:
        """Read input until the driver stops or the terminal is gone. The reading thread runs this."""
        reader = self._reader = TerminalReader(self._get_terminal_size)
        last, length = time.monotonic(), 0
        while not self.exit_event.is_set():
            longest = time.monotonic() + LONGEST_WAIT
            until = longest if reader.deadline is None else min(reader.deadline, longest)
            if length > _MORE_THAN_TYPED and self._is_readable(0.0):
                # The rest of a large paste was waiting while we handled its beginning: there was no gap.
                now = last
            elif self._is_readable(max(0.0, until - time.monotonic())):
                # It came before the wait was over, however late this thread was scheduled.
                now = min(time.monotonic(), math.nextafter(until, -math.inf))
            else:
                self.process_messages(reader.tick(time.monotonic()))
                continue
            data = self._read()
            if not data:
                return
            if answers := data.count(ANSWER):
                # Not for the decoder: to it they would be a gap in what is typed, or text of a paste.
                self.frames.pacing.answered(answers)
                self._say_free()
                if not (data := data.replace(ANSWER, b"")):
                    continue
            last, length = now, len(data)
            if self._in_lines:
                # Typed before the terminal was ours: until then it turns enter into a newline.
                data = data[: self._in_lines].replace(b"\n", b"\r") + data[self._in_lines :]
                self._in_lines = max(0, self._in_lines - length)
            self.process_messages(reader.feed(data, now))

    def process_messages(self, received: Iterable[Message]) -> None:
        """Send messages to the application in the order in which they were read."""
        try:
            for message in received:
                if isinstance(message, _TOUCHES):
                    self.frames.pacing.touched()
                self.process_message(message)
        except RuntimeError:
            # The event loop is closed: what is typed now goes to the shell.
            if not self._loop.is_closed():
                raise

    def send_message(self, message: Message) -> None:
        """Put a message into the application's queue, behind all earlier ones."""
        # Textual makes a coroutine, and so a task, for each message; tasks may overtake each other.
        take: Callable[[Message], object] = getattr(self._app, "take_input", self._app.post_message)
        # In the application's context, not this thread's: the call looks up the active application.
        self._loop.call_soon_threadsafe(take, message, context=self._context)

    def _query_in_band_window_resize(self) -> None:
        """Do nothing: SIGWINCH reports the size, and reports in the input would give the mouse in pixels."""

    def _is_readable(self, timeout: float) -> bool:
        try:
            ready, _, _ = select.select([self.fileno], [], [], timeout)
        except (OSError, ValueError):
            # The terminal is gone; `_read` finds that too.
            return True
        return bool(ready)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            # EIO: the terminal is gone. SIGHUP ends the application.
            return b""


def reports_modifiers(app: App[Any]) -> bool:
    """Whether the terminal tells alt and a character from ESC and that character.

    True with another driver than ours.
    """
    driver = app._driver
    return driver.reports_modifiers if isinstance(driver, TerminalDriver) else True


def use_mouse(app: App[Any], wanted: bool) -> None:
    """Report the mouse to the application, or leave it to the terminal, at once."""
    if isinstance(app._driver, TerminalDriver):
        app._driver.use_mouse(wanted)


def ask_background(app: App[Any]) -> None:
    """Ask the terminal for its background; nothing happens without one."""
    if isinstance(app._driver, TerminalDriver):
        app._driver.ask_background()


def driver_class(usual: type[Driver]) -> type[Driver]:
    """Return our driver where Textual would take its own for a terminal.

    A driver that `TEXTUAL_DRIVER` names (a browser's) is kept, and so is that of Windows.
    """
    return TerminalDriver if usual is LinuxDriver and constants.DRIVER is None else usual
