"""The queue of the open thread: a list to edit, delete, move and send what waits there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..keys import Area
from ..patches.own_keys import name_of
from ..state.sanitise import sanitise_line
from ..widgets.bindings import bindings
from ..widgets.composer import Composer
from ..widgets.list_letters import ListLetters
from ..widgets.row_list import KeyHints, ListRow, RowList
from .notifier import Notifier
from .unfolding import Unfolding

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..state.queue import QueuedMessage
    from ..state.threads import ThreadState
    from ..widgets.composer_messages import ChipClicked, Commanded, Interrupted, Submitted

EMPTY = "nothing is queued"


class QueueActions(Protocol):
    """What can be done with the queue of one thread; a message that has started meanwhile is left alone."""

    def edited(self, thread_id: str, message_id: str, text: str) -> None:
        """Replace the text of a message."""

    def delete(self, thread_id: str, message_id: str) -> None:
        """Remove a message."""

    def move(self, thread_id: str, message_id: str, place: int) -> None:
        """Put a message at a place, 0 for the next."""

    def send_now(self, thread_id: str, message_id: str) -> None:
        """Start a message, or steer the running turn with it."""

    def interrupt_and_send(self, thread_id: str, message_id: str) -> None:
        """Interrupt the running turn, and start a message."""


class QueueRows(RowList):
    """The messages, the next one first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.QUEUE, which=lambda key: key.action.startswith(("move(", "first", "last"))
    )


class QueueList(ModalScreen[None]):
    """Shows the queue of a thread as it is now; `renew` is called whenever it may have changed."""

    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-roomy")]  # noqa: RUF012 - see above

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.QUEUE, which=lambda key: not key.action.startswith(("move(", "first", "last"))
    )

    def __init__(
        self, thread: ThreadState, actions: QueueActions, *, input_waits: Callable[[], bool]
    ) -> None:
        super().__init__(classes="question")
        self._letters = ListLetters(self, Area.QUEUE, close="queue.close", input_waits=input_waits)
        self.thread = thread
        self._actions = actions
        self._list = QueueRows(empty=EMPTY, numbered=True)
        self._title = Static("", classes="dialog--title")
        self._state = Static("", classes="dialog--text")
        self._hint = KeyHints()

    def compose(self) -> ComposeResult:
        """Create the title, what the server does with the queue, the messages and the keys."""
        with Vertical(classes="dialog dialog--list"):
            yield self._title
            yield self._state
            yield self._list
            yield self._hint

    def on_mount(self) -> None:
        """Show the messages, and put the focus into them."""
        self.renew()
        self._list.focus()

    async def on_key(self, event: events.Key) -> None:
        """Take a letter for a key, and a word for a mistake."""
        await self._letters.use(event)

    def renew(self, *, saving: bool = False) -> None:
        """Show the queue as it is now; `saving`: the server does not have all of it yet."""
        self._title.update(Content("Queue, saving" if saving else "Queue"))
        self._list.show([_row(each) for each in self.thread.queue])
        self._state.update(Content(queue_state(self.thread)))
        self._state.display = bool(self.thread.queue)
        running = self.thread.active_turn_id is not None
        words = [
            ("queue.edit", "edit"),
            ("queue.delete", "delete"),
            ("queue.move-up", "up"),
            ("queue.move-down", "down"),
            ("queue.send", "steer with it now" if running else "send now"),
            *([("queue.interrupt", "interrupt and send")] if running else []),
        ]
        if not self.thread.queue:
            words = []
        self._hint.show([*words, ("queue.close", "close")])

    @property
    def _chosen(self) -> str:
        return self._list.selected

    def action_edit(self) -> None:
        """Edit the message under the cursor."""
        message = next((each for each in self.thread.queue if each.id == self._chosen), None)
        if message is None:
            return

        def edited(text: str | None) -> None:
            if text is not None and text != message.text:
                self._actions.edited(self.thread.id, message.id, text)

        self.app.push_screen(QueueEditor(message), edited)

    def action_delete(self) -> None:
        """Remove the message under the cursor."""
        if self._chosen:
            self._actions.delete(self.thread.id, self._chosen)

    def action_shift(self, step: int) -> None:
        """Move the message under the cursor up (-1) or down (1)."""
        place = self._list.place + step
        if 0 <= place < len(self._list):
            self._actions.move(self.thread.id, self._chosen, place)

    def action_send(self) -> None:
        """Send the message under the cursor now."""
        if self._chosen:
            self._actions.send_now(self.thread.id, self._chosen)

    def action_interrupt(self) -> None:
        """Interrupt the running turn, then send the message under the cursor."""
        if self._chosen and self.thread.active_turn_id is not None:
            self._actions.interrupt_and_send(self.thread.id, self._chosen)

    def action_leave(self) -> None:
        """Close the list."""
        self.dismiss()


class QueueEditor(ModalScreen["str | None"]):
    """Edits a message with the keys of the composer; dismissed with its text, or with None to leave it."""

    def __init__(self, message: QueuedMessage) -> None:
        super().__init__(classes="question")
        self._message = message

    def compose(self) -> ComposeResult:
        """Create the title, the text and the keys."""
        with Vertical(classes="dialog dialog--list"):
            yield Static(Content("Edit the queued message"), classes="dialog--title")
            yield Composer()
            yield Static(Content(self._words()), classes="dialog--hint")

    def _words(self) -> str:
        keeps, leaves = name_of(self.app, "composer.send"), name_of(self.app, "turn.interrupt")
        others = f" {', '.join(self._message.attachments)} stay with it." if self._message.attachments else ""
        return f"{keeps} keeps it, {leaves} leaves it as it was.{others}"

    def on_mount(self) -> None:
        """Focus the text."""
        for composer in self.query(Composer):
            composer.load_draft(self._message.text)
            composer.focus()

    def on_composer_submitted(self, event: Submitted) -> None:
        """Dismiss with the text."""
        event.stop()
        if self.is_current:
            # A queued message is never a command: what looks like one is text.
            self.dismiss(f"!{event.text}" if event.shell else event.text)

    def on_composer_commanded(self, event: Commanded) -> None:
        """Dismiss with a text that looks like a command."""
        event.stop()
        if self.is_current:
            self.dismiss(event.text)

    def on_composer_chip_clicked(self, event: ChipClicked) -> None:
        """Show what the chip stands for."""
        event.stop()
        Unfolding(self.query_one(Composer), Notifier(self)).run(event.location)

    def on_composer_interrupted(self, event: Interrupted) -> None:
        """Dismiss without a change."""
        event.stop()
        if self.is_current:
            self.dismiss(None)


def queue_state(thread: ThreadState) -> str:
    """Return what the server is going to do with a queue, in a sentence or two."""
    if not thread.queue:
        return ""
    if thread.active_turn_id is not None:
        return (
            "The first starts when this turn has ended, also when it failed. An interrupt stops the queue. "
            "The server keeps it over restarts."
        )
    if thread.loaded:
        return (
            "The queue stands still, because the turn was interrupted. It goes on when your next prompt has "
            "been answered, or when you send one of these."
        )
    return (
        "The thread is not loaded, and nothing runs. Sending one of these sets the queue going, and so does "
        "your next prompt, which the first of these may overtake."
    )


def _row(message: QueuedMessage) -> ListRow:
    return ListRow(message.id, one_line(message.text), ", ".join(message.attachments))


def one_line(text: str) -> str:
    """Return a text on one line, with a slash for each line break."""
    return sanitise_line(" / ".join([line.strip() for line in text.strip().split("\n")]))
