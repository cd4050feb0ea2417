"""The inbox: all that waits for the person in all threads, oldest first, answered in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..blocks.cells import clip
from ..keys import Area
from ..widgets.approval_card import ApprovalCard
from ..widgets.bindings import bindings
from ..widgets.row_list import KeyHints, ListRow, RowList
from ..widgets.times import ago
from .too_small import TINY, TooSmall, is_too_small

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..clock import Clock
    from ..state.change import Change
    from ..state.pending import PendingRequest
    from ..state.store import Store
    from ..widgets.composer import Composer
    from .answering import Answering
    from .cards import Cards
    from .thread_actions import ThreadActions

_TITLE = 28
"""Cells of a thread's title in a row: what it wants is the longer part."""

EMPTY = "nothing waits for you"


class InboxRows(RowList):
    """The requests, the oldest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.INBOX, which=lambda key: key.action.startswith(("move(", "first", "last"))
    )

    def move(self, step: int) -> None:
        """Move the cursor, and have the card of its row shown."""
        super().move(step)
        if isinstance(self.screen, InboxScreen):
            self.screen.show_card()


class InboxScreen(ModalScreen[str]):
    """Lists what waits, with the card of the row under the cursor; dismissed with a thread to open, if any.

    The list has the focus first: a key that was on its way answers nothing. `renew` is called whenever
    something came or went.
    """

    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-roomy")]  # noqa: RUF012 - see above

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.INBOX, which=lambda key: not key.action.startswith(("move(", "first", "last"))
    )

    def __init__(
        self,
        store: Store,
        card: ApprovalCard,
        answering: Answering,
        clock: Clock,
        composer: Composer,
        input_clock: Callable[[], float],
    ) -> None:
        super().__init__(classes="question")
        self.card = card
        self._store = store
        self._answering = answering
        self._clock = clock
        self._title = Static("", classes="dialog--title")
        self.list = InboxRows(empty=EMPTY)
        self._hint = KeyHints()
        self._too_small = TooSmall(composer, input_clock)

    def compose(self) -> ComposeResult:
        """Create the title, the list, the card with its line, and the keys."""
        with Vertical(classes="dialog dialog--list dialog--inbox"):
            yield self._title
            yield self.list
            yield self.card
            yield self.card.line
            yield self._hint
        yield self._too_small

    def on_mount(self) -> None:
        """Show what waits, and put the focus into the list."""
        self.renew()
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Show nothing where nothing can be read."""
        tiny = is_too_small(event.size)
        self.set_class(tiny, TINY)
        self.card.observe()
        if not tiny:
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.focused in (None, self._too_small):
            self.list.focus()

    def renew(self) -> None:
        """Show what waits now; the card stays on its request while that waits."""
        pending = self._store.pending
        count = str(len(pending) or "nothing")
        threads = len({each.thread_id for each in pending})
        where = f" in {threads} threads" if threads > 1 else ""
        self._title.update(Content(f"Waiting for you: {count}{where}"))
        self.list.show([self._row(each) for each in pending])
        words = [("inbox.answer", "answer"), ("inbox.open-thread", "open the thread")] if pending else []
        self._hint.show([*words, ("inbox.close", "close")])
        self.show_card()

    def show_card(self) -> None:
        """Show the card of the row under the cursor."""
        request = next((each for each in self._store.pending if str(each.key) == self.list.selected), None)
        others = [each for each in self._store.pending if request is not None and each.key != request.key]
        self.card.show(request, others)

    def _row(self, pending: PendingRequest) -> ListRow:
        thread = self._store.threads.get(pending.thread_id)
        title = thread.title if thread is not None else ""
        came = ago(pending.arrived_at_ms / 1000, self._clock.now())
        return ListRow(str(pending.key), f"{clip(title, _TITLE)}   {pending.wants}", came)

    def action_answer(self) -> None:
        """Go to the card."""
        if self.card.request is not None:
            self.card.visit()

    def action_open_thread(self) -> None:
        """Close the inbox, and open the thread of the row."""
        request = self.card.request
        if request is not None and self.is_current:
            self.dismiss(request.thread_id)

    def action_leave(self) -> None:
        """Go back to the list, else close the inbox."""
        if self.is_current:
            self.dismiss("")

    def on_approval_card_answered(self, event: ApprovalCard.Answered) -> None:
        """Send the answers. The focus stays on the card while another one waits anywhere."""
        event.stop()
        self._answering.send(event.send, event.thread_id)
        if not event.more:
            self.list.focus()

    def on_approval_card_closed(self, event: ApprovalCard.Closed) -> None:
        """Go back to the list."""
        event.stop()
        self.list.focus()

    def on_approval_card_answers_changed(self, event: ApprovalCard.AnswersChanged) -> None:
        """Do nothing: the card itself shows its answers."""
        event.stop()


class Inbox:
    """Opens the inbox and keeps it as it is now."""

    def __init__(
        self,
        store: Store,
        cards: Cards,
        answering: Answering,
        actions: ThreadActions,
        clock: Clock,
        composer: Composer,
        input_clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._cards = cards
        self._answering = answering
        self._actions = actions
        self._clock = clock
        self._composer = composer
        self._input_clock = input_clock
        self._screen: InboxScreen | None = None

    def open(self) -> None:
        """Show all that waits."""
        if self._screen is not None:
            return
        card = ApprovalCard(
            self._input_clock, bodies=self._cards.bodies, now=self._clock.now, id="inbox_card"
        )
        screen = InboxScreen(
            self._store, card, self._answering, self._clock, self._composer, self._input_clock
        )
        self._screen = screen
        self._cards.elsewhere = card
        self._cards.draw()
        self._composer.app.push_screen(screen, self._closed)

    def changed(self, change: Change) -> None:
        """Show what waits now; a step of the frame clock."""
        if self._screen is not None and self._screen.is_mounted and (change.pending or change.rows):
            self._screen.renew()

    def _closed(self, thread_id: str | None) -> None:
        self._screen = None
        self._cards.elsewhere = None
        self._cards.draw()
        if thread_id:
            self._actions.open(thread_id)
