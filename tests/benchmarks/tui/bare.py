"""The smallest Textual application with three panes: what the framework itself costs."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Log, OptionList, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

LINES = 1000
FRAME = 1 / 30


class Bare(App[None]):
    """A list, a log and an input; SIGUSR1 changes the theme, SIGUSR2 writes into the log for some seconds."""

    CSS = """
    #threads { width: 40; border: none; }
    #conversation { width: 1fr; }
    #log { height: 1fr; }
    #head, #status { height: 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("f6", "app.focus_next", "next")]

    def compose(self) -> ComposeResult:
        yield Static("bare application", id="head")
        with Horizontal():
            yield OptionList(*[f"thread {number}" for number in range(200)], id="threads")
            with Vertical(id="conversation"):
                yield Log(id="log")
                yield Input(id="composer")
        yield Static("status", id="status")

    def on_ready(self) -> None:
        log = self.query_one(Log)
        log.write_lines(
            f"line {number} of plain text, which is as cheap as it gets" for number in range(LINES)
        )
        composer = self.query_one(Input)
        composer.cursor_blink = False
        composer.focus()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self._switch)
        loop.add_signal_handler(signal.SIGUSR2, lambda: self.run_worker(self._write()))

    def _switch(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    async def _write(self) -> None:
        """One line and one frame thirty times a second: a stream without any Markdown."""
        log = self.query_one(Log)
        for number in range(int(float(os.environ["BENCH_SECONDS"]) / FRAME)):
            log.write_line(f"streamed {number}: " + "plain text " * 8)
            await asyncio.sleep(FRAME)


if __name__ == "__main__":
    Bare().run()
