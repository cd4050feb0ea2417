"""The outline of the open thread: a list to jump from, and the third column of a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.items import UserMessage
from ..state.outline import outline, outline_words
from ..widgets.completion_rows import CompletionRow
from .picker import Picker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..state.change import Change
    from ..state.items import ReadOnlyItem
    from ..state.store import Store
    from ..widgets.outline_column import OutlineColumn
    from ..widgets.transcript.view import TranscriptView
    from .history_loading import HistoryLoading
    from .notifier import Notifier
    from .tasks import Tasks


class Outlining:
    """Opens the list, jumps, and has the column follow the reader."""

    def __init__(
        self,
        store: Store,
        tasks: Tasks,
        notifier: Notifier,
        history: HistoryLoading,
        column: OutlineColumn,
        transcript: TranscriptView,
    ) -> None:
        self._store = store
        self._tasks = tasks
        self._notifier = notifier
        self._history = history
        self._column = column
        self._transcript = transcript

    def open(self, words: str = "") -> None:
        """Open the list, narrowed to some words, with the cursor on the entry that is read."""
        if (thread := self._store.open_thread) is not None:
            self._tasks.request(self._open(thread.id, words), group="outline")

    async def _open(self, thread_id: str, words: str) -> None:
        # An outline of the last turns alone would be taken for the whole.
        await self._history.read_all(thread_id)
        thread = self._store.open_thread
        if thread is None or thread.id != thread_id:
            return
        places = outline(thread.items)
        here = self._transcript.reading
        items = thread.items
        rows = [_row(items.peek(place)) for place in places]
        chosen = max(0, sum(place <= here for place in places) - 1)
        picker = Picker("Outline", rows, words=words, chosen=chosen, narrow=with_words)
        self._transcript.app.push_screen(picker, self._jump)

    def _jump(self, item_id: str | None) -> None:
        if item_id is not None:
            self.go_to(item_id)

    def go_to(self, item_id: str) -> None:
        """Go to an item of the open thread, and read on from there."""
        self._transcript.update_blocks((), structure=True)
        if self._transcript.go_to(item_id):
            self._transcript.focus()
        else:
            self._notifier.say("This entry is not in the conversation any more.")

    def note(self, change: Change) -> None:
        """Show what was added; a step of the frame clock."""
        open_id = self._store.ui.open_thread_id
        if open_id in change.structure or open_id in change.rows:
            self.show()

    def show(self) -> None:
        """Show the outline of the open thread in the column, if that is displayed."""
        if self._column.display:
            self._column.show(self._transcript.document.items, self._transcript.reading)

    def follow(self) -> None:
        """Mark the entry that is read now."""
        if self._column.display:
            self._column.follow(self._transcript.reading)


def with_words(rows: Iterable[CompletionRow], typed: str) -> tuple[CompletionRow, ...]:
    """Return the rows that have all the words, in their order."""
    words = typed.casefold().split()
    return tuple(row for row in rows if all(word in row.label.casefold() for word in words))


def _row(item: ReadOnlyItem) -> CompletionRow:
    lead = "" if isinstance(item, UserMessage) else "  "
    return CompletionRow(item.id, f"{lead}{outline_words(item)}")
