"""The commands of the open thread that go on in the background: a list to look at, and to end them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from codex_app_server import CodexError
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..keys import Area
from ..session.errors import describe
from ..widgets.bindings import bindings
from ..widgets.list_letters import ListLetters
from ..widgets.row_list import KeyHints, ListRow, RowList
from .online import is_online

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..session import CodexSession
    from ..session.background import BackgroundTerminal
    from ..widgets.composer import Composer
    from .notifier import Notifier
    from .tasks import Tasks

EVERY = 1.0
"""Seconds between two readings while the list is open: the server does not tell when a command ends."""

_RUNNING = "They go on when their turn has ended, until they end by themselves or the server stops."
_EMPTY = "nothing runs in the background"


class BackgroundTerminals:
    """Opens the list and ends commands."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        composer: Composer,
        *,
        input_waits: Callable[[], bool],
    ) -> None:
        self._session = session
        self._store = session.store
        self._tasks = tasks
        self._notifier = notifier
        self._composer = composer
        self._input_waits = input_waits
        self._list: TerminalList | None = None
        self._reading = False

    def open(self) -> None:
        """Show what goes on in the open thread."""
        if (thread := self._store.open_thread) is None:
            return
        self._list = TerminalList(thread.id, self, input_waits=self._input_waits)
        self._composer.app.push_screen(self._list, self._closed)

    def read(self, thread_id: str) -> None:
        """Read what runs, unless that is being done."""
        if not self._reading and is_online(self._session, self._store.ui):
            self._reading = True
            self._tasks.start(self._read(thread_id), group="background")

    def end(self, thread_id: str, process_id: str) -> None:
        """End one command."""
        self._tasks.start(self._end(thread_id, process_id), group="background-end")

    def end_all(self, thread_id: str) -> None:
        """End all commands of the thread that go on."""
        self._tasks.start(self._end(thread_id, None), group="background-end")

    async def _read(self, thread_id: str) -> None:
        try:
            running = await self._session.background.list(thread_id)
        except CodexError as error:
            if self._list is not None:
                self._list.failed(describe(error))
        else:
            if self._list is not None:
                self._list.show(running)
        finally:
            self._reading = False

    async def _end(self, thread_id: str, process_id: str | None) -> None:
        try:
            if process_id is None:
                await self._session.background.terminate_all(thread_id)
            elif not await self._session.background.terminate(thread_id, process_id):
                self._notifier.say("It has ended already.")
        except CodexError as error:
            self._notifier.say(f"It was not ended. {describe(error)}", bad=True)
        self.read(thread_id)

    def _closed(self, _result: None) -> None:
        self._list = None


class TerminalRows(RowList):
    """The commands, oldest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.BACKGROUND, which=lambda key: key.action.startswith(("move(", "first", "last"))
    )


class TerminalList(ModalScreen[None]):
    """Shows what goes on in a thread, and reads it again every `EVERY` seconds."""

    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-roomy")]  # noqa: RUF012 - see above

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.BACKGROUND, which=lambda key: not key.action.startswith(("move(", "first", "last"))
    )

    def __init__(
        self, thread_id: str, actions: BackgroundTerminals, *, input_waits: Callable[[], bool]
    ) -> None:
        super().__init__(classes="question")
        self._letters = ListLetters(self, Area.BACKGROUND, close="background.close", input_waits=input_waits)
        self._in_thread = thread_id
        self._actions = actions
        self._list = TerminalRows(empty="reading")
        self._state = Static("", classes="dialog--text")
        self._hint = KeyHints()

    def compose(self) -> ComposeResult:
        """Create the title, the commands and the keys."""
        with Vertical(classes="dialog dialog--list"):
            yield Static(Content("Commands in the background"), classes="dialog--title")
            yield self._state
            yield self._list
            yield self._hint

    def on_mount(self) -> None:
        """Read what runs, now and again and again."""
        self._list.focus()
        self._state.display = False
        self._say_keys()
        self._read()
        self.set_interval(EVERY, self._read)

    async def on_key(self, event: events.Key) -> None:
        """Take a letter for a key, and a word for a mistake."""
        await self._letters.use(event)

    def show(self, running: Sequence[BackgroundTerminal]) -> None:
        """Show these commands."""
        self._list.empty = _EMPTY
        self._list.show([ListRow(each.process_id, each.command, _facts(each)) for each in running])
        self._state.update(Content(_RUNNING if running else ""))
        self._state.display = bool(running)
        self._say_keys()

    def failed(self, why: str) -> None:
        """Show that it could not be read."""
        self._state.update(Content(f"What runs could not be read. {why}"))
        self._state.display = True

    def _read(self) -> None:
        self._actions.read(self._in_thread)

    def _say_keys(self) -> None:
        words = [("background.end", "end it"), ("background.end-all", "end all")] if len(self._list) else []
        self._hint.show([*words, ("background.close", "close")])

    def action_end(self) -> None:
        """End the command under the cursor."""
        if self._list.selected:
            self._actions.end(self._in_thread, self._list.selected)

    def action_end_all(self) -> None:
        """End all of them."""
        if len(self._list):
            self._actions.end_all(self._in_thread)

    def action_leave(self) -> None:
        """Close the list."""
        self.dismiss()


def _facts(terminal: BackgroundTerminal) -> str:
    parts = []
    if terminal.pid is not None:
        parts.append(f"pid {terminal.pid}")
    if terminal.cpu_percent is not None:
        parts.append(f"{terminal.cpu_percent:.0f} % CPU")
    if terminal.rss_kb is not None:
        parts.append(f"{terminal.rss_kb / 1024:.0f} MB")
    return "  ".join(parts)
