"""When the next frame may go to a terminal: not before the line has taken the last one."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ASK = "\x1b[5n"
"""Asks a terminal for its status. Its answer says that all before it was taken, by ssh and by the kernel too.

Not the question for the cursor: the answer to that may be shift+F3.
"""
ANSWER = b"\x1b[0n"

WINDOW = 2_048
"""Bytes that may be on their way when a frame begins: 0.1 s of a line of 20 KB/s."""
_ASKED = 400
"""Bytes of the smallest frame that ends with a question."""
_PATIENCE = 2.0
"""Seconds without an answer after which no more is expected from this terminal."""
RATE = 30_000
"""Bytes a second of frames that no key has asked for: above it several steps of a stream share a frame."""
_LONGEST_DEBT = 0.15
"""Seconds that a large frame delays the next one at most, or the last word would be late."""
_AFTER_A_KEY = 0.3
"""Seconds after a key in which frames are not slowed down: they show what it did."""


class Pacing:
    """Counts what was sent and what was taken. `clock` is monotonic, in seconds.

    `written` is called by the thread that writes, `answered` and `touched` by the one that reads, all else by
    the event loop. Each number has one thread that changes it.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._touched_at = float("-inf")
        self._sent = self._written = 0
        self._asked = self._answered = self._counted = 0
        self.begin()

    def begin(self) -> None:
        """Begin anew with a terminal, of which nothing is known: the first frame is to end with `ASK`."""
        self._next_at = 0.0
        self._questions: deque[tuple[int, float]] = deque()
        self._in_flight = 0
        self._answers = False
        self._asked = 1
        self._answered = self._counted = 0

    def sent(self, characters: int) -> None:
        """Note that so much was handed to the thread that writes."""
        self._sent += characters

    def written(self, characters: int) -> None:
        """Note that so much was written, all in all."""
        self._written = characters

    def touched(self) -> None:
        """Note that the person has pressed a key or a button."""
        self._touched_at = self._clock()

    def answered(self, answers: int) -> None:
        """Note answers to `ASK`."""
        self._answered += answers

    @property
    def unanswered(self) -> bool:
        """Whether an answer may still come: after the end it would be typed into the shell."""
        return self._answers and self._answered < self._asked

    @property
    def unwritten(self) -> int:
        """How many characters wait for the thread that writes."""
        return self._sent - self._written

    def frame(self, text: str, *, echo: bool = False) -> str:
        """Return a frame as it is to be written; an `echo` of what is typed counts for nothing."""
        if echo:
            return text
        now, size = self._clock(), len(text)
        self._next_at = min(now + _LONGEST_DEBT, max(self._next_at, now) + size / RATE)
        if not self._answers or size < _ASKED:
            return text
        self._questions.append((size, now))
        self._in_flight += size
        self._asked += 1
        return text + ASK

    def wait(self) -> float | None:
        """Return the seconds until a frame may go out, 0 for now; None until something is taken."""
        now = self._clock()
        if self.unwritten:
            return None
        self._count(now)
        if self._in_flight >= WINDOW:
            return None
        if now - self._touched_at < _AFTER_A_KEY:
            return 0.0
        return max(0.0, self._next_at - now)

    def patience(self) -> float | None:
        """Return the seconds after which `wait` gives up an answer; None when it waits for none."""
        return self._questions[0][1] + _PATIENCE - self._clock() if self._questions else None

    def _count(self, now: float) -> None:
        """Take the answers that came into account, and that those that did not come never will."""
        while self._counted < self._answered:
            self._counted += 1
            if self._counted > 1 and self._questions:
                self._in_flight -= self._questions.popleft()[0]
            self._answers = True
        if self._questions and now - self._questions[0][1] > _PATIENCE:
            self._questions.clear()
            self._in_flight = 0
            self._answers = False
