"""The figures of the application itself, each beside the same done with a bare Textual application."""

from __future__ import annotations

import signal
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from . import keys
from .content import ITEMS_A_TURN, LAST_WORDS, last_word
from .samples import Plan, Row, Samples
from .workshop import BARE, STILL, WIDGETS, Workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from .terminal import Terminal

    Tell = Callable[[str], None]

_DEMO = (sys.executable, "-m", "codex_tui", "--demo")
_END = LAST_WORDS.encode()
_WIDGETS_RATE = 200
_BARE_SECONDS = 20.0
"""How long the bare application streams: it has nothing that grows."""


def starting(shop: Workshop, plan: Plan, tell: Tell) -> list[Row]:
    """From the start of the process to the first picture, and to the first list of threads."""
    samples = Samples()
    for number in range(plan.rounds + 1):
        for name, command, sight in (("demo", _DEMO, b"Threads"), ("bare", BARE, b"bare application")):
            with shop.run(command) as terminal:
                seen = terminal.until(sight, 0)
                cpu = terminal.cpu()
            if number:  # the first one compiles
                samples.add(name, (seen - terminal.started) * 1000)
                samples.add(f"{name} cpu", cpu * 1000)
        with shop.ours(empty=50) as terminal:
            seen = terminal.until(b"Thread empty-0", 0)
            samples.add("list", (seen - shop.noted("thread/list")[0]) * 1000)
        tell(f"starting, round {number}")
    bare = samples.of("bare")
    return [
        Row("`codex-tui --demo`: start to first paint", "ms", samples.of("demo"), bare, ratio_limit=1.5),
        Row("the same, CPU", "ms", samples.of("demo cpu"), samples.of("bare cpu"), ratio_limit=1.5),
        Row("first list of threads after the server's answer", "ms", samples.of("list"), limit=100),
    ]


def listing(shop: Workshop, plan: Plan, tell: Tell) -> list[Row]:
    """A list of many threads, and typing a filter into it."""
    samples = Samples()
    for number in range(plan.rounds):
        with shop.ours(empty=plan.threads) as terminal:
            seen = terminal.until(b"Thread empty-0", 0)
            cpu = terminal.cpu()
            terminal.quiet(1.0)
            samples.add("first", (seen - shop.noted("thread/list")[0]) * 1000)
            samples.add("needed", (terminal.cpu() - cpu) * 1000)
            terminal.type(keys.LIST)
            terminal.quiet()
            terminal.type(keys.END)
            whole = terminal.until(f"{plan.threads} ".encode(), 0)
            samples.add("last", (whole - shop.noted("thread/list")[-1]) * 1000)
            samples.add("cpu", (terminal.cpu() - cpu) * 1000)
            terminal.quiet(0.3)
            terminal.type("/")
            terminal.quiet()
            for letter in "parsers":
                cost = terminal.cost_of(letter)
                samples.add("filter", cost.cpu_ms)
                samples.add("filter ms", cost.ms)
        tell(f"listing, round {number + 1}: {samples.of('filter')} ms a key")
    _bare(shop, plan, samples)
    many = f"{plan.threads:,} threads"
    return [
        Row(f"{many}: first page on the screen after it came", "ms", samples.of("first"), limit=100),
        Row(f"{many}: CPU after that, until nothing more is read unasked", "ms", samples.of("needed")),
        Row(f"{many}: all of them after the last page came", "ms", samples.of("last"), limit=100),
        Row(f"{many}: CPU for all pages, after the key that wants the end", "ms", samples.of("cpu")),
        Row(f"{many}: a key of the filter, CPU", "ms", samples.of("filter"), samples.of("key cpu"), limit=15),
        Row(
            f"{many}: a key of the filter, to the screen", "ms", samples.of("filter ms"), samples.of("key ms")
        ),
    ]


def open_thread(terminal: Terminal, number: int = 1) -> float:
    """Open the thread at a place of the list and wait until its last words are there; answers when."""
    terminal.type(keys.LIST)
    terminal.quiet(0.4)
    before = terminal.mark()
    terminal.type(str(number))
    return terminal.until(_END, before)


def opening(shop: Workshop, samples: Samples, items: int) -> Terminal:
    """Open a thread of so many items in the running application, go away and come back."""
    terminal = shop.ours(items=[items, 100], empty=5)
    terminal.until(b"Thread sized-0", 0)
    terminal.quiet(0.3)
    empty = terminal.resident_mb()
    seen = open_thread(terminal)
    pages = shop.noted("page")
    samples.add("first page", (seen - pages[0]) * 1000)
    terminal.quiet(0.4)
    samples.add("first memory", terminal.resident_mb() - empty)
    _read_all(shop, terminal, items)
    samples.add("whole", (shop.noted("page")[-1] - pages[0]) * 1000)
    samples.add("memory", terminal.resident_mb() - empty)
    for _ in range(3):
        open_thread(terminal, 2)
        terminal.quiet()
        terminal.type(keys.LIST)
        terminal.quiet(0.4)
        before, cpu = terminal.mark(), terminal.cpu()
        at = terminal.type("1")
        samples.add("again", (terminal.until(_END, before) - at) * 1000)
        terminal.quiet()
        samples.add("again cpu", (terminal.cpu() - cpu) * 1000)
    return terminal


def _read_all(shop: Workshop, terminal: Terminal, items: int) -> None:
    """Go to the top, for which all of the history is read, and back to the end."""
    terminal.type(keys.NEXT_PANE)
    terminal.quiet()
    terminal.type("g")
    terminal.quiet(1.0, patience=300)
    deadline = time.monotonic() + 300
    while sum(shop.sent("page-turns")) * ITEMS_A_TURN < items and time.monotonic() < deadline:
        terminal.quiet(0.5, patience=300)
    terminal.type("G")
    terminal.quiet(1.5, patience=60)


def reading(shop: Workshop, plan: Plan, tell: Tell) -> list[Row]:
    """Open a long thread, go through it, change the window around it."""
    samples, many = Samples(), Samples()
    for number in range(plan.rounds):
        with opening(shop, samples, plan.items) as terminal:
            _turn_pages(terminal, samples, plan.pages, keys.NEXT_PANE)
            _disturb(terminal, samples)
            _idle(terminal, samples)
        with opening(shop, many, plan.many):
            pass
        tell(f"reading, round {number + 1}: {dict(samples.values)}")
    _bare(shop, plan, samples)

    def row(what: str, name: str, limit: float | None, unit: str = "ms") -> Row:
        return Row(what, unit, samples.of(name), samples.of(f"bare {name}"), limit)

    size, large = f"{plan.items:,} items", f"{plan.many:,} items"
    return [
        row(f"switch to {size}: last screen after its first page came", "first page", 60),
        row(f"switch to {size} that were read before, key to screen", "again", 60),
        row("the same, CPU until it rests", "again cpu", None),
        row(f"all {size} here, from the first page to the last", "whole", None),
        row(f"memory: {size}, the last screens of them here", "first memory", 25, "MB"),
        row(f"memory: {size}, all of them here", "memory", 25, "MB"),
        Row(
            f"switch to {large}: last screen after its first page came",
            "ms",
            many.of("first page"),
            limit=300,
        ),
        Row(f"switch to {large} that were read before, key to screen", "ms", many.of("again"), limit=300),
        Row(f"all {large} here, from the first page to the last", "ms", many.of("whole")),
        Row(f"memory: {large}, the last screens of them here", "MB", many.of("first memory")),
        Row(f"memory: {large}, all of them here", "MB", many.of("memory")),
        row("page up, CPU", "page cpu", 7),
        row("page up, to the screen", "page ms", 20),
        row("home and end, CPU", "ends cpu", 6),
        row("home and end, to the screen", "ends ms", 20),
        row("resize, CPU", "resize cpu", None),
        row("resize, to the screen", "resize ms", 50),
        row("theme change, CPU", "theme cpu", None),
        row("theme change, to the screen", "theme ms", 100),
        row("focus lost, CPU", "lost cpu", None),
        row("focus lost, to the screen", "lost ms", 50),
        row("focus regained, CPU", "back cpu", None),
        row("focus regained, to the screen", "back ms", 50),
        row("idle with an open thread", "idle", 0.5, "% CPU"),
        row("idle: wake-ups", "wakeups", None, "a second"),
        row("idle: written to the terminal", "idle bytes", None, "bytes/s"),
    ]


def diffing(shop: Workshop, plan: Plan, tell: Tell) -> list[Row]:
    """Open a thread whose only item is a patch of 2,000 lines, and unfold it."""
    samples = Samples()
    for number in range(plan.rounds):
        with shop.ours(empty=1, diff=True) as terminal:
            terminal.until(b"Thread sized-diff", 0)
            terminal.quiet(0.3)
            terminal.type(keys.LIST)
            terminal.quiet()
            terminal.type("1")
            terminal.until(b"engine.py", terminal.mark())
            terminal.quiet(0.3)
            terminal.type(keys.NEXT_PANE)
            terminal.quiet()
            terminal.type("k")
            terminal.quiet()
            for _ in range(4):
                cost = terminal.cost_of(" ")
                if cost.size > 8000:  # unfolded, not folded
                    samples.add("ms", cost.ms)
                    samples.add("cpu", cost.cpu_ms)
                    break
        tell(f"diffing, round {number + 1}: {samples.of('ms')} ms")
    return [
        Row("a diff of 2,000 lines opens", "ms", samples.of("ms"), limit=40),
        Row("the same, CPU", "ms", samples.of("cpu")),
    ]


def streaming(shop: Workshop, plan: Plan, tell: Tell) -> list[Row]:
    """2,000 Markdown deltas a second below a long history, with and without typing, and many at once."""
    samples, bare = Samples(), Samples()
    stalls: list[tuple[float, float]] = []
    for number in range(plan.rounds):
        with shop.ours(items=[plan.items], empty=2) as terminal:
            terminal.until(b"Thread sized-0", 0)
            terminal.quiet(0.3)
            open_thread(terminal)
            terminal.quiet(0.4)
            for name in ("quiet", "typed"):
                _paced(shop, terminal, samples, name, plan.seconds)
            stalls.append(_burst(shop, terminal, samples, plan.burst))
        samples.add("stall", next(iter(shop.stalled(*stalls[-1])), 0.0))
        seconds = min(plan.seconds, _BARE_SECONDS)
        with shop.run(BARE, BENCH_SECONDS=str(seconds), **STILL) as terminal:
            terminal.until(b"bare application", 0)
            terminal.quiet(0.4)
            for name in ("quiet", "typed"):
                _bare_stream(terminal, bare, name, seconds)
        _widgets(shop, samples, min(plan.seconds, 10.0))
        tell(f"streaming, round {number + 1}: {[(k, samples.of(k)) for k in samples.values]}")
    return _stream_rows(plan, samples, bare)


def _stream_rows(plan: Plan, samples: Samples, bare: Samples) -> list[Row]:
    what = f"2,000 deltas/s for {plan.seconds:g} s below {plan.items:,} items"
    burst = f"{plan.burst:,} deltas at once"
    return [
        Row(f"{what}: no keys", "% CPU", samples.of("quiet cpu"), bare.of("quiet cpu"), 30),
        Row(f"{what}: ten keys a second", "% CPU", samples.of("typed cpu"), bare.of("typed cpu"), 40),
        Row("longest gap between frames, no keys", "ms", samples.of("quiet gap"), bare.of("quiet gap"), 60),
        Row("longest gap between frames, with keys", "ms", samples.of("typed gap"), bare.of("typed gap"), 60),
        Row("frames", "a second", samples.of("quiet fps"), bare.of("quiet fps")),
        Row("written to the terminal", "KB/s", samples.of("quiet kb"), bare.of("quiet kb")),
        Row("key to echo, p50", "ms", samples.of("key"), bare.of("key"), 12),
        Row("key to echo, p99", "ms", samples.share("key", 0.99), bare.share("key", 0.99), 25),
        Row(f"{burst}: on the screen", "ms", samples.of("burst"), limit=400),
        Row(f"{burst}: longest stall of the loop", "ms", samples.of("stall"), limit=30),
        Row(f"{burst}: CPU", "ms", samples.of("burst cpu")),
        Row(f"{burst}: written to the terminal", "KB", samples.of("burst kb")),
        Row(
            "CPU of a delta; beside it `Markdown` and `MarkdownStream`",
            "µs",
            samples.of("delta"),
            samples.of("widgets"),
            ratio_limit=0.1,
        ),
    ]


def _paced(shop: Workshop, terminal: Terminal, samples: Samples, name: str, seconds: float) -> None:
    deltas = round(2000 * seconds)
    last = last_word(name).encode()
    terminal.type(f"pace:2000:{seconds}:{name}")
    terminal.quiet()
    begun = len(shop.noted("stream-begins"))
    before = terminal.mark()
    terminal.type(keys.ENTER)
    while len(shop.noted("stream-begins")) == begun:
        terminal.read(0.05)
    at, cpu, place = time.monotonic(), terminal.cpu(), terminal.mark()
    if name == "typed":
        for took in keys.type_for(terminal, seconds - 1.0):
            samples.add("key", took)
    seen = terminal.until(last, before)
    spent, frames = terminal.cpu() - cpu, terminal.frames(place)
    samples.add(f"{name} cpu", spent / (seen - at) * 100)
    samples.add(f"{name} gap", max(b - a for a, b in pairwise(frames)) * 1000)
    samples.add(f"{name} fps", len(frames) / (seen - at))
    samples.add(f"{name} kb", (terminal.mark() - place) / 1000 / (seen - at))
    if name == "quiet":
        samples.add("delta", spent / deltas * 1e6)
    terminal.quiet(0.4)


def _burst(shop: Workshop, terminal: Terminal, samples: Samples, deltas: int) -> tuple[float, float]:
    terminal.type(f"burst:{deltas}:burst")
    terminal.quiet()
    before, cpu = terminal.mark(), terminal.cpu()
    terminal.type(keys.ENTER)
    seen = terminal.until(last_word("burst").encode(), before)
    begun = shop.noted("stream-begins")[-1]
    samples.add("burst", (seen - begun) * 1000)
    samples.add("burst kb", (terminal.mark() - before) / 1000)
    terminal.quiet(0.4)
    samples.add("burst cpu", (terminal.cpu() - cpu) * 1000)
    return begun, time.monotonic()


def _bare_stream(terminal: Terminal, samples: Samples, name: str, seconds: float) -> None:
    at, cpu, place = time.monotonic(), terminal.cpu(), terminal.mark()
    terminal.signal(signal.SIGUSR2)
    if name == "typed":
        for took in keys.type_for(terminal, seconds - 1.0):
            samples.add("key", took)
    terminal.rest(max(0.0, seconds - (time.monotonic() - at)))
    spent, frames = terminal.cpu() - cpu, terminal.frames(place)
    samples.add(f"{name} cpu", spent / seconds * 100)
    samples.add(f"{name} gap", max(b - a for a, b in pairwise(frames)) * 1000)
    samples.add(f"{name} fps", len(frames) / seconds)
    samples.add(f"{name} kb", (terminal.mark() - place) / 1000 / seconds)
    terminal.quiet(0.4)


def _widgets(shop: Workshop, samples: Samples, seconds: float) -> None:
    """Textual's own way at a tenth of the pace, about what it keeps up with; twenty messages above."""
    notes = shop.directory / "notes-widgets"
    prompt = f"pace:{_WIDGETS_RATE}:{seconds}:widgets"
    plan = '{"items": [], "empty": 1, "diff": false}'
    env = {"BENCH_PLAN": plan, "BENCH_NOTES": str(notes), "BENCH_HISTORY": "20", "BENCH_PROMPT": prompt}
    notes.unlink(missing_ok=True)
    with shop.run(WIDGETS, **env) as terminal:
        while not notes.exists() or "stream-begins" not in notes.read_text(encoding="utf-8"):
            terminal.read(0.05)
        cpu = terminal.cpu()
        terminal.until(b"stream is all drawn", 0)
        samples.add("widgets", (terminal.cpu() - cpu) / (_WIDGETS_RATE * seconds) * 1e6)


def _turn_pages(terminal: Terminal, samples: Samples, pages: int, to_text: str, prefix: str = "") -> None:
    terminal.type(to_text)
    terminal.quiet()
    for _ in range(pages):
        cost = terminal.cost_of(keys.PAGE_UP)
        samples.add(f"{prefix}page cpu", cost.cpu_ms)
        samples.add(f"{prefix}page ms", cost.ms)
    for key in (keys.HOME, keys.END) * 2:
        cost = terminal.cost_of(key)
        samples.add(f"{prefix}ends cpu", cost.cpu_ms)
        samples.add(f"{prefix}ends ms", cost.ms)


def _disturb(terminal: Terminal, samples: Samples, prefix: str = "") -> None:
    def of(name: str, act: Callable[[], object]) -> None:
        before, cpu, at = terminal.mark(), terminal.cpu(), time.monotonic()
        act()
        cost = terminal.cost_since(at, before, cpu)
        samples.add(f"{prefix}{name} cpu", cost.cpu_ms)
        samples.add(f"{prefix}{name} ms", cost.ms)

    for columns in (120, 160, 120, 160):
        of("resize", lambda columns=columns: terminal.resize(columns))  # type: ignore[misc]  # a loop's value
    for _ in range(4):
        of("theme", lambda: terminal.signal(signal.SIGUSR1))
    for _ in range(3):
        of("lost", lambda: terminal.type(keys.FOCUS_LOST))
        of("back", lambda: terminal.type(keys.FOCUS_BACK))


def _idle(terminal: Terminal, samples: Samples, prefix: str = "", seconds: float = 5.0) -> None:
    terminal.rest(1.0)
    cpu, woken, place = terminal.cpu(), terminal.wakeups(), terminal.mark()
    terminal.rest(seconds)
    samples.add(f"{prefix}idle", (terminal.cpu() - cpu) / seconds * 100)
    samples.add(f"{prefix}wakeups", (terminal.wakeups() - woken) / seconds)
    samples.add(f"{prefix}idle bytes", (terminal.mark() - place) / seconds)


def _bare(shop: Workshop, plan: Plan, samples: Samples) -> None:
    """The same things done with the bare application, under names that begin with `bare `."""
    for _ in range(plan.rounds):
        with shop.run(BARE, **STILL) as terminal:
            terminal.until(b"bare application", 0)
            terminal.quiet(0.4)
            for letter in "parsers":
                cost = terminal.cost_of(letter)
                samples.add("key cpu", cost.cpu_ms)
                samples.add("key ms", cost.ms)
            _idle(terminal, samples, "bare ")
            # From the input backwards: the log.
            _turn_pages(terminal, samples, plan.pages, "\x1b[Z", "bare ")
            _disturb(terminal, samples, "bare ")
