"""Textual's own way to show a conversation: a `Markdown` widget a message, a `MarkdownStream` for the last.

It reads its deltas from the same server as the application does, with less work for each: plain `json`, no
state. `BENCH_HISTORY` messages stand above.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING

from textual.app import App
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Markdown, OptionList, Static

from .content import markdown

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WidgetsWay(App[None]):
    """Three panes; the prompt in `BENCH_PROMPT` is sent when it is ready."""

    CSS = """
    #threads { width: 40; border: none; }
    #conversation { width: 1fr; }
    #log { height: 1fr; }
    """
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*[f"thread {number}" for number in range(200)], id="threads")
            with Vertical(id="conversation"):
                with VerticalScroll(id="log"):
                    for _ in range(int(os.environ["BENCH_HISTORY"])):
                        yield Markdown(markdown(400))
                    yield Markdown("", id="streamed")
                yield Input(id="composer")
        yield Static("ready", id="status")

    def on_ready(self) -> None:
        composer = self.query_one(Input)
        composer.cursor_blink = False
        composer.focus()
        self.query_one(VerticalScroll).anchor()
        self.run_worker(self._stream())

    async def _stream(self) -> None:
        server = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.tui.server"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 26,
        )
        if server.stdin is None or server.stdout is None:
            raise RuntimeError("The server has no pipes; it was started without them.")
        text = [{"type": "text", "text": os.environ["BENCH_PROMPT"]}]
        params = {"threadId": "empty-0", "input": text}
        server.stdin.write(json.dumps({"id": 1, "method": "turn/start", "params": params}).encode() + b"\n")
        writer = Markdown.get_stream(self.query_one("#streamed", Markdown))
        async for line in server.stdout:
            message = json.loads(line)
            if message.get("method") == "item/agentMessage/delta":
                await writer.write(message["params"]["delta"])
            elif message.get("method") == "turn/completed":
                break
        await writer.stop()
        self.query_one("#status", Static).update("stream is all drawn")


if __name__ == "__main__":
    WidgetsWay().run()
