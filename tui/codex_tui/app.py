"""The application: wires session, store, screen, commands and themes together, and knows no protocol."""

from __future__ import annotations

import asyncio
import signal
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.filter import Monochrome
from textual.worker import WorkerFailed

from . import glyphs
from .app_input import AppInput
from .backend import BackendInUse
from .blocks.cells import cut
from .commands.dialog_keys import dialog_footer
from .commands.footer import footer
from .commands.palette import CommandProvider
from .commands.running import run, works_now
from .commands.screen_conditions import conditions_of
from .commands.slash import Slash, SlashSource
from .crash import CrashReport, versions
from .disk.settings_file import SettingsFile
from .keys import BY_ID
from .outside import Machine
from .patches.crash_exit import CrashReportingApp
from .patches.driver import driver_class
from .patches.frame_output import FramedApp, write_all
from .patches.garbage_collector import IDLE_SECONDS, GarbageCollector
from .patches.own_keys import name_of
from .screens.appearance import Appearance
from .screens.cockpit import Cockpit
from .screens.effects import Effects
from .screens.preferences import LOOK_EVERY, Preferences
from .screens.startup import StartRequest
from .screens.welcome import Welcome
from .session import CodexSession
from .state.sanitise import sanitise, sanitise_line
from .state.store import Store
from .styles import style_paths
from .themes import Depth, Terminal
from .widgets.ascii_filter import AsciiFilter
from .widgets.bindings import command_bindings
from .widgets.control_filter import ControlFilter
from .widgets.input_clock import InputClock
from .widgets.no_colour import NoColour

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.message import Message
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from .backend import Backend
    from .glyphs import Glyphs
    from .patches.terminal_reader import BackgroundTold
    from .widgets.composer_messages import Commanded
    from .widgets.key_bar import KeyBar

    LoopHandler = Callable[[asyncio.AbstractEventLoop, dict[str, Any]], object]

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""Signals that end the application in order; Textual itself would leave the terminal as it is."""


MOST_TROUBLES = 3
"""Sentences about the settings that are shown as notices at once."""

LONGEST_TROUBLE = 200
"""Cells of such a notice: a list of all themes would cover a third of the screen."""


class CodexTui(CrashReportingApp, FramedApp):
    """The Textual application, on one backend; `demo` makes the one that the first screen offers instead.

    `prompt` is sent once everything is ready, to the thread `resume` (an id, or `last`) if that is given.
    `machine` is what clipboards are looked for on; without it only the terminal is asked.
    `settings` is the person's file; without it the defaults hold, and what is set ends with the process.
    `keymap` maps ids of rows in the table of keys to other keys, and `theme` names one: both come before the
    file. What is wrong is shown at the start.
    """

    TITLE = "codex-tui"
    # The palette is a command among others, with its own binding.
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    BINDINGS: ClassVar[list[BindingType]] = command_bindings()

    def __init__(
        self,
        backend: Backend,
        *,
        demo: Callable[[], Backend] | None = None,
        prompt: str | None = None,
        resume: str | None = None,
        theme: str | None = None,
        keymap: Mapping[str, str] | None = None,
        machine: Machine | None = None,
        settings: SettingsFile | None = None,
        terminal: Terminal | None = None,
    ) -> None:
        terminal = terminal or Terminal()
        # Textual asks for filters and variables already while it is made.
        self._no_colour = NoColour() if terminal.depth is Depth.NONE else None
        self._control_filter = ControlFilter()
        self._ascii_filter = AsciiFilter()
        super().__init__(css_path=[str(path) for path in style_paths()])
        self.preferences = Preferences(settings or SettingsFile(), keymap=keymap or {})
        # Before the first widget is made.
        glyphs.prefer(self.preferences.settings.shapes)
        self._appearance = Appearance(self, terminal, self.preferences.settings, theme=theme)
        self.crash: CrashReport | None = None
        # Those of the first backend, also after the first screen has changed to the demo.
        self._local_store = backend.local_store
        self._log_file = backend.log
        self._collector = GarbageCollector()
        in_use = BackendInUse(backend)
        store = Store(clock=in_use.now)
        self._session = CodexSession(backend.config, store, backend.options)
        # The machine's clock, also in the demo: half a second without keys must be real time.
        input_clock = InputClock(in_use.monotonic)
        self._input = AppInput(
            self, input_clock, draw=lambda: self.cockpit.frame_clock.flush(), failed=self._input_failed
        )
        self.cockpit = Cockpit(
            self._session,
            in_use,
            input_clock,
            StartRequest(prompt=prompt, resume=resume, demo=demo),
            self.preferences,
            input_waits=lambda: self._input.waits,
            machine=machine or Machine(),
        )
        self._slash = Slash(self.cockpit)
        self.cockpit.completing.add(SlashSource(self.cockpit))
        self._effects = Effects(
            self,
            self.preferences,
            self._appearance,
            store.ui,
            self.cockpit.drawing,
            thread_pane=self.cockpit.thread_pane,
            transcript=self.cockpit.transcript,
            with_glyphs=_with_glyphs(self.cockpit),
            with_order=self.cockpit.list_loading.ordered,
            session=self._session,
        )

    def get_driver_class(self) -> type[Driver]:
        """Return our own driver for a terminal, unless `TEXTUAL_DRIVER` names another."""
        return driver_class(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """Return the cockpit, the bottom of the screen stack."""
        return self.cockpit

    def on_load(self) -> None:
        """Install the handlers of signals: before the driver sets the terminal, so that none leaves it so."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self._ended_by_signal, number)

    def on_mount(self) -> None:
        """Install the handler of errors in tasks, and show the errors of the keymap."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(partial(self._task_failed, loop.get_exception_handler()))
        # While it was stopped other programs wrote on the terminal: unchanged lines have to be painted too.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.screen_change_signal.subscribe(self, lambda _: self.cockpit.key_bar.ask())
        self._tell_troubles(self.preferences.troubles)
        if self.preferences.file.path is not None:
            self.set_interval(LOOK_EVERY, lambda: self._tell_troubles(self.preferences.look()))

    def on_ready(self) -> None:
        """Begin the log, deliver the input that has come so far, and start the garbage collector."""
        # In a thread: the versions in its first line take 10 ms to look up.
        self.run_worker(self._begin_log, group="log", thread=True, exit_on_error=False)
        if self._local_store.loaded:
            self._input.begin()
        else:
            self.run_worker(self._begin_input(), group="input")
        self._effects.ask_background()
        if not self.is_headless:
            self._collector.begin()
            self.set_interval(IDLE_SECONDS, self._collect_when_idle)

    def _tell_troubles(self, troubles: Sequence[str]) -> None:
        # A screen full of notices would not be read; the screen of the settings keeps them all.
        most = len(troubles) if len(troubles) <= MOST_TROUBLES else MOST_TROUBLES - 1
        for trouble in troubles[:most]:
            whole = len(trouble) <= LONGEST_TROUBLE
            said = trouble if whole else f"{cut(trouble, LONGEST_TROUBLE)} /settings has all of it."
            self.cockpit.notifier.say(said, bad=True)
        if more := len(troubles) - most:
            self.cockpit.notifier.say(f"{more} more are wrong in the settings: /settings has them.", bad=True)

    def on_app_focus(self) -> None:
        """Ask for the background again: the desktop may have gone from day to night meanwhile."""
        self._effects.ask_background()
        # Meanwhile another program may have written on the terminal.
        write_all(self)

    def on_background_told(self, event: BackgroundTold) -> None:
        """Follow the terminal's background, if the theme does."""
        self._appearance.background_told(*event.rgb)

    def _collect_when_idle(self) -> None:
        self._collector.collect_when_idle(busy=self.cockpit.animation.moves)

    def _begin_log(self) -> None:
        if self._log_file.is_kept and (notice := self._log_file.begin(f"begins: {versions()}")) is not None:
            self.call_from_thread(self.cockpit.notifier.say, notice.text, bad=notice.bad)

    async def _begin_input(self) -> None:
        # Keys act once the saved draft is in the composer: it must not follow what they type.
        await self.cockpit.drafts.loaded()
        self._input.begin()

    async def on_unmount(self) -> None:
        """Save the drafts, close the local store, and end the server."""
        self._input.end()
        self.cockpit.drafts.save()
        self._local_store.close()
        self._log_file.write(f"ends: {self.return_code or 0}")
        await self._session.close()

    def take_input(self, event: Message) -> None:
        """Queue an event that the driver has read; it is delivered once all earlier ones were handled."""
        self._input.put(event)

    @property
    def input_acted(self) -> bool:
        """Whether every key, paste and click so far has been handled."""
        return self._input.acted

    def _input_failed(self, error: BaseException) -> None:
        self.crash_with(error if isinstance(error, Exception) else RuntimeError(str(error)))

    @property
    def clipboard(self) -> str:
        """What was copied last; pasting by a key of the application gives this."""
        return self.cockpit.outlets.copying.text

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what a text or a line has cut or copied; Textual's widgets call this."""
        self.cockpit.outlets.copying.copy_quietly(text)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the filter that checks every row of every widget; it is the last step before the terminal."""
        filters = super().get_line_filters()
        if self._no_colour is not None:
            # Textual's own sends greys.
            filters = [*(each for each in filters if not isinstance(each, Monochrome)), self._no_colour]
        if glyphs.choose() is glyphs.ASCII:
            filters = [*filters, self._ascii_filter]
        return [*filters, self._control_filter]

    def get_css_variables(self) -> dict[str, str]:
        """Return those of the theme; what takes the place of colours is read from them."""
        variables = super().get_css_variables()
        if self._no_colour is not None:
            self._no_colour.use_theme(variables)
        return variables

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a notice, sanitised. Most hold text of the server or a model, so markup must be asked for."""
        super().notify(
            sanitise(message), title=sanitise_line(title), severity=severity, timeout=timeout, markup=markup
        )

    async def on_event(self, event: events.Event) -> None:
        """Report each key, paste and mouse press to the cards before it is handled, wherever it goes.

        From these a card knows when a key follows another one too closely to be an answer. An escape is
        dropped within a second of one that closed or interrupted something.
        """
        if isinstance(event, (events.Key, events.Paste)):
            self._collector.note_key()
            self.cockpit.cards.note_key(event)
        elif isinstance(event, events.MouseDown) and not event.is_forwarded:
            self.cockpit.cards.note_press(event)
        if (
            isinstance(event, events.Key)
            and not event.is_forwarded
            and not self.cockpit.escape.passes(event.key)
        ):
            return
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command's key works now; other screens leave only `^q`, and the first one also `^c`."""
        if action != "command":
            return True
        key = BY_ID[str(parameters[0])]
        if self.screen is self.cockpit:
            return works_now(key, conditions_of(self.cockpit))
        return key.id == "app.quit" or (key.id == "app.copy" and isinstance(self.screen, Welcome))

    def action_command(self, key_id: str) -> None:
        """Run a command by its id; the bindings of keys call this."""
        run(BY_ID[key_id], self.cockpit)

    def run_command(self, key_id: str) -> None:
        """Run a command by its id if it works now; clicks call this."""
        if works_now(BY_ID[key_id], conditions_of(self.cockpit)):
            run(BY_ID[key_id], self.cockpit)

    def on_composer_commanded(self, event: Commanded) -> None:
        """Run the command that was typed."""
        self._slash.run(event.text)

    def on_key_bar_outdated(self) -> None:
        """Show the keys that work now."""
        if not self.screen_stack:
            # The application is ending.
            return
        key_of, screen = partial(name_of, self), self.screen
        over = screen is not self.cockpit
        self.cockpit.key_bar.show(
            dialog_footer(screen, key_of) if over else footer(conditions_of(self.cockpit), key_of)
        )

    def on_key_bar_clicked(self, event: KeyBar.Clicked) -> None:
        """Run the row of the table of keys that was clicked."""
        if self.screen is self.cockpit:
            self.run_command(event.command)

    def _task_failed(
        self, before: LoopHandler | None, loop: asyncio.AbstractEventLoop, context: dict[str, Any]
    ) -> None:
        """Log the error of a task that nothing awaits; asyncio would write it across the screen."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._log_file.error("a task broke", CrashReport.of(error))
        if before is not None:
            before(loop, context)
        elif not self._log_file.is_kept:
            loop.default_exception_handler(context)

    def _ended_by_signal(self, number: signal.Signals) -> None:
        if self.cockpit.composing.editor.is_open and number in (signal.SIGINT, signal.SIGQUIT):
            # Its keys: the terminal sends them to every program that shares it.
            return
        self._log_file.write(f"ended by a signal: {number.name}")
        self.cockpit.drafts.save(wait=True)
        self.exit(return_code=128 + number)

    def report_crash(self, error: Exception) -> None:
        """Save the drafts, and log where the first error was raised.

        Variables are left out, because they hold the text of a conversation.
        """
        if self.crash is None:
            broken = error.error if isinstance(error, WorkerFailed) else error
            self.crash = CrashReport.of(broken)
            self._log_file.error("the application broke", self.crash)
            self.cockpit.drafts.save(wait=True)


def _with_glyphs(cockpit: Cockpit) -> tuple[Callable[[Glyphs], None], ...]:
    """Return what gives other symbols to the parts that draw some."""

    def to_composer(marks: Glyphs) -> None:
        cockpit.composer.marks = marks
        cockpit.composer.refresh()

    return (
        cockpit.thread_pane.use_glyphs,
        cockpit.transcript.use_glyphs,
        cockpit.finding.bar.use_glyphs,
        cockpit.pending_prompts_view.use_glyphs,
        cockpit.card.use_glyphs,
        cockpit.trust_card.use_glyphs,
        cockpit.completions.use_glyphs,
        cockpit.outline_column.use_glyphs,
        to_composer,
    )
