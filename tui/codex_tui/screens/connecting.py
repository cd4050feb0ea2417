"""Connects to a server; the first screen says what is missing until there is one, or the person quits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..session import Problem, ProblemKind
from ..session.versions import another_version
from ..state.sanitise import sanitise_line
from .welcome import WayOn, Welcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..backend import Backend, BackendInUse
    from ..session import CodexSession, LoginOutcome, Readiness
    from ..widgets.composer import Composer
    from .copying import Copying
    from .drafts import Drafts
    from .drawing import Drawing
    from .notifier import Notifier
    from .sending import Sending
    from .tasks import Tasks


BACKGROUND = (
    "On the background server of codex ({version}): turns go on when you leave. "
    "`--server own` or the setting `server` takes another."
)


class FirstScreen:
    """The dialog about what is missing. `demo` makes the backend that it offers instead of a real server."""

    def __init__(
        self,
        session: CodexSession,
        composer: Composer,
        input_clock: Callable[[], float],
        copying: Copying,
        demo: Callable[[], Backend] | None,
    ) -> None:
        self._session = session
        self._composer = composer
        self._input_clock = input_clock
        self._copying = copying
        self.demo = demo

    async def ask(self, problem: Problem) -> WayOn:
        """Show a problem until the person chooses a way on. `QUIT` ends the application."""
        app = self._composer.app
        screen = Welcome(self._session, problem, self._composer, self._input_clock, self._copying)
        way = await app.push_screen_wait(screen)
        if way is WayOn.QUIT:
            app.exit()
        return way

    def login_ended(self, outcome: LoginOutcome) -> None:
        """Show the outcome of a login, if the dialog is shown."""
        screen = self._composer.app.screen
        if isinstance(screen, Welcome):
            screen.login_ended(outcome)


class Connecting:
    """Connects the session to the backend in use, which the first screen may exchange for the demo's."""

    def __init__(
        self,
        session: CodexSession,
        backend: BackendInUse,
        first_screen: FirstScreen,
        tasks: Tasks,
        drafts: Drafts,
        sending: Sending,
        drawing: Drawing,
        notifier: Notifier,
    ) -> None:
        self._notifier = notifier
        self._session = session
        self._ui = session.store.ui
        self._backend = backend
        self._first_screen = first_screen
        self._tasks = tasks
        self._drafts = drafts
        self._sending = sending
        self._drawing = drawing

    @property
    def is_lost(self) -> bool:
        """Whether there is no connection and none is being made."""
        return not self._session.connected and not self._ui.starting

    @property
    def opens_newest(self) -> bool:
        """Whether the backend in use begins with the newest thread."""
        return self._backend.current.open_newest

    async def connect(self) -> bool:
        """Start the server, have what is missing made good, and wait for the drafts of earlier runs.

        Events wait until `read_events`. Return False when the person quits.
        """
        self._ui.starting = True
        self._session.hold_events()
        self._drawing.bars()
        readiness = await self._start()
        while (problem := readiness.problem) is not None:
            # The end of a login is an event.
            self.read_events()
            way = await self._first_screen.ask(problem)
            if way is WayOn.QUIT:
                return False
            if way is WayOn.DEMO and self._first_screen.demo is not None:
                self._use(self._first_screen.demo())
                readiness = await self._start()
            else:
                readiness = await self._try_again(problem)
        self._ui.starting = False
        await self._drafts.loaded()
        return True

    async def follow_again(self) -> None:
        """Follow the threads again that were followed before. Raises `CodexError`."""
        await self._session.follow_again()

    def say_found(self) -> None:
        """Say that there is a connection again."""
        self._notifier.say("Connected again. What happened meanwhile was read again.")

    async def again_quietly(self) -> bool:
        """Try once to connect again, and return whether that has worked; nothing is asked."""
        self._ui.starting = True
        self._drawing.bars()
        try:
            readiness = await self._start()
        finally:
            self._ui.starting = False
            self._drawing.bars()
        return self._session.connected and readiness.problem is None

    def read_events(self) -> None:
        """Have the events read that came since the connection was made."""
        self._session.read_events()

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
            if self._session.is_shared and not self._session.options.server.url:
                self._notifier.say(BACKGROUND.format(version=version))
            elif said := another_version(version):
                self._notifier.say(said)
            self._tasks.start(self._session.pump(), group="pump", exclusive=True)
        return readiness
