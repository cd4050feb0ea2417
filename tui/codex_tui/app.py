"""The application: wires session, store, screen, commands and themes together, and knows no protocol."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.worker import WorkerFailed

from .cold_file import ColdFile
from .commands import command
from .commands.keymap import bindings, footer, help_pages, works_now
from .commands.palette import CommandProvider
from .crash import CrashReport
from .garbage import QUIET, Garbage
from .screens.cockpit import Cockpit
from .screens.welcome import Welcome
from .session import CodexSession
from .state.memory import Memory
from .state.store import Store
from .styles import style_paths
from .stylesheet import ThemedStylesheet
from .themes import CODEX_DARK, CODEX_LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.screen import Screen

    from .backend import Backend

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""What ends the application from outside; Textual itself would leave the terminal as it is."""


class CodexTui(App[None]):
    """The cockpit for Codex on one backend; `demo` makes the one that the first screen offers instead.

    `prompt` is sent once everything is ready, to the thread `resume` (an id, or `last`) if that is given.
    """

    TITLE = "codex-tui"
    # The palette is a command among others, with its own binding.
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(
        self,
        backend: Backend,
        *,
        demo: Callable[[], Backend] | None = None,
        prompt: str | None = None,
        resume: str | None = None,
        theme: str | None = None,
    ) -> None:
        super().__init__(css_path=[str(path) for path in style_paths()])
        self.register_theme(CODEX_DARK)
        self.register_theme(CODEX_LIGHT)
        self._begin_in(theme or CODEX_DARK.name)
        self.crash: CrashReport | None = None
        self._garbage = Garbage()
        store = Store(clock=lambda: self.cockpit.clock.now(), memory=Memory(ColdFile()))
        self._session = CodexSession(backend.config, store, backend.options)
        self.cockpit = Cockpit(
            self._session, backend, hints=footer, pages=help_pages, run_command=self.run_command
        )
        self.cockpit.startup.demo = demo
        self.cockpit.startup.prompt = prompt
        self.cockpit.startup.resume = resume
        self._session.on_change = self.cockpit.showing.changed
        self._session.on_lost = self.cockpit.startup.lost
        self._session.on_login = self.cockpit.startup.login_ended

    def _begin_in(self, theme: str) -> None:
        """Have a theme from the start: one that is set like later ones has all styles parsed twice."""
        self.set_reactive(CodexTui.theme, self._validate_theme(theme))
        dark = self.current_theme.dark
        classes = {"-dark-mode": dark, "-light-mode": not dark, f"-theme-{theme}": True}
        self.update_classes(classes, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet = ThemedStylesheet(variables=self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Put the cockpit at the bottom of the stack."""
        return self.cockpit

    def on_mount(self) -> None:
        """End in order when a signal says so."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self._ended_by_signal, number)

    def on_ready(self) -> None:
        """Look for garbage from now on, in a way that nobody notices."""
        if not self.is_headless:
            self._garbage.begin()
            self.set_interval(QUIET, lambda: self._garbage.rest(busy=self.cockpit.showing.moves))

    async def on_unmount(self) -> None:
        """Keep what was typed, end the server."""
        self.cockpit.drafts.save()
        await self._session.close()

    async def on_event(self, event: events.Event) -> None:
        """Tell the approval card of every key, paste and press, wherever it goes."""
        if isinstance(event, (events.Key, events.Paste)):
            self._garbage.touched()
            self.cockpit.card.note_key(event)
        elif isinstance(event, events.MouseDown) and not event.is_forwarded:
            self.cockpit.card.note_press(event)
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command's key works now; over other screens only leaving does."""
        if action != "command":
            return True
        found = command(str(parameters[0]))
        if self.screen is self.cockpit:
            return works_now(found, self.cockpit)
        return found.id == "app.quit" or (found.id == "app.copy" and isinstance(self.screen, Welcome))

    def action_command(self, command_id: str, key: str) -> None:
        """Run a command because of its key."""
        command(command_id).run(self.cockpit, key)
        self.cockpit.showing.keys()

    def run_command(self, command_id: str) -> None:
        """Run a command because it was clicked."""
        found = command(command_id)
        if works_now(found, self.cockpit):
            found.run(self.cockpit, "")

    def _ended_by_signal(self, number: signal.Signals) -> None:
        self.cockpit.drafts.save()
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Keep drafts, and note where it broke, without the variables: they hold a conversation's text."""
        if self.crash is None:
            broken = error.error if isinstance(error, WorkerFailed) else error
            self.crash = CrashReport.of(broken)
            self.cockpit.drafts.save()
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual's own prints every local variable. Ours is printed after the terminal is restored.
        self.bell()
        self._close_messages_no_wait()
