"""The same keys twice: in bursts that are cut anywhere, and one by one with pauses, on a server of their own.

The server of each application answers only between two sequences: what it sends in the middle of one comes
earlier or later in practice too, and has nothing to do with the input.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cockpit_stage import long_thread, running, until
from codex_app_server import AppServerConfig
from codex_app_server.testing import ScriptedServer, StoredThread, TurnScript
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.clock import FixedClock
from codex_tui.demo import DEMO_NOW
from codex_tui.disk.local_store import LocalStore
from codex_tui.patches.terminal_reader import TerminalReader
from codex_tui.session import SessionOptions
from rest import at_rest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from codex_app_server.config import Transport
    from textual.message import Message

PAUSE = 0.06
"""Seconds between two keys of a person: longer than what makes a burst, and than what makes alt of an esc."""
REST = 2.0
"""Seconds between two sequences: a card takes an answer then, and an esc counts again."""

ESC, ENTER, NEWLINE = b"\x1b", b"\r", b"\n"
_LETTERS = "bceghijklmopqstuwxz 0éß\u3000\u200d漢"
"""What is typed. Some letters are missing: they fork, archive, rename or begin a thread in the list."""
_KEYS = (
    *(b"\x1b[1;3A", b"\x1b[1;3B", b"\x0e", b"\x14", b"\x10", b"\x06", b"\x0f"),
    *(b"\x1bOP", b"\x1bOQ", b"\x1b[17~", b"\x1b[17;2~", b"\t", b"\x7f", b"\x15", b"\x17", b"\x0b", b"\x1a"),
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[H", b"\x1b[F", b"\x1b[5~", b"\x1b[6~", b"\x1b[3~"),
    *(b"\x1b[1;5H", b"\x1b[1;5F", b"\x1b[1;2A", b"\x1b[1;2D", b"y", b"n", b"/", b"j", b"k", b"1", b"2"),
)
_AFTER_ESC = (b"\x1b[1;3A", b"\x1b[1;3B", b"\x03", b"\x0e", b"\x14", b"\x06", b"\x15")
"""Keys that right behind an esc are still not read as alt and a key."""


_QUESTIONS: list[dict[str, object]] = [
    {"question": "Whose?"},
    {"question": "Which?", "options": [{"label": each, "description": ""} for each in ("Red", "Blue")]},
    {"question": "What?", "isSecret": True},
]


@dataclass(frozen=True)
class Stroke:
    """One key, paste or click: its bytes, and what it is for the rule of bursts."""

    data: bytes
    kind: str = "key"


def random_sequence(random: Random) -> list[Stroke]:
    """Choose what a person types and clicks between two pauses."""
    strokes: list[Stroke] = []
    copied = False
    for _ in range(random.randint(1, 14)):
        if strokes and strokes[-1].data == ESC:
            strokes.append(Stroke(random.choice(_AFTER_ESC)))
            copied = copied or strokes[-1].data == b"\x03"
            continue
        kind = random.random()
        if kind < 0.40:
            text = "".join(random.choice(_LETTERS) for _ in range(random.randint(1, 4)))
            strokes += [Stroke(letter.encode(), "text") for letter in text]
        elif kind < 0.55:
            strokes.append(Stroke(ENTER, "enter"))
        elif kind < 0.60:
            strokes.append(Stroke(NEWLINE, "newline"))
        elif kind < 0.67:
            strokes.append(Stroke(ESC))
        elif kind < 0.73:
            strokes.append(Stroke(_paste(random), "paste"))
        elif kind < 0.76 and not copied:
            copied = True
            strokes.append(Stroke(b"\x03"))
        elif kind < 0.80:
            strokes += _click(random)
        else:
            data = random.choice(_KEYS)
            strokes.append(Stroke(data, "text" if data.isalnum() or data == b"/" else "key"))
    return strokes


def _paste(random: Random) -> bytes:
    held = b"".join(
        random.choice((b"word ", b"\r", b"\n", b"\x1b[31m", b"\x1b", b"\x03", b"\x1b[200~", "漢".encode()))
        for _ in range(random.randint(1, 6))
    )
    return b"\x1b[200~" + held + b"\x1b[201~"


def _click(random: Random) -> list[Stroke]:
    place = f"0;{random.randint(1, 120)};{random.randint(1, 40)}"
    return [Stroke(f"\x1b[<{place}M".encode(), "click"), Stroke(f"\x1b[<{place}m".encode(), "click")]


def with_newlines(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Apply the rule of bursts, in a second implementation: turn enters within pasted text into newlines."""
    if not _is_pasted(strokes):
        return list(strokes)
    return [Stroke(NEWLINE, "newline") if each.kind == "enter" else each for each in strokes]


def _is_pasted(strokes: Sequence[Stroke]) -> bool:
    """Whether there is a marked paste, or an enter with a letter behind it and only blanks in between."""
    if any(each.kind == "paste" for each in strokes):
        return True
    waiting = False
    for each in strokes:
        if each.kind == "enter":
            waiting = True
        elif each.kind == "text" and waiting:
            return True
        elif each.kind not in ("newline", "click") and each.data != b"\t":
            waiting = False
    return False


class _HeldTransport:
    """A transport whose server is heard only while `open` is set."""

    def __init__(self, inner: Transport, may_speak: asyncio.Event) -> None:
        self._inner = inner
        self._may_speak = may_speak

    async def receive(self) -> bytes:
        data = await self._inner.receive()
        await self._may_speak.wait()
        return data

    async def send(self, data: bytes) -> None:
        await self._inner.send(data)

    async def aclose(self) -> None:
        self._may_speak.set()
        await self._inner.aclose()

    @property
    def exit_status(self) -> int | None:
        return self._inner.exit_status

    @property
    def stderr_tail(self) -> str:
        return self._inner.stderr_tail


class Typist:
    """One application with its server, and a terminal that types into it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.answers: list[str] = []
        self.server = ScriptedServer(self._play, threads=_threads(), pace=0)
        self._may_speak = asyncio.Event()
        self._may_speak.set()
        self._clock = FixedClock(DEMO_NOW)
        backend = Backend(
            AppServerConfig(transport=self._transport),
            SessionOptions(cwd=self.server.cwd, ask_trust=False),
            clock=self._clock,
            local_store=LocalStore(),
        )
        self.local_store = backend.local_store
        self.app = CodexTui(backend)
        self._reader = TerminalReader(lambda: self.app.size)

    async def _play(self, turn: TurnScript) -> None:
        """Ask for a command at a `b` in the prompt, questions at a `c`; then work until the person speaks."""
        if "b" in turn.prompt and not turn.is_steered:
            self.answers.append(f"{turn.prompt}: {await turn.command('make build', ask=True)}")
        elif "c" in turn.prompt and not turn.is_steered:
            self.answers.append(f"{turn.prompt}: {await turn.ask_questions(_QUESTIONS)}")
        await turn.until_steered()

    async def _transport(self) -> Transport:
        return _HeldTransport(await self.server.transport(), self._may_speak)

    async def burst(self, strokes: Sequence[Stroke], random: Random) -> None:
        """Type all of it without a pause, in pieces that are cut anywhere."""
        self._may_speak.clear()
        data = b"".join(each.data for each in strokes)
        at = 0
        while at < len(data):
            end = at + random.randint(1, 12)
            self._take(self._reader.feed(data[at:end], self.now))
            at = end
        await self._acted()

    async def one_by_one(self, strokes: Sequence[Stroke]) -> None:
        """Type it with a pause behind each key."""
        self._may_speak.clear()
        for each in strokes:
            self._take(self._reader.feed(each.data, self.now))
            await self._acted()

    async def _acted(self) -> None:
        self.now += PAUSE
        self._take(self._reader.tick(self.now))
        await until(lambda: self.app.input_acted or self.has_left, "the keys")

    def _take(self, events: Sequence[Message]) -> None:
        for event in events:
            self.app.take_input(event)

    @property
    def has_left(self) -> bool:
        """Whether the input has ended the application, as the palette can."""
        return self.app.return_code is not None

    async def rest(self) -> None:
        """Let the server send and time pass, until nothing changes any more."""
        self._may_speak.set()
        if self.has_left:
            return
        await at_rest(self.app)
        self._clock.advance(REST)
        self.now += REST

    def outcome(self) -> dict[str, object]:
        """Return the state that all the input has led to, for the comparison."""
        cockpit = self.app.cockpit
        if self.has_left:
            return {"left": True}
        cockpit.drafts.put_away()
        titles = {row.id: number for number, row in enumerate(cockpit.store.threads.values())}
        received: list[tuple[str, Any]] = list(self.server.received)
        sent = [
            (titles.get(params["threadId"]), params["input"][0]["text"])
            for method, params in received
            if method in ("turn/start", "turn/steer")
        ]
        return {
            "open thread": titles.get(cockpit.ui.open_thread_id or ""),
            "sent": sent,
            "interrupts": [
                titles.get(params["threadId"]) for method, params in received if method == "turn/interrupt"
            ],
            "answers": self.answers,
            "composer": cockpit.composer.text,
            "screen": type(self.app.screen).__name__,
            "drafts": {titles.get(key, key): text for key, text in self.local_store.drafts.items() if text},
        }


def _threads() -> list[StoredThread]:
    threads = [long_thread(turns) for turns in (1, 2, 3, 4)]
    for number, thread in enumerate(threads):
        thread.name = f"Thread {number}"
    return threads


async def run_both(sequences: Sequence[Sequence[Stroke]], random: Random) -> None:
    """Type each sequence into both applications; after each their states must be equal."""
    done = 0
    while done < len(sequences):
        done += await _run_pair(sequences[done:], random)


async def _run_pair(sequences: Sequence[Sequence[Stroke]], random: Random) -> int:
    """Do so with one pair of applications, until one sequence ends them; return how many it took."""
    quick, slow = Typist(), Typist()
    async with AsyncExitStack() as stack:
        for each in (quick, slow):
            await stack.enter_async_context(running(each.app))
        for number, strokes in enumerate(sequences):
            await quick.burst(strokes, random)
            await slow.one_by_one(with_newlines(strokes))
            for each in (quick, slow):
                await each.rest()
            in_a_burst, one_by_one = quick.outcome(), slow.outcome()
            if in_a_burst == one_by_one == {"left": True}:
                return number + 1
            if in_a_burst != one_by_one:
                typed = [stroke.data for stroke in strokes]
                differs = [
                    f"{what}: in a burst {in_a_burst.get(what)!r}, one by one {one_by_one.get(what)!r}"
                    for what in {**in_a_burst, **one_by_one}
                    if in_a_burst.get(what) != one_by_one.get(what)
                ]
                raise AssertionError(f"sequence {number} of this pair: {typed}\n" + "\n".join(differs))
    return len(sequences)
