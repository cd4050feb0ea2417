"""The start: a connection, trust, the list, and what the command line asked for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..blocks.preparation import prepare
from ..widgets.composer import composer_text
from .thread_actions import LAST

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..backend import Backend
    from ..session import ConnectionLost
    from ..state.ui import UiState
    from .connecting import Connecting
    from .connection_banner import ConnectionBanner
    from .drawing import Drawing
    from .list_loading import ListLoading
    from .sending import Sending
    from .tasks import Tasks
    from .thread_actions import ThreadActions
    from .trusting import Trusting


_WAITS = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds before each try to connect again to a server that goes on; the last one is repeated."""
_MORE_TRIES = 120
PROMPTS_FIRST = 1.0
"""Seconds for which the events of a new connection wait for the first prompts."""


@dataclass(frozen=True)
class StartRequest:
    """What the command line asks for at the start."""

    prompt: str | None = None
    """The prompt to send once everything is ready."""
    resume: str | None = None
    """The thread to open: an id, or `last`."""
    demo: Callable[[], Backend] | None = None
    """Makes the backend that the first screen offers instead of a real server."""


class Startup:
    """Takes the steps of the start in their order, and some of them again after the server died."""

    def __init__(
        self,
        request: StartRequest,
        ui: UiState,
        connecting: Connecting,
        banner: ConnectionBanner,
        *,
        tasks: Tasks,
        drawing: Drawing,
        list_loading: ListLoading,
        trusting: Trusting,
        actions: ThreadActions,
        sending: Sending,
    ) -> None:
        self._request = request
        self._ui = ui
        self._connecting = connecting
        self._banner = banner
        self._tasks = tasks
        self._drawing = drawing
        self._list_loading = list_loading
        self._trusting = trusting
        self._actions = actions
        self._sending = sending
        self._ui.resuming = request.resume is not None
        self.done = False
        """Whether all steps of the start are done."""

    def begin(self) -> None:
        """Run all steps in a worker. They end early when the person quits."""
        self._tasks.start(self._begin(), group="startup", exclusive=True)

    def again(self) -> None:
        """Start the server again after it died; no turn that ran before is repeated."""
        self._tasks.start(self._again(), group="startup", exclusive=True)

    async def _begin(self) -> None:
        if not await self._connecting.connect():
            return
        resume, prompt = self._request.resume, self._request.prompt
        self._trusting.begin(sends=resume is not None)
        entered = self._sending.waits
        # A prompt for a new thread needs no list, which may be long, nor the models that read it.
        self._sending.send_waiting()
        early = resume is None and not self._connecting.opens_newest
        if prompt and early:
            self._submit(prompt)
        await self._prompts_first()
        self._drawing.everything()
        await self._load_list()
        if resume is not None:
            await self._resume(resume)
        elif self._connecting.opens_newest and not entered:
            self._actions.open_newest(unless_begun=True)
        self._sending.send_waiting()
        if prompt and not early:
            self._submit(prompt)
        self.done = True
        # In a thread, so that keys go on, and the first thread that is opened does not wait for imports.
        self._tasks.start_thread(prepare, group="prepare")

    def _submit(self, prompt: str) -> None:
        # Cleaned as if it had been typed: the person sees what is sent.
        self._sending.submit(composer_text(prompt))

    def again_if_lost(self) -> None:
        """Start the server again if there is none and none is being started."""
        if self._connecting.is_lost:
            self.again()

    async def _resume(self, which: str) -> None:
        try:
            opened = await self._actions.resume(which)
        finally:
            self._ui.resuming = False
        if opened is not None:
            self._sending.opened(opened)
        elif which != LAST:
            # It was meant for a thread that there is not.
            self._sending.take_back(everywhere=True)

    async def _again(self) -> None:
        self._banner.clear()
        if await self._connecting.connect():
            await self._go_on()

    async def _go_on(self) -> None:
        self._banner.clear()
        self._trusting.connected_again()
        self._drawing.everything()
        self._sending.send_waiting()
        await self._prompts_first()
        await self._load_list()
        await self._tasks.told(self._connecting.follow_again(), "Threads that run could not be followed.")
        self._actions.read_again()

    async def _prompts_first(self) -> None:
        """Read events once the prompts so far are on their way: the models for that take 0.2 s of CPU."""
        await self._sending.on_their_way(PROMPTS_FIRST)
        self._connecting.read_events()

    def lost(self, lost: ConnectionLost) -> None:
        """Show that the server is gone, and how to start it again."""
        self._banner.lost(lost)
        self._drawing.everything()
        if lost.shared:
            self._tasks.start(self._mend(), group="startup", exclusive=True)

    async def _mend(self) -> None:
        """Connect again by itself to a server that goes on; at the end of the tries a key does it."""
        for wait in (*_WAITS, *[_WAITS[-1]] * _MORE_TRIES):
            await asyncio.sleep(wait)
            if await self._connecting.again_quietly():
                await self._go_on()
                self._connecting.say_found()
                return

    async def _load_list(self) -> None:
        await self._tasks.told(self._list_loading.load(), "The list of threads could not be read.")
