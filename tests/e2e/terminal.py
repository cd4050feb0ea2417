"""A program in a pseudo-terminal, and the screen that a person would see."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import codex_app_server
import codex_tui
import pyte
from patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from real_server import CodexHome
    from typing_extensions import Self


_CHUNK = 65536
_PIECE = 1024
"""Bytes that are written at once: a pseudo-terminal takes 4,096, and then waits for its program."""
_STEP = 0.05
"""Seconds of one step of a silence."""

RUN = (sys.executable, "-m", "codex_tui")
COMPOSER = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


def environment(home: CodexHome) -> dict[str, str]:
    """Return what the application needs on this home, also from a checkout that is not installed."""
    files = [module.__file__ for module in (codex_app_server, codex_tui)]
    packages = [str(Path(file).parents[1]) for file in files if file]
    return {**home.env, "PYTHONPATH": os.pathsep.join(packages), "LANG": "C.UTF-8"}


class _Screen(pyte.Screen):
    """A screen without two faults of pyte 0.8.2."""

    def draw(self, data: str) -> None:
        """Draw text; pyte throws away all that stands behind a joiner, or any other character of no width."""
        super().draw("".join(each for each in data if unicodedata.category(each) != "Cf"))

    def set_margins(
        self, top: int | None = None, bottom: int | None = None, *, private: bool = False
    ) -> None:
        """Set the margins; `CSI ? 1036 r`, which restores a mode, is taken for them and raises."""
        if not private:
            super().set_margins(top, bottom)


_OWNING = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Makes the terminal that of the session, as a terminal's window does: only then does closing it hang up."""


class Terminal:
    """Runs a program in a terminal of its own; `expect` waits until the screen shows something.

    `owning`: the terminal is that of the session of the program: `hang_up` does what closing a window does.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path,
        columns: int = 120,
        rows: int = 40,
        owning: bool = False,
    ) -> None:
        if owning:
            command = (sys.executable, "-c", _OWNING, *command)
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        try:
            self._process = subprocess.Popen(
                command,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env={"TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
                cwd=cwd,
                start_new_session=True,
            )
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            # Its own session is its own process group: the server goes with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGTERM)
            self.ended(patience=5, kill=True)
        if self._master >= 0:
            os.close(self._master)

    @property
    def text(self) -> str:
        """The screen, one line a row."""
        # Not pyte's own `display`: it raises where half of a wide character was written over.
        columns, rows = self._screen.columns, self._screen.lines
        cells = [[self._screen.buffer[y][x].data for x in range(columns)] for y in range(rows)]
        return "\n".join("".join(row).rstrip() for row in cells)

    def show(self, data: bytes) -> None:
        """Show what another program writes to the same terminal."""
        self._stream.feed(data)

    def type(self, keys: str) -> None:
        """Send keys, as the terminal would."""
        self.send(keys.encode())

    def send(self, data: bytes) -> None:
        """Send bytes at once, reading what the program writes meanwhile."""
        while data:
            _, ready, _ = select.select([], [self._master], [], 0.0)
            if ready:
                data = data[os.write(self._master, data[:_PIECE]) :]
            elif not self._read(time.monotonic() + 0.05):
                raise AssertionError(f"the program ended before it read {len(data)} more bytes")

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller, as the person does with its window."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # It is not the controlling terminal of the program, which the kernel would tell.
        self.signal(signal.SIGWINCH)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal, as another program would."""
        self._process.send_signal(number)

    def hang_up(self) -> int:
        """Close the terminal: the kernel sends SIGHUP and SIGCONT. Return the exit status of the program."""
        os.close(self._master)
        self._master = -1
        try:
            return self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
            raise AssertionError("the program went on without its terminal") from None

    def kill_all(self) -> None:
        """Kill the program and all that it has started, as when the power goes."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self.ended()

    @property
    def is_stopped(self) -> bool:
        """Whether a signal has stopped the program, and none has continued it."""
        found = os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
        return found is not None

    def expect(self, *wanted: str) -> str:
        """Wait until all of these are on the screen at once."""
        return self.wait_for(lambda screen: all(text in screen for text in wanted), " and ".join(wanted))

    def wait_for(self, condition: Callable[[str], bool], what: str) -> str:
        """Wait until the screen satisfies the condition."""
        deadline = time.monotonic() + PATIENCE
        while not condition(self.text):
            if time.monotonic() > deadline or not self._read(deadline):
                status = self._process.poll()
                raise AssertionError(f"never saw {what}; exit status {status}; the screen:\n{self.text}")
        return self.text

    def rest(self, seconds: float) -> None:
        """Send nothing for a time, for what waits for silence; read what the program writes meanwhile.

        A step that took longer than it should counts no more for that: when the machine stood still, the
        program did so too, and saw no silence.
        """
        while seconds > 0:
            began = time.monotonic()
            step = min(seconds, _STEP)
            while time.monotonic() < began + step:
                if not self._read(began + step):
                    return
            seconds -= step

    def came(self, condition: Callable[[str], bool], patience: float) -> bool:
        """Whether the screen satisfies a condition within a time; False as well if the program has ended."""
        until = time.monotonic() + patience
        while not condition(self.text):
            if time.monotonic() > until or not self._read(until):
                return False
        return True

    def ended(self, *, patience: float = PATIENCE, kill: bool = False) -> int:
        """Wait for the end of the program and give its exit status."""
        deadline = time.monotonic() + patience
        while self._process.poll() is None and time.monotonic() < deadline:
            # What it still writes must be read, or it waits for us.
            if not self._read(time.monotonic() + 0.05):
                break
        while self._process.poll() is not None and self._is_readable() and self._read(deadline):
            # What it wrote last lies in the pseudo-terminal when it is gone.
            pass
        if kill:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=1)
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
        return self._process.wait(timeout=max(0.1, deadline - time.monotonic()) + 1)

    def _is_readable(self) -> bool:
        return bool(select.select([self._master], [], [], 0.0)[0])

    def _read(self, deadline: float) -> bool:
        """Read what is there, waiting until the deadline; False at the end of the terminal."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, min(deadline - time.monotonic(), 0.5)))
        if not ready:
            return True
        try:
            data = os.read(self._master, _CHUNK)
        except OSError as error:
            # Linux says EIO when the last writer of a pseudo-terminal is gone.
            if error.errno == errno.EIO:
                return False
            raise
        self.raw += data
        self._stream.feed(data)
        return bool(data)
