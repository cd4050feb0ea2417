"""Delivers keys, pastes and mouse events to the application one at a time and in order."""

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
    from textual.screen import Screen
    from textual.widget import Widget

    from .widgets.input_clock import InputClock


class AppInput:
    """Feeds an application with input events, one after the other.

    `draw` brings the widgets up to date with the state. `failed` is called with the error that ended the
    delivery. `clock` is told when the event that is being handled came.
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
        """Start delivering: first the events that were put so far, then each new one."""
        self._task = asyncio.create_task(self._queue.run(), name="input")
        self._task.add_done_callback(self._ended)

    def end(self) -> None:
        """Stop delivering; events that still wait are dropped."""
        if self._task is not None:
            self._task.cancel()

    def put(self, event: Message) -> None:
        """Queue an event; it is delivered once all earlier ones were handled."""
        self._queue.put(event)

    @property
    def acted(self) -> bool:
        """Whether every event that was put has been handled."""
        return self._queue.is_empty

    @property
    def waits(self) -> bool:
        """Whether events wait behind the one that is being handled."""
        return self._queue.waits

    @property
    def _screen(self) -> Screen[Any] | None:
        """The screen on top; none while the application is ending."""
        return self._app.screen if self._app.screen_stack else None

    @property
    def _focused(self) -> Widget | None:
        """The widget that has the focus; none while the application is ending."""
        return self._screen.focused if self._screen is not None else None

    async def _prepare(self, event: Message) -> None:
        """Wait until the layout (for clicks and page keys) or the palette's matches are up to date."""
        if not isinstance(event, (events.MouseDown, Key)) or not self._app.screen_stack:
            return
        if isinstance(event, events.MouseDown):
            self._draw()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._ready(event), LIMIT)

    async def _ready(self, event: events.MouseDown | Key) -> None:
        palette = self._screen
        if isinstance(palette, Palette) and (
            isinstance(event, events.MouseDown) or palette.needs_matches(event.key)
        ):
            await palette.wait_for_matches()
            await quiet(self._app)
        screen = self._screen
        if screen is not None and (isinstance(event, events.MouseDown) or self._pages(event)):
            await screen.wait_for_refresh()

    def _pages(self, key: Key) -> bool:
        focused = self._focused
        binding = find(focused, key.key) if focused is not None else None
        return binding is not None and binding.action.startswith("page")

    def _deliver(self, event: Message) -> Message | None:
        if not self._app.screen_stack:
            # The application is ending: input is dropped.
            return None
        if isinstance(event, (events.Key, events.Paste)) and not self._app.app_focus:
            # Konsole asks before a long paste, and sends the paste before it reports that its window has
            # the focus again. Until that report no widget has the focus, and Textual drops a paste.
            return event if self._app.post_message(events.AppFocus()) else None
        if (
            isinstance(event, Key)
            and event.ambiguous
            and (event.is_alt_ctrl or not isinstance(self._focused, (Composer, Input)))
        ):
            # Only where text is typed can ESC and a key mean alt and that key; no binding has alt and ctrl.
            escape, then = event.apart()
            self._app.post_message(escape)
            return then
        self._app.post_message(event)
        return None

    def _merge(self, first: Message, second: Message) -> Message | None:
        """Join two letters for the composer into one key event; None where two events are needed."""
        if isinstance(first, Key) and isinstance(second, Key) and isinstance(self._focused, Composer):
            return first.followed_by(second)
        return None

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed(error)
