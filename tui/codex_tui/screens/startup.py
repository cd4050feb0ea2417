"""From nothing to a conversation: server, login, trust, list, and what the command line asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError
from textual.content import Content
from textual.widgets import Static

from ..blocks.preparation import prepare
from ..patches.own_keys import name_of
from ..session import Problem, ProblemKind
from ..session.sentences import sentence
from ..state.sanitise import sanitise_line
from ..widgets.composer import composer_text
from .welcome import WayOn, Welcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..backend import Backend
    from ..session import ConnectionLost, LoginOutcome, Readiness
    from .cockpit import Cockpit

LIST_GOOD_FOR = 30.0
"""Seconds after which going to the list reads it again: other clients change it without telling us."""


class Startup:
    """The way into the cockpit, and back into it after the server died."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._list_read_at = float("-inf")
        self.demo: Callable[[], Backend] | None = None
        """Makes the backend that the first screen offers instead of a real server."""
        self.prompt: str | None = None
        """What to send once everything is ready."""
        self.resume: str | None = None
        """The thread to open, an id or `last`; None once it is open, or cannot be opened."""
        self.done = False
        """Whether all that is asked and opened at the start has been."""

    async def begin(self) -> None:
        """Go all the way; comes back early when the person quits."""
        cockpit = self._cockpit
        if not await self._connect():
            return
        await cockpit.drafts.loaded()
        cockpit.showing.everything()
        await self._load_list()
        cockpit.trusting.begin(sends=self.resume is not None or bool(self.prompt))
        if self.resume is not None:
            try:
                await cockpit.desk.resume(self.resume)
            finally:
                self.resume = None
        elif cockpit.backend.open_newest and cockpit.open_id is None and cockpit.composer.is_blank:
            cockpit.desk.open_newest()
        if self.prompt:
            prompt, self.prompt = self.prompt, None
            # As if it had been typed: what is sent is what will be seen.
            cockpit.desk.submit(composer_text(prompt))
        self.done = True
        # In a thread: the keys go on, and the first thread that is opened does not wait for imports.
        cockpit.run_worker(prepare, group="prepare", thread=True, exit_on_error=False)

    async def again(self) -> None:
        """Start the server again after it died; nothing that ran before is repeated."""
        cockpit = self._cockpit
        self._banner("")
        if not await self._connect():
            return
        cockpit.trusting.connected_again()
        cockpit.showing.everything()
        await self._load_list()

    def lost(self, lost: ConnectionLost) -> None:
        """Say that the server is gone, and how to get it back."""
        cockpit = self._cockpit
        start = name_of(cockpit.app, "server.start")
        self._banner(f"The server stopped ({lost.how}). Your text is safe. {start} starts it again.")
        cockpit.showing.everything()

    def login_ended(self, outcome: LoginOutcome) -> None:
        """Tell the first screen how a login ended."""
        screen = self._cockpit.app.screen
        if isinstance(screen, Welcome):
            screen.login_ended(outcome)

    def refresh_list(self) -> None:
        """Read the list again, unless that was done a moment ago."""
        cockpit = self._cockpit
        if cockpit.online and cockpit.clock.monotonic() - self._list_read_at > LIST_GOOD_FOR:
            self._list_read_at = cockpit.clock.monotonic()
            cockpit.desk.reload_list()

    async def _connect(self) -> bool:
        cockpit = self._cockpit
        cockpit.starting = True
        cockpit.showing.chrome()
        readiness = await self._start()
        while (problem := readiness.problem) is not None:
            way = await cockpit.app.push_screen_wait(
                Welcome(cockpit.session, problem, cockpit.composer, cockpit.input_clock)
            )
            if way is WayOn.QUIT:
                cockpit.app.exit()
                return False
            if way is WayOn.DEMO and self.demo is not None:
                cockpit.use(self.demo())
                readiness = await self._start()
            else:
                readiness = await self._try_again(problem)
        cockpit.starting = False
        return True

    async def _try_again(self, problem: Problem) -> Readiness:
        session = self._cockpit.session
        if problem.kind is ProblemKind.NO_LOGIN and session.connected:
            return await session.look_around()
        return await self._start()

    async def _start(self) -> Readiness:
        cockpit = self._cockpit
        readiness = await cockpit.session.start()
        if cockpit.session.connected:
            cockpit.backend.log.write(
                f"connected to a server: {sanitise_line(cockpit.session.server_version)}"
            )
            cockpit.run_worker(cockpit.session.pump(), group="pump", exclusive=True)
        return readiness

    async def _load_list(self) -> None:
        cockpit = self._cockpit
        self._list_read_at = cockpit.clock.monotonic()
        try:
            await cockpit.desk.load_list()
        except CodexError as error:
            cockpit.say(f"The list of threads could not be read. {sentence(error)}", bad=True)

    def _banner(self, text: str) -> None:
        banner = self._cockpit.query_one("#banner", Static)
        banner.update(Content(text))
        banner.display = bool(text)
