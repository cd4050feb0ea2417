"""The start: server, login, trust, list, and what the command line asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import CodexError
from textual.content import Content

from ..blocks.preparation import prepare
from ..session import Problem, ProblemKind
from ..session.errors import describe
from ..state.sanitise import sanitise_line
from ..widgets.composer import composer_text
from .thread_actions import LAST
from .view_models import connection_lost
from .welcome import WayOn, Welcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widgets import Static

    from ..backend import Backend, BackendInUse
    from ..session import CodexSession, ConnectionLost, LoginOutcome, Readiness
    from ..widgets.composer import Composer
    from .copying import Copying
    from .drafts import Drafts
    from .drawing import Drawing
    from .list_loading import ListLoading
    from .notifier import Notifier
    from .sending import Sending
    from .tasks import Tasks
    from .thread_actions import ThreadActions
    from .trusting import Trusting


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
    """Connects the cockpit to a server, at the start and after the server died."""

    def __init__(
        self,
        request: StartRequest,
        session: CodexSession,
        backend: BackendInUse,
        input_clock: Callable[[], float],
        *,
        tasks: Tasks,
        notifier: Notifier,
        drafts: Drafts,
        drawing: Drawing,
        list_loading: ListLoading,
        actions: ThreadActions,
        sending: Sending,
        copying: Copying,
        trusting: Trusting,
        composer: Composer,
        banner: Static,
    ) -> None:
        self._request = request
        self._session = session
        self._ui = session.store.ui
        self._backend = backend
        self._input_clock = input_clock
        self._tasks = tasks
        self._notifier = notifier
        self._drafts = drafts
        self._drawing = drawing
        self._list_loading = list_loading
        self._actions = actions
        self._sending = sending
        self._copying = copying
        self._trusting = trusting
        self._composer = composer
        self._banner = banner
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
        if not await self._connect():
            return
        await self._drafts.loaded()
        self._drawing.everything()
        await self._load_list()
        resume, prompt = self._request.resume, self._request.prompt
        self._trusting.begin(sends=resume is not None)
        if resume is not None:
            await self._resume(resume)
        elif (
            self._backend.current.open_newest
            and self._ui.open_thread_id is None
            and self._composer.is_blank
            and not self._sending.waits
        ):
            self._actions.open_newest()
        self._sending.send_waiting()
        if prompt:
            # Cleaned as if it had been typed: the person sees what is sent.
            self._sending.submit(composer_text(prompt))
        self.done = True
        # In a thread, so that keys go on, and the first thread that is opened does not wait for imports.
        self._tasks.start_thread(prepare, group="prepare")

    def again_if_lost(self) -> None:
        """Start the server again if there is none and none is being started."""
        if not self._session.connected and not self._ui.starting:
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
        self._say_in_banner("")
        if not await self._connect():
            return
        self._trusting.connected_again()
        self._drawing.everything()
        self._sending.send_waiting()
        await self._load_list()

    def lost(self, lost: ConnectionLost) -> None:
        """Show that the server is gone, and how to start it again."""
        self._backend.current.log.write(f"the connection is lost: {lost.how}")
        self._say_in_banner(connection_lost(lost, self._notifier.key("server.start")))
        self._drawing.everything()

    def login_ended(self, outcome: LoginOutcome) -> None:
        """Hand the outcome of a login to the first screen, if it is shown."""
        screen = self._composer.app.screen
        if isinstance(screen, Welcome):
            screen.login_ended(outcome)

    async def _connect(self) -> bool:
        self._ui.starting = True
        self._drawing.bars()
        app = self._composer.app
        readiness = await self._start()
        while (problem := readiness.problem) is not None:
            way = await app.push_screen_wait(
                Welcome(self._session, problem, self._composer, self._input_clock, self._copying)
            )
            if way is WayOn.QUIT:
                app.exit()
                return False
            if way is WayOn.DEMO and self._request.demo is not None:
                self._use(self._request.demo())
                readiness = await self._start()
            else:
                readiness = await self._try_again(problem)
        self._ui.starting = False
        return True

    def _use(self, backend: Backend) -> None:
        """Switch to another backend; drafts that were typed so far stay with the first one."""
        self._sending.take_back(everywhere=True)
        self._drafts.save()
        self._backend.current = backend
        self._session.use(backend.config, backend.options)
        self._drafts.fetch()

    async def _try_again(self, problem: Problem) -> Readiness:
        if problem.kind is ProblemKind.NO_LOGIN and self._session.connected:
            return await self._session.check_readiness()
        return await self._start()

    async def _start(self) -> Readiness:
        readiness = await self._session.start()
        if self._session.connected:
            version = sanitise_line(self._session.server_version)
            self._backend.current.log.write(f"connected to a server: {version}")
            self._tasks.start(self._session.pump(), group="pump", exclusive=True)
        return readiness

    async def _load_list(self) -> None:
        try:
            await self._list_loading.load()
        except CodexError as error:
            self._notifier.say(f"The list of threads could not be read. {describe(error)}", bad=True)

    def _say_in_banner(self, text: str) -> None:
        self._banner.update(Content(text))
        self._banner.display = bool(text)
