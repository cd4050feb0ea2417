"""Updates the widgets from the store. Drawing changes nothing else; it has the branch asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import glyphs
from . import view_models

if TYPE_CHECKING:
    from ..backend import BackendInUse
    from ..session import CodexSession
    from ..state.change import Change
    from ..state.store import Store
    from ..widgets.composer import Composer
    from ..widgets.key_bar import KeyBar
    from ..widgets.pending_prompts_view import PendingPromptsView
    from ..widgets.status_bar import StatusBar
    from ..widgets.thread_pane import ThreadPane
    from ..widgets.title_bar import TitleBar
    from ..widgets.top_bar import TopBar
    from ..widgets.transcript.view import TranscriptView
    from .animation import Animation
    from .calling import WindowTitle
    from .cards import Cards
    from .connection_banner import ConnectionBanner
    from .interrupting import Interrupting
    from .notifier import Notifier
    from .pending_prompts import PendingPrompts
    from .tasks import Tasks


class Bars:
    """The lines around the conversation. `view_models` makes their contents."""

    def __init__(
        self,
        session: CodexSession,
        backend: BackendInUse,
        pending_prompts: PendingPrompts,
        interrupting: Interrupting,
        notifier: Notifier,
        tasks: Tasks,
        *,
        top_bar: TopBar,
        title_bar: TitleBar,
        prompts_view: PendingPromptsView,
        composer: Composer,
        status_bar: StatusBar,
        key_bar: KeyBar,
        window_title: WindowTitle,
        banner: ConnectionBanner,
    ) -> None:
        self._banner = banner
        self._store = session.store
        self._session = session
        self._backend = backend
        self._pending_prompts = pending_prompts
        self._interrupting = interrupting
        self._notifier = notifier
        self._tasks = tasks
        self._top_bar = top_bar
        self._title_bar = title_bar
        self._prompts_view = prompts_view
        self._composer = composer
        self._status_bar = status_bar
        self._key_bar = key_bar
        self._window_title = window_title

    def draw(self) -> None:
        """Update all of them."""
        store, session, backend = self._store, self._session, self._backend.current
        prompts = self._pending_prompts.prompts(store.ui.conversation)
        cwd = view_models.directory(store, session.options)
        if session.branches.is_due(cwd):
            self._tasks.start(session.branches.ask(cwd), group="branch")
        top = view_models.top_bar(
            store, cwd=cwd, branch=session.branches.of(cwd), home=backend.home, label=backend.label
        )
        self._top_bar.show(top)
        self._window_title.show(view_models.window_title(store, top, glyphs.choose()))
        asked_at = self._interrupting.since(store.open_thread)
        self._title_bar.show(view_models.title_bar(store, prompts, asked_at), self._backend.now())
        self._prompts_view.show(view_models.prompt_rows(prompts, store, session, self._notifier.key))
        self._status_bar.show(view_models.status_bar(store, session))
        self._banner.held(store.open_thread)
        self._composer.set_mode(*view_models.composer_mode(store, session))
        self.draw_keys()

    def draw_keys(self) -> None:
        """Have the key bar updated with the keys that work now."""
        self._key_bar.ask()


class Drawing:
    """Draws what a change touches, and at once what the person's own act changed."""

    def __init__(
        self,
        store: Store,
        backend: BackendInUse,
        animation: Animation,
        cards: Cards,
        bars: Bars,
        *,
        thread_pane: ThreadPane,
        transcript: TranscriptView,
    ) -> None:
        self._store = store
        self._backend = backend
        self._animation = animation
        self._cards = cards
        self._bars = bars
        self._thread_pane = thread_pane
        self._transcript = transcript

    def draw(self, change: Change) -> None:
        """Draw what a change touches; a step of the frame clock."""
        if change.list_changed or change.list_grew:
            self.list()
        elif change.rows:
            self._thread_pane.update_rows(change.rows)
        self._conversation(change)
        if change.pending:
            self._cards.draw()
        if change.rows or change.status or change.list_changed or change.pending:
            self.bars()
        self._animation.start()

    def everything(self) -> None:
        """Draw all but the conversation, at once."""
        self.list()
        self._cards.draw()
        self.bars()
        self._animation.start()

    def list(self) -> None:
        """Draw the thread list."""
        store, ui = self._store, self._store.ui
        self._thread_pane.show_rows(
            store.shown_rows(),
            ui.open_thread_id,
            self._backend.now(),
            reading="starting" if ui.starting else "reading the list" if ui.list_loading else "",
            unread=ui.list_unread,
            archived=ui.archived_shown,
        )

    def bars(self) -> None:
        """Draw the lines around the conversation."""
        self._bars.draw()
        self._blank()

    def keys(self) -> None:
        """Draw the keys that work now."""
        self._bars.draw_keys()

    def _conversation(self, change: Change) -> None:
        open_id = self._store.ui.open_thread_id
        # On a change of the row too: the line with the turn's activity ends with the turn, after its items.
        if open_id in change.structure or open_id in change.blocks or open_id in change.rows:
            self._transcript.update_blocks(
                change.blocks.get(open_id or "", ()), structure=open_id in change.structure
            )
            self._blank()

    def _blank(self) -> None:
        """Set the class that tells the style sheet that the conversation is empty."""
        thread = self._store.open_thread
        self._transcript.set_class(thread is None or not thread.items, "-blank")
