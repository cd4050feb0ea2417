"""Waiting until an application has nothing to do, by conditions instead of times.

Textual's pilot takes an application for idle when its process has used little CPU for 20 ms. A busy machine
that gives the process no CPU looks the same, so that on such a machine a test went on too early.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from codex_tui.app import CodexTui
from codex_tui.patches.quiet import is_quiet
from patience import PATIENCE

if TYPE_CHECKING:
    from collections import deque

    from textual.app import App
    from textual.worker import Worker

BLOCKED = 1.0
"""Seconds after which a handler that still waits counts as at rest: the test holds what it waits for."""


async def at_rest(app: App[Any]) -> None:
    """Wait until only keys, timers and other processes can cause further work, and all is drawn.

    A scripted server runs in the same event loop: as long as it, the session or a widget has something to
    do, a callback is ready, a message lies in a queue, or a thread works.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE
    ready: deque[object] = vars(loop)["_ready"]
    blocked_since: float | None = None
    while app._exception is None:
        if isinstance(app, CodexTui):
            app.cockpit.frame_clock.flush()
        # To the end of what is ready: what is ready behind this was made ready by it.
        await asyncio.sleep(0)
        if ready:
            blocked_since = None
        elif not is_quiet(app) or any(_works_in_a_thread(worker) for worker in app.workers):
            blocked_since = loop.time() if blocked_since is None else blocked_since
            if loop.time() - blocked_since > BLOCKED:
                return
            await asyncio.sleep(0.002)
        elif not _draw(app):
            return
        if loop.time() > deadline:
            raise AssertionError(f"waited {PATIENCE:g} s in vain for the application to come to rest")


def _draw(app: App[Any]) -> bool:
    """Do what waits for a frame, and return whether there was anything: a new size, a layout, a painting."""
    if not app._running or not app.screen_stack or app._batch_count:
        return False
    if app._resize_event is not None:
        app._check_resize()
        return True
    screen = app.screen
    wants_frame = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._dirty_widgets
    )
    if screen._callbacks or (wants_frame and screen.is_current):
        screen._on_timer_update()
        return True
    return False


def _works_in_a_thread(worker: Worker[object]) -> bool:
    return worker.is_running and worker._thread_worker
