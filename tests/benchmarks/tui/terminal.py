"""A program in a pseudo-terminal of 160x48: keys in, bytes out with their times, CPU as counted."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from typing_extensions import Self

COLUMNS, ROWS = 160, 48
PATIENCE = 90.0
_CHUNK = 1 << 18
FRAME_END = b"\x1b[?2026l"
"""What ends a frame in a terminal that can hold its picture until then; ours says that it can."""

# What programs ask a terminal at their start, and what it answers.
_ANSWERS = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b]10;?", b"\x1b]10;rgb:e0e0/e0e0/e0e0\x1b\\"),
    (b"\x1b]11;?", b"\x1b]11;rgb:1010/1010/1010\x1b\\"),
)


class NeverSeenError(RuntimeError):
    """A program did not show the expected output in time."""


@dataclass(frozen=True)
class Cost:
    """The cost of the time between two moments: wall and CPU milliseconds, bytes, frames."""

    ms: float
    cpu_ms: float
    size: int


class Terminal:
    """Runs one program; everything it writes is kept with the time at which it came."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> None:
        self.raw = bytearray()
        self._ends: list[int] = []
        self._times: list[float] = []
        self._asked = 0
        self._master, slave = pty.openpty()
        self._set_size(COLUMNS, ROWS)
        self.started = time.monotonic()
        try:
            self._process = subprocess.Popen(
                command,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env={**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
                cwd=cwd,
                start_new_session=True,
                preexec_fn=_take_terminal,
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
        self.end()
        os.close(self._master)

    def end(self) -> int:
        """End the program with a signal, and kill it if it does not end."""
        deadline = time.monotonic() + 5
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        while self._process.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        return self._process.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    # Output

    def read(self, seconds: float) -> bool:
        """Wait up to a time for output and take what there is; False when there was none."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._master, _CHUNK)
        except OSError as error:
            # Linux says EIO when the last writer of a pseudo-terminal is gone.
            if error.errno == errno.EIO:
                time.sleep(min(seconds, 0.01))
                return False
            raise
        self.raw += data
        self._ends.append(len(self.raw))
        self._times.append(time.monotonic())
        if self._asked < 8192:
            self._reply()
        return True

    def _reply(self) -> None:
        for question, answer in _ANSWERS:
            if self.raw.find(question, self._asked) >= 0:
                os.write(self._master, answer)
        self._asked = len(self.raw)

    def mark(self) -> int:
        """Now, as a place in the output."""
        return len(self.raw)

    def time_of(self, place: int) -> float:
        """When the byte at a place came."""
        low, high = 0, len(self._ends) - 1
        while low < high:
            middle = (low + high) // 2
            if self._ends[middle] <= place:
                low = middle + 1
            else:
                high = middle
        return self._times[low]

    def until(self, wanted: bytes, since: int, patience: float = PATIENCE) -> float:
        """Wait until these bytes came after a place, and the frame that holds them ended; answers when."""
        deadline = time.monotonic() + patience
        searched = since
        while (found := self.raw.find(wanted, searched)) < 0:
            searched = max(since, len(self.raw) - len(wanted))
            if time.monotonic() > deadline or self._process.poll() is not None:
                tail = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", bytes(self.raw[-6000:]))
                raise NeverSeenError(f"never saw {wanted!r}; the end of what came: {tail[-1500:]!r}")
            self.read(0.2)
        return self.time_of(found)

    def quiet(self, seconds: float = 0.15, patience: float = PATIENCE) -> None:
        """Read until nothing has come for that many seconds."""
        deadline = time.monotonic() + patience
        while self.read(seconds):
            if time.monotonic() > deadline:
                raise NeverSeenError("the program never rests")

    def rest(self, seconds: float) -> None:
        """Read for that many seconds."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.read(left)

    def frames(self, since: int) -> list[float]:
        """When each frame after a place was complete."""
        times: list[float] = []
        place = self.raw.find(FRAME_END, since)
        while place >= 0:
            times.append(self.time_of(place))
            place = self.raw.find(FRAME_END, place + 1)
        return times

    def chunks(self, since: int = 0) -> list[tuple[float, bytes]]:
        """What came after a place, in the pieces in which it was read."""
        starts = [0, *self._ends]
        return [
            (at, bytes(self.raw[begin:end]))
            for at, begin, end in zip(self._times, starts, self._ends, strict=False)
            if begin >= since
        ]

    # Input

    def type(self, keys: str | bytes) -> float:
        """Send keys; answers when."""
        data = keys.encode() if isinstance(keys, str) else keys
        at = time.monotonic()
        os.write(self._master, data)
        return at

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def resize(self, columns: int, rows: int = ROWS) -> None:
        """Change the terminal's size, as when its window is resized."""
        self._set_size(columns, rows)
        self._process.send_signal(signal.SIGWINCH)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def cost_of(self, act: str | bytes, *, rest: float = 0.12) -> Cost:
        """Send keys and wait until the program rests: CPU until then, milliseconds to its first frame."""
        before, cpu = self.mark(), self.cpu()
        return self._cost(self.type(act), before, cpu, rest)

    def cost_since(self, at: float, before: int, cpu: float, *, rest: float = 0.12) -> Cost:
        """The same for what was begun at a time: `before` is the place and `cpu` the CPU of then."""
        return self._cost(at, before, cpu, rest)

    def _cost(self, at: float, before: int, cpu: float, rest: float) -> Cost:
        deadline = time.monotonic() + PATIENCE
        while len(self.raw) == before and time.monotonic() < deadline:
            self.read(1.0)
        self.quiet(rest)
        frames = self.frames(before)
        # Of a picture in several frames the last one counts only if it is part of the same answer.
        first = frames[0] if frames else self.time_of(before)
        return Cost((first - at) * 1000, (self.cpu() - cpu) * 1000, len(self.raw) - before)

    # The process

    def cpu(self) -> float:
        """CPU seconds of the whole process, all threads of it."""
        return process_cpu(self.pid)

    def resident_mb(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def wakeups(self) -> int:
        """How often a thread of the process went to sleep, which is how often one was woken."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            for line in (task / "status").read_text(encoding="ascii").splitlines():
                if line.startswith("voluntary_ctxt_switches"):
                    total += int(line.split()[1])
        return total

    def children(self) -> list[int]:
        """The processes that it has started."""
        text = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [int(each) for each in text.split()]


def process_cpu(pid: int) -> float:
    """CPU seconds of any process: Linux makes the number of its clock from its id, to the nanosecond."""
    return time.clock_gettime((~pid << 3) | 2)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
