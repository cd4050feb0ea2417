"""Prints the CPU milliseconds of the start and of single frames: the demo, without a terminal."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region

from .terminal import COLUMNS, ROWS
from .without import take_away

if TYPE_CHECKING:
    from textual.widget import Widget

FRAMES = 100
"""Frames of each kind."""


async def measure() -> list[float]:
    """Start; then paint frames in which a row of the list, the end of the conversation, all of it changed."""
    from codex_tui.app import CodexTui
    from codex_tui.cli import demo_backend

    began = time.process_time()
    app = CodexTui(demo_backend())
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        start = (time.process_time() - began) * 1000
        while not app.cockpit.startup.done or not app.cockpit.transcript.max_scroll_y:
            await pilot.pause(0.05)
        await pilot.pause()
        threads, conversation = app.cockpit.thread_pane.list, app.cockpit.transcript
        bottom = conversation.size.height
        return [
            start,
            _frame(threads, Region(0, 0, threads.size.width, 1)),
            _frame(conversation, Region(0, bottom - 3, conversation.size.width, 3)),
            _frame(conversation, conversation.size.region),
        ]


def _frame(widget: Widget, region: Region) -> float:
    compositor, console = widget.screen._compositor, widget.app.console
    began = time.process_time()
    for _ in range(FRAMES):
        widget.refresh(region)
        compositor.update_widgets({widget})
        update = compositor.render_update()
        if not isinstance(update, (ChopsUpdate, LayoutUpdate)):
            raise RuntimeError("nothing was painted")  # noqa: TRY004 - it is no error of the caller
        update.render_segments(console)
    return (time.process_time() - began) * 1000 / FRAMES


def main() -> None:
    take_away()
    print(*asyncio.run(measure()))  # noqa: T201 - a program's output


if __name__ == "__main__":
    main()
