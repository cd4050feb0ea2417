"""The main screen: threads at the left, conversation, composer, and a card when something is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from ..outside import Clipboard
from ..patches.compositor import Unpainted
from ..patches.own_keys import keys_of
from ..patches.screen import RowScreen
from ..patches.terminal_writer import TerminalAround
from ..state.prompt_history import PromptHistory
from ..state.remembered import remembered_commands
from ..widgets.approval_card import ApprovalCard
from ..widgets.card_bodies import CardBodies
from ..widgets.completion import CompletionList
from ..widgets.composer import Composer
from ..widgets.find_pane import FindPane
from ..widgets.key_bar import KeyBar
from ..widgets.outline_column import OutlineColumn
from ..widgets.pending_prompts_view import PendingPromptsView
from ..widgets.question_card import QuestionCard
from ..widgets.status_bar import StatusBar
from ..widgets.thread_pane import ThreadPane
from ..widgets.title_bar import TitleBar
from ..widgets.top_bar import TopBar
from ..widgets.transcript.view import TranscriptView
from .animation import INTERVAL, Animation
from .answering import Answering
from .aside import Aside
from .background_terminals import BackgroundTerminals
from .calling import Calling
from .cards import Cards
from .choosing import Choosing
from .compacting import Compacting
from .completing import Completing
from .composing import Composing
from .connecting import Connecting, FirstScreen
from .connection_banner import ConnectionBanner
from .conversation import ConversationPane
from .denied import Denied
from .drafts import Drafts
from .drawing import Bars, Drawing
from .escape import Escape, StepBack
from .history_loading import HistoryLoading
from .holding import Holding
from .inbox import Inbox
from .inspecting import Inspecting
from .interrupting import Interrupting
from .kept_forks import KeptForks
from .kept_settings import KeptSettings
from .leaving import Leaving
from .leaving_account import LeavingAccount
from .list_loading import ListLoading
from .notifier import Notifier
from .online import is_online
from .outlets import Outlets
from .outlining import Outlining
from .panes import Panes
from .pending_prompts import PendingPrompts
from .queueing import Queueing
from .refresh import FrameClock
from .releasing import Releasing
from .reviewing import Reviewing
from .searching import Searching
from .sending import Sending
from .server_lists import ServerLists
from .shell import Shell
from .startup import StartRequest, Startup
from .tasks import Tasks
from .text_selection import TextSelection
from .thread_actions import ThreadActions
from .thread_display import ThreadDisplay
from .too_small import TINY, TooSmall, is_too_small
from .trusting import Trusting
from .waking import Waking
from .welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from ..backend import Backend, BackendInUse
    from ..clock import Clock
    from ..outside import Machine
    from ..session import CodexSession
    from ..state.change import Change
    from ..state.threads import ThreadState
    from ..widgets import composer_messages
    from ..widgets.input_clock import InputClock
    from ..widgets.thread_list import ThreadList
    from .preferences import Preferences


COVERED = "-covered"
"""The class of the screen while another one lies over it."""


class Body(Unpainted, Horizontal):
    """Holds the panes side by side."""


class Cockpit(RowScreen, inherit_bindings=False):
    """Composes the parts of the screen and hands them the messages of the widgets. No part knows it.

    A new part takes what it needs from the parts above it, in the constructor. `commands` runs the parts from
    here. `input_waits` returns whether more keys wait to act.
    """

    # Textual declares these without ClassVar on screens.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (180, "-vast")]  # noqa: RUF012 - see above
    VERTICAL_BREAKPOINTS = [(0, "-low"), (12, "-short"), (30, "-tall")]  # noqa: RUF012 - see above

    def __init__(
        self,
        session: CodexSession,
        backend: BackendInUse,
        input_clock: InputClock,
        request: StartRequest,
        preferences: Preferences,
        *,
        input_waits: Callable[[], bool],
        machine: Machine,
    ) -> None:
        super().__init__(id="cockpit")
        self.session = session
        self.store = store = session.store
        self.ui = store.ui
        self.preferences = preferences
        self.input_waits = input_waits
        self._backend = backend

        self.top_bar = TopBar(id="top_bar")
        self.thread_pane = ThreadPane(id="thread_pane")
        self.title_bar = TitleBar(id="title_bar")
        self.banner = Static(id="banner")
        self.transcript = TranscriptView(id="transcript")
        self.outline_column = OutlineColumn(id="outline")
        self.finding = FindPane(self.transcript, id="finding")
        self.pending_prompts_view = PendingPromptsView(id="pending_prompts")
        bodies = CardBodies(lambda: remembered_commands(store.rows(show_archived=True)))
        self.card = ApprovalCard(input_clock, bodies=bodies, now=backend.now, id="approval_card")
        self.composer = Composer(PromptHistory(backend.current.local_store.prompts), id="composer")
        self.completions = CompletionList(id="completions")
        self.completing = Completing(self.composer, self.completions)
        self.trust_card = QuestionCard(self.composer, input_clock, id="trust_card")
        self.too_small = TooSmall(self.composer, input_clock)
        self.status_bar = StatusBar(id="status_bar")
        self.key_bar = KeyBar(id="key_bar")

        self.notifier = Notifier(self)
        self.tasks = Tasks(self, self.notifier)
        around = TerminalAround(self)
        self.calling = Calling(store, machine, around, preferences, self.tasks, self.notifier)
        self.selection = TextSelection(self, self.composer)
        self.drafts = Drafts(store, backend, self.composer, self.notifier, self.set_timer)
        self.pending_prompts = PendingPrompts(store, session, self.drafts, self.notifier)
        self.cards = Cards(store, bodies, self.card, self.trust_card)
        self.animation = Animation(
            store, backend, self.cards, self.thread_pane, self.title_bar, self.transcript
        )
        self.interrupting = Interrupting(backend)
        banner = ConnectionBanner(self.banner, backend, self.notifier)
        bars = Bars(
            session,
            backend,
            self.pending_prompts,
            self.interrupting,
            self.notifier,
            self.tasks,
            top_bar=self.top_bar,
            title_bar=self.title_bar,
            prompts_view=self.pending_prompts_view,
            composer=self.composer,
            status_bar=self.status_bar,
            key_bar=self.key_bar,
            window_title=self.calling.title,
            banner=banner,
        )
        self.drawing = Drawing(
            store,
            backend,
            self.animation,
            self.cards,
            bars,
            thread_pane=self.thread_pane,
            transcript=self.transcript,
        )
        self.frame_clock = FrameClock(
            self.set_timer,
            (
                self.pending_prompts.reconcile,
                KeptSettings(store, backend).note,
                self._keep_forks,
                self.drafts.note,
                self.drawing.draw,
                self._note_outline,
                self.calling.call,
                lambda change: self.inbox.changed(change),
                self._watch,
                self._watch_logins,
                self._say_notices,
            ),
        )
        self.panes = Panes(
            self,
            self.cards,
            composer=self.composer,
            transcript=self.transcript,
            thread_pane=self.thread_pane,
            too_small=self.too_small,
        )
        self.thread_display = ThreadDisplay(
            session,
            self.drafts,
            self.frame_clock,
            self.drawing,
            finding=self.finding,
            transcript=self.transcript,
            thread_list=self.thread_pane.list,
            shown=self._show_outline,
        )
        self.history = HistoryLoading(session, self.tasks, self.drawing)
        self.outlining = Outlining(
            store, self.tasks, self.notifier, self.history, self.outline_column, self.transcript
        )
        self.kept_forks = KeptForks(
            session,
            backend,
            self.tasks,
            self.notifier,
            self.thread_pane.list,
            self.frame_clock.changed,
        )
        self.list_loading = ListLoading(session, backend, self.tasks, self.drawing, self.kept_forks)
        self.actions = ThreadActions(
            session,
            self.tasks,
            self.notifier,
            self.thread_display,
            self.history,
            self.panes,
            composer=self.composer,
            thread_list=self.thread_pane.list,
            home=lambda: self.backend.home,
        )
        self.releasing = Releasing(session, backend, self.tasks)
        self.holding = Holding(session, self.history, self.notifier)
        self.searching = Searching(
            session,
            backend,
            self.tasks,
            self.notifier,
            self.actions,
            self.history,
            finding=self.finding,
            transcript=self.transcript,
        )
        self.composing = Composing(
            session, backend, self.tasks, self.notifier, self.completing, self.composer
        )
        self.sending = Sending(
            session,
            self.tasks,
            self.notifier,
            self.drafts,
            self.pending_prompts,
            self.interrupting,
            self.thread_display,
            self.drawing,
            self.composing.checks,
            show_end=self.transcript.action_end,
        )
        self.aside = Aside(session, self.tasks, self.actions, self.sending, self.drafts, self.composer)
        self.queueing = Queueing(
            session,
            self.tasks,
            self.notifier,
            self.drafts,
            self.sending,
            self.composer,
            input_waits=input_waits,
        )
        self.background = BackgroundTerminals(
            session, self.tasks, self.notifier, self.composer, input_waits=input_waits
        )
        self.outlets = Outlets(
            session,
            self.tasks,
            self.notifier,
            self.history,
            self.composing.editor,
            input_clock,
            clipboard=Clipboard(machine),
            around=around,
            composer=self.composer,
            transcript=self.transcript,
        )
        self.inspecting = Inspecting(self, session, backend, self.tasks, self.outlets.copying)
        self.server_lists = ServerLists(
            self,
            session,
            backend,
            self.tasks,
            self.notifier,
            self.outlets.copying,
            self.composer,
            input_clock,
            input_waits=input_waits,
        )
        self.answering = Answering(
            session, self.tasks, self.notifier, self.outlets.copying, lambda url: self.app.open_url(url)
        )
        self.inbox = Inbox(
            store, self.cards, self.answering, self.actions, backend, self.composer, input_clock
        )
        self.denied = Denied(session, self.tasks, self.transcript, self.composer, input_clock)
        self.choosing = Choosing(
            session, self.tasks, self.notifier, self.drawing, self.completing, self.composer, input_clock
        )
        self.waking = Waking(session, self.composer, input_clock)
        self.reviewing = Reviewing(
            session, self.tasks, self.notifier, self.sending, self.waking, self.outlets
        )
        self.compacting = Compacting(session, self.tasks, self.notifier, self.waking)
        self.shell = Shell(
            session,
            self.tasks,
            self.notifier,
            self.drafts,
            self.pending_prompts,
            self.sending,
            self.waking,
            self.drawing,
        )
        self.trusting = Trusting(session, self.tasks, self.notifier, self.cards, self.panes, self.drawing)
        self.leaving = Leaving(
            store,
            session,
            backend,
            input_clock,
            self.notifier,
            self.sending,
            self.selection,
            self.outlets.copying,
            self.composer,
            lambda: session.is_shared,
        )
        self.escape = Escape(input_clock, lambda row: keys_of(self.app, row))
        self.step_back = StepBack(
            self.escape,
            self.panes,
            self.completing,
            self.finding,
            self.selection,
            self.sending,
            self.aside,
            self.composer,
        )
        first_screen = FirstScreen(session, self.composer, input_clock, self.outlets.copying, request.demo)
        connecting = Connecting(
            session, backend, first_screen, self.tasks, self.drafts, self.sending, self.drawing, self.notifier
        )
        self.startup = Startup(
            request,
            self.ui,
            connecting,
            banner,
            tasks=self.tasks,
            drawing=self.drawing,
            list_loading=self.list_loading,
            trusting=self.trusting,
            actions=self.actions,
            sending=self.sending,
        )
        self.leaving_account = LeavingAccount(session, self.tasks, self.startup, self.composer, input_clock)
        session.listen(
            changed=self.frame_clock.changed, lost=self.startup.lost, login_ended=first_screen.login_ended
        )

    def compose(self) -> ComposeResult:
        """Header, list, conversation, composer, status, footer."""
        yield self.top_bar
        with Body(id="body"):
            yield self.thread_pane
            with ConversationPane(
                self.session,
                self.answering,
                self.panes,
                self.history,
                self.trusting,
                self.drawing,
                self.outlets.copying,
                self.completing,
                self.composing,
                self.transcript,
            ):
                yield self.title_bar
                yield self.banner
                yield self.finding
                yield self.pending_prompts_view
                yield self.card
                yield self.card.line
                yield self.trust_card
                yield self.completions
                yield self.composer
            yield self.outline_column
        yield self.status_bar
        yield self.key_bar
        yield self.too_small

    def on_mount(self) -> None:
        """Show the empty screen, start the timers, and begin the start after the first frame."""
        if self.app.animation_level == "none":
            self.thread_pane.reduced_motion = True
        self.app.app_resume_signal.subscribe(self, lambda _: self.calling.title.write_again())
        self.drafts.fetch()
        self.composer.focus()
        self.thread_display.show_transcript()
        self.watch(self.thread_pane.list, "scroll_y", self.kept_forks.check, init=False)
        self.animation.begin(self.set_interval(INTERVAL, self.animation.tick, pause=True))
        self.set_interval(1.0, self._each_second)
        # The imports for the server cost as much as the first frame does: the frame comes first.
        self.call_after_refresh(self._begin)

    def _each_second(self) -> None:
        self.animation.step_if_paused()
        self.holding.look()
        self.releasing.look()

    def _begin(self) -> None:
        self.drafts.load()
        self.startup.begin()

    @property
    def backend(self) -> Backend:
        """The backend that is in use now."""
        return self._backend.current

    @property
    def clock(self) -> Clock:
        """The clock of the backend: the demo's shows the same day each time."""
        return self.backend.clock

    @property
    def online(self) -> bool:
        """Whether there is a connection and the start is over."""
        return is_online(self.session, self.ui)

    @property
    def thread(self) -> ThreadState | None:
        """The open thread; None while a new one has not been begun."""
        return self.store.open_thread

    @property
    def turn_runs(self) -> bool:
        """Whether the open thread has a running turn."""
        return self.thread is not None and self.thread.active_turn_id is not None

    def on_screen_suspend(self) -> None:
        """Hide the text of an empty conversation, which would show beside the dialog."""
        self.add_class(COVERED)
        self.cards.observe()

    def on_screen_resume(self) -> None:
        """Show the text of an empty conversation again."""
        self.remove_class(COVERED)
        self.escape.screen_closed()
        self.cards.observe()

    def on_resize(self, event: events.Resize) -> None:
        """Show one sentence instead of the screen where there is no room for more."""
        self.set_class(is_too_small(event.size), TINY)
        self.cards.observe()
        # What is not displayed cannot take the focus, and is displayed with the next layout.
        self.call_after_refresh(self.panes.fit)
        self.call_after_refresh(self.outlining.show)

    def on_descendant_focus(self) -> None:
        """Draw the keys of the new focus, and close a drawer that lost it."""
        self.panes.focus_moved()
        self.kept_forks.check()
        self.drawing.keys()
        self.animation.start()

    def on_text_area_changed(self) -> None:
        """Save the draft within a second, and complete what is typed."""
        self.drafts.changed()
        self.completing.update()

    def on_text_area_selection_changed(self) -> None:
        """Save the place of the cursor within a second, and complete the word that it is in."""
        self.drafts.changed()
        self.completing.update()

    def on_composer_submitted(self, event: composer_messages.Submitted) -> None:
        """Send the text of the composer, or run it in the person's shell."""
        if event.shell:
            self.shell.run(event.text)
        else:
            self.sending.submit(event.text)

    def on_composer_blank_submitted(self) -> None:
        """Start a lost server again, for prompts that wait for it."""
        if self.sending.waits:
            self.startup.again_if_lost()

    def on_composer_queue_wanted(self) -> None:
        """Queue the text of the composer."""
        self.queueing.add()

    def on_composer_mode_changed(self) -> None:
        """Draw the keys that work now, and save what the composer is."""
        self.drawing.keys()
        self.drafts.changed()

    def on_composer_interrupted(self) -> None:
        """Close what is open, else interrupt the turn; see `StepBack`."""
        self.step_back.run()

    def on_thread_list_opened(self, event: ThreadList.Opened) -> None:
        """Open the thread."""
        self.actions.open(event.thread_id)

    def on_thread_list_selection_changed(self) -> None:
        """Draw the keys that work on this row."""
        self.drawing.keys()

    def on_thread_pane_filter_changed(self, event: ThreadPane.FilterChanged) -> None:
        """Show the threads that match the filter."""
        self.ui.filter = event.text
        self.drawing.list()
        self.list_loading.filtered()

    def on_thread_list_end_near(self, event: ThreadList.EndNear) -> None:
        """Read what comes next in the list."""
        if event.wanted:
            self.list_loading.all_of_it()
        else:
            self.list_loading.more()

    def _keep_forks(self, change: Change) -> None:
        self.kept_forks.note(change)

    def _note_outline(self, change: Change) -> None:
        self.outlining.note(change)

    def _show_outline(self) -> None:
        self.outlining.show()

    def on_transcript_reading_moved(self) -> None:
        """Mark in the outline what is read now."""
        self.outlining.follow()

    def on_outline_column_clicked(self, event: OutlineColumn.Clicked) -> None:
        """Go to the entry."""
        self.outlining.go_to(event.item_id)

    def _watch(self, change: Change) -> None:
        self.queueing.watch(change)
        self.leaving.watch(change)

    def _watch_logins(self, change: Change) -> None:
        self.server_lists.watch(change)

    def _say_notices(self, change: Change) -> None:
        """Show the notices of a change. The first screen itself shows how a login went."""
        if not isinstance(self.app.screen, Welcome):
            for notice in change.notices:
                self.notifier.say(notice)
