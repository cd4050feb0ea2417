"""One long thing to read: the lines of a conversation view, and keys that scroll by lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocks import source
from ..blocks.piece import pieces
from ..state.archive import Items
from ..state.threads import ThreadState
from .transcript import TranscriptView

if TYPE_CHECKING:
    from ..state.items import ReadOnlyItem


class PagerView(TranscriptView, inherit_bindings=False):
    """Shows all of one item; nothing folds, and there is no block to be at. The pager has the keys."""

    shows_cursor = False

    def __init__(self, item: ReadOnlyItem, cwd: str = "", *, ascii_only: bool | None = None) -> None:
        super().__init__(ascii_only=ascii_only)
        self.item = item
        self._cwd = cwd
        self._revision = item.revision

    def on_mount(self) -> None:
        """Begin at the top; of something that still grows at its end."""
        self.show(
            ThreadState(self.item.id, cwd=self._cwd, items=Items(pieces(self.item)), history_loaded=True)
        )
        if not self.item.is_open:
            self.call_after_refresh(self.action_top)

    def grow(self) -> None:
        """Take over what has come since: a command may still run."""
        thread = self.thread
        if thread is None or self.item.revision == self._revision:
            return
        self._revision = self.item.revision
        now = pieces(self.item)
        known = {item.id: item for item in thread.items}
        changed = [item.id for item in now if item.id in known and known[item.id].revision != item.revision]
        # A part that grew is another value of the same name.
        thread.items[:] = [
            item if item.id in changed or item.id not in known else known[item.id] for item in now
        ]
        self.update_blocks(changed, structure=True)

    def action_move(self, step: int) -> None:
        """Scroll by a line."""
        self.scroll_by(step)

    def action_copy(self) -> None:
        """Hand out the whole source."""
        if text := source(self.item):
            self.post_message(self.BlockCopied(text))

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()
