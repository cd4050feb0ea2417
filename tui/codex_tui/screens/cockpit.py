"""The main screen: threads at the left, conversation, composer, and a card when something is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from ..patches.compositor import Unpainted
from ..patches.own_keys import keys_of
from ..patches.screen import RowScreen
from ..state.prompt_history import PromptHistory
from ..state.sanitise import sanitise_line
from ..state.threads import ThreadState
from ..widgets.approval_card import ApprovalCard
from ..widgets.composer import Composer
from ..widgets.find_pane import FindPane
from ..widgets.input_clock import InputClock
from ..widgets.key_bar import KeyBar
from ..widgets.question_card import QuestionCard
from ..widgets.sent_prompts import SentPrompts
from ..widgets.status_bar import StatusBar
from ..widgets.thread_list import ThreadList
from ..widgets.thread_pane import ThreadPane
from ..widgets.title_bar import TitleBar
from ..widgets.top_bar import TopBar
from ..widgets.transcript import TranscriptView
from .conversation import ConversationPane
from .desk import ThreadDesk
from .drafts import Drafts
from .escape import Escape
from .help import KeyHelp
from .leaving import Leaving
from .panes import Panes
from .showing import Showing
from .startup import Startup
from .too_small import TINY, TooSmall, is_too_small
from .trusting import Trusting
from .unread import Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from ..backend import Backend
    from ..clock import Clock
    from ..session import CodexSession
    from ..widgets.key_bar import KeyHint
    from ..widgets.thread_list import ThreadList

COVERED = "-covered"
"""The class of the screen while another one lies over it."""


class Body(Unpainted, Horizontal):
    """Holds the panes side by side."""


class Cockpit(RowScreen, inherit_bindings=False):
    """Composes the panes and passes on what the person wants: to `panes`, `drafts`, `desk` and `startup`.

    `hints` answers the keys that work now, `pages` all of them, `run_command` runs a command by its id:
    commands know the cockpit, not the other way round.
    """

    # Textual declares these without ClassVar on screens.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (180, "-vast")]  # noqa: RUF012 - see above
    VERTICAL_BREAKPOINTS = [(0, "-low"), (12, "-short"), (30, "-tall")]  # noqa: RUF012 - see above

    def __init__(
        self,
        session: CodexSession,
        backend: Backend,
        *,
        hints: Callable[[Cockpit], Sequence[KeyHint]],
        pages: Callable[[], Iterable[tuple[str, Sequence[tuple[str, str]]]]],
        run_command: Callable[[str], None],
    ) -> None:
        super().__init__(id="cockpit")
        self.session = session
        self.store = session.store
        self.backend = backend
        self.open_id: str | None = None
        self.archived_shown = False
        self.list_loading = False
        self.starting = True
        self.ticking = False
        self.top_bar = TopBar(id="top_bar")
        self.thread_pane = ThreadPane(id="thread_pane")
        self.title_bar = TitleBar(id="title_bar")
        self.transcript = TranscriptView(id="transcript")
        self.finding = FindPane(self.transcript, id="finding")
        self.sent_prompts = SentPrompts(id="sent_prompts")
        # The machine's clock, also in the demo: half a second of rest is half a second.
        self.input_clock = InputClock(lambda: self.clock.monotonic())
        self.card = ApprovalCard(self.input_clock, id="approval_card")
        self.composer = Composer(PromptHistory(backend.local_store.prompts), id="composer")
        self.trust_card = QuestionCard(self.composer, self.input_clock, id="trust_card")
        self.too_small = TooSmall(self.composer, self.input_clock)
        self.status_bar = StatusBar(id="status_bar")
        self.key_bar = KeyBar(id="key_bar")
        self.escape = Escape(self.input_clock, lambda row: keys_of(self.app, row))
        self.last_key = ""
        """The key that was pressed last."""
        self.panes = Panes(self)
        self.drafts = Drafts(self)
        self.desk = ThreadDesk(self)
        self.leaving = Leaving(self)
        self.unread = Unread(self)
        self.showing = Showing(self)
        self.startup = Startup(self)
        self.trusting = Trusting(self)
        self._hints = hints
        self._pages = pages
        self._run_command = run_command
        self._filter = ""

    def compose(self) -> ComposeResult:
        """Header, list, conversation, composer, status, footer."""
        yield self.top_bar
        with Body(id="body"):
            yield self.thread_pane
            with ConversationPane(self):
                yield self.title_bar
                yield Static(id="banner")
                yield self.finding
                yield self.sent_prompts
                yield self.card
                yield self.trust_card
                yield self.composer
        yield self.status_bar
        yield self.key_bar
        yield self.too_small

    def on_mount(self) -> None:
        """Show what there is, which is nothing yet, and begin."""
        self.thread_pane.reduced_motion = self.app.animation_level == "none"
        self.drafts.fetch()
        self.composer.focus()
        self.transcript.show(self._shown())
        self.showing.everything()
        self._ticker = self.set_interval(0.1, self._tick, pause=True)
        self.set_interval(1.0, self._rest)
        # What is imported for the server costs as much as the first frame does: the frame comes first.
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.drafts.load()
        self.run_worker(self.startup.begin(), group="startup", exclusive=True)

    @property
    def clock(self) -> Clock:
        """The backend's clock: the demo's day is always the same."""
        return self.backend.clock

    @property
    def online(self) -> bool:
        """Whether there is a server that is ready."""
        return self.session.connected and not self.starting

    @property
    def thread(self) -> ThreadState | None:
        """The open thread; None while a new one has not been begun."""
        return self.store.threads.get(self.open_id) if self.open_id is not None else None

    @property
    def turn_runs(self) -> bool:
        """Whether the open thread has a running turn."""
        return self.thread is not None and self.thread.active_turn_id is not None

    def rows(self) -> list[ThreadState]:
        """Answer the list as it is shown: filtered, with or without what is archived."""
        return self.store.rows(self._filter, show_archived=self.archived_shown)

    def hints(self) -> Sequence[KeyHint]:
        """Answer the keys that work at this moment, likeliest first."""
        return self._hints(self)

    def show_thread(self, thread_id: str | None, *, keep_text: bool = False) -> None:
        """Put a thread on the screen with its draft; the draft of the one before is put away.

        With `keep_text` the composer is left as it is, because the same conversation goes on.
        """
        if keep_text:
            self.drafts.forget()
        else:
            self.drafts.put_away()
        self.open_id = thread_id
        self.finding.close()
        if not keep_text:
            self.drafts.fetch()
        self.showing.changed(self.store.show(thread_id))
        if self.online:
            self.showing.changed(self.store.tidy())
        self.transcript.show(self._shown())
        self.showing.everything()
        if thread_id is not None:
            self.thread_pane.list.select(thread_id)

    def use(self, backend: Backend) -> None:
        """Go on with another server; drafts that were typed so far stay with the first one."""
        self.drafts.save()
        self.backend = backend
        self.session.use(backend.config, backend.options)
        self.drafts.fetch()

    def restart_server(self) -> None:
        """Start a server again after the first one died."""
        self.run_worker(self.startup.again(), group="startup", exclusive=True)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something that belongs to no thread; `text` is sanitised."""
        self.app.notify(text, severity="error" if bad else "information", markup=False)

    def show_help(self) -> None:
        """Open the page of keys."""
        self.app.push_screen(KeyHelp(self._pages()))

    def on_screen_suspend(self) -> None:
        """Let a dialog speak alone: what an empty conversation says shines through beside it."""
        self.add_class(COVERED)
        self.panes.observe()

    def on_screen_resume(self) -> None:
        """Show what an empty conversation says again."""
        self.remove_class(COVERED)
        if self.escape.is_key(self.last_key):
            self.escape.acted()
        self.panes.observe()

    def on_resize(self, event: events.Resize) -> None:
        """Say calmly when there is no room."""
        self.set_class(is_too_small(event.size), TINY)
        self.panes.observe()
        # What is not displayed cannot take the focus, and is displayed with the next layout.
        self.call_after_refresh(self.panes.fit)

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self.panes.focus_moved()
        self.showing.keys()
        self.wake()

    def on_text_area_changed(self) -> None:
        """Have what is typed on disk soon."""
        self.drafts.changed()

    def on_composer_submitted(self, event: Composer.Submitted) -> None:
        """Send what was typed."""
        self.desk.submit(event.text)

    def on_composer_interrupted(self) -> None:
        """Close what is open, else interrupt."""
        self.panes.step_back()

    def on_thread_list_opened(self, event: ThreadList.Opened) -> None:
        """Show the thread."""
        self.desk.open(event.thread_id)

    def on_thread_list_selection_changed(self) -> None:
        """Other keys may work on this row."""
        self.showing.keys()

    def on_thread_pane_filter_changed(self, event: ThreadPane.FilterChanged) -> None:
        """Show the threads that match."""
        self._filter = event.text
        self.showing.list()

    def on_key_bar_clicked(self, event: KeyBar.Clicked) -> None:
        """Run the command that was clicked."""
        self._run_command(event.command)

    def _shown(self) -> ThreadState:
        # A conversation that has not begun looks like a thread of this directory that is empty.
        return self.thread or ThreadState(
            "", cwd=sanitise_line(self.session.options.cwd), history_loaded=True
        )

    def wake(self) -> None:
        """Begin to tick, if there is a reason: something spins, or a card waits for its quiet half second."""
        if not self.ticking and self.showing.moves:
            self.ticking = True
            self._ticker.reset()

    def _tick(self) -> None:
        self.showing.tick()
        self.card.tick()
        self.trust_card.tick()
        if not self.showing.moves:
            # A process that wakes up ten times a second for nothing costs a laptop its battery.
            self.ticking = False
            self._ticker.pause()

    def _rest(self) -> None:
        if not self.ticking:
            self.showing.tick()
