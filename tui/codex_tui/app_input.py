"""What a person does at the terminal, brought to the application in order."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events
from textual.widgets import Input

from .input_queue import InputQueue
from .patches.key_event import Key
from .patches.own_keys import find
from .patches.quiet import LIMIT, quiet
from .screens.palette import Palette
from .widgets.composer import Composer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message

    from .widgets.input_clock import InputClock


class AppInput:
    """Feeds an application with input events, one after the other.

    `draw` brings the widgets up to date with the state; `failed` is told what ended the reading. `clock` is
    told when the input came that acts.
    """

    def __init__(
        self,
        app: App[Any],
        clock: InputClock,
        *,
        draw: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._app = app
        self._draw = draw
        self._failed = failed
        self._queue = InputQueue(
            self._prepare, self._deliver, lambda: quiet(app), self._merge, clock=clock, acts=clock.acts
        )
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Let what was put so far act, and what comes from now on."""
        self._task = asyncio.create_task(self._queue.run(), name="input")
        self._task.add_done_callback(self._ended)

    def end(self) -> None:
        """Let nothing act any more."""
        if self._task is not None:
            self._task.cancel()

    def put(self, event: Message) -> None:
        """Take an event: it acts after everything that was put before has acted."""
        self._queue.put(event)

    @property
    def acted(self) -> bool:
        """Whether everything that was typed, pasted and clicked has acted."""
        return self._queue.is_empty

    @property
    def waits(self) -> bool:
        """Whether more was typed than what acts now."""
        return self._queue.waits

    async def _prepare(self, event: Message) -> None:
        """Wait for what the event acts on: where things are on the screen, or matches in the palette."""
        if not isinstance(event, (events.MouseDown, Key)) or not self._app.screen_stack:
            return
        if isinstance(event, events.MouseDown):
            self._draw()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._ready(event), LIMIT)

    async def _ready(self, event: events.MouseDown | Key) -> None:
        if isinstance(event, events.MouseDown) or self._pages(event):
            await self._app.screen.wait_for_refresh()
        palette = self._app.screen
        if isinstance(palette, Palette) and isinstance(event, Key) and palette.needs_matches(event.key):
            await palette.wait_for_matches()
            await quiet(self._app)

    def _pages(self, key: Key) -> bool:
        binding = find(self._app.focused, key.key) if self._app.focused is not None else None
        return binding is not None and binding.action.startswith("page")

    def _deliver(self, event: Message) -> Message | None:
        if not self._app.screen_stack:
            # It ends: what is typed now is for nothing here.
            return None
        if isinstance(event, (events.Key, events.Paste)) and not self._app.app_focus:
            # Konsole asks before a long paste, and sends it before it says that its window has the focus
            # again. Until then no widget has it: Textual dropped the paste.
            return event if self._app.post_message(events.AppFocus()) else None
        if (
            isinstance(event, Key)
            and event.ambiguous
            and (event.is_alt_ctrl or not isinstance(self._app.focused, (Composer, Input)))
        ):
            # Only where text is typed can the two be one key, and no key of ours has alt and ctrl.
            escape, then = event.apart()
            self._app.post_message(escape)
            return then
        self._app.post_message(event)
        return None

    def _merge(self, first: Message, second: Message) -> Message | None:
        """Make one key of letters that are typed into the composer: they come one after the other there."""
        if isinstance(first, Key) and isinstance(second, Key) and isinstance(self._app.focused, Composer):
            return first.followed_by(second)
        return None

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed(error)
