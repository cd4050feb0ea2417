"""All of one item, scrolled by lines and screens; built from the same parts as the conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.scroll_view import ScrollView

from ... import glyphs
from ...blocks import Detail, source
from ...blocks.piece import DiffPiece, pieces
from ...state.archive import TURN, Items
from ...state.items import FileChange
from ..role_styles import RoleStyles
from .messages import BlockCopied, Found
from .roles import ROLE_STYLES
from .scrolling import ScrollAdapter
from .selection import selected_text
from .viewport import TOP
from .window import BlockWindow, Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.geometry import Region
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.types import AnimationLevel, CallbackType

    from ...blocks.query import Query
    from ...state.items import ReadOnlyItem
    from .scrollbar import SlimScrollBar


class PagerView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an item in pieces that are drawn when they are first seen. Its screen has the key bindings."""

    class Moved(Message):
        """The reader may be at another place."""

    def __init__(self, item: ReadOnlyItem, cwd: str = "", *, ascii_only: bool | None = None) -> None:
        super().__init__()
        if ascii_only is None:
            ascii_only = glyphs.choose() is glyphs.ASCII
        self.item = item
        self.window = BlockWindow(RoleStyles(self, ROLE_STYLES).all, ascii_only=ascii_only)
        self.document = self.window.document
        self.viewport = self.window.viewport
        self.cursor = self.window.cursor
        self.finder = self.window.finder
        self._pieces = Items(pieces(item))
        self._revision = item.revision
        # The piece that was gone to, and the first row of the screen then: near the end, or in a diff that is
        # shorter than the screen, it is not at the top.
        self._gone_to: tuple[int, int] | None = None
        self._adapter = ScrollAdapter(
            self,
            self.window,
            post=self._post,
            update=lambda: self._update((), structure=False),
            moved=self._moved,
        )
        chosen = {piece.id: Detail.FULL for piece in self._pieces}
        self.document.set_items(self._pieces, chosen, cwd)
        if not item.is_open:
            # An item that still grows is read at its end.
            self.viewport.go_to(TOP)

    @property
    def vertical_scrollbar(self) -> SlimScrollBar:
        """The bar at the right."""
        return self._adapter.bar

    @property
    def files(self) -> int:
        """The number of files that the item has changed."""
        return len({piece.turn_id for piece in self._pieces})

    # What is shown

    def grow(self) -> None:
        """Show what was added to the item since the last call: a command may still run."""
        if self.item.revision == self._revision:
            return
        self._revision = self.item.revision
        now = pieces(self.item)
        known = {piece.id: piece for piece in self._pieces}
        changed = [
            piece.id for piece in now if piece.id in known and known[piece.id].revision != piece.revision
        ]
        # A piece that has grown is a new value with the same id.
        self._pieces[:] = [
            piece if piece.id in changed or piece.id not in known else known[piece.id] for piece in now
        ]
        self._update(changed, structure=True)

    def _update(self, changed: Iterable[str], *, structure: bool) -> None:
        self._adapter.fit()
        rows = self.window.settle(self.window.take(changed, structure=structure))
        self._adapter.apply()
        self._adapter.repaint(rows)

    def find(self, query: Query | None, *, origin: str | None = None) -> None:
        """Start a search, or end it; go to the match nearest to what is shown, or to the block `origin`."""
        self.finder.find(query, origin=origin)
        self._go()

    def find_step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match, around the ends."""
        self.finder.step(step)
        self._go()

    # Moving

    def scroll_lines(self, rows: int) -> None:
        """Scroll so many lines, down or (negative) up."""
        self.viewport.scroll_by(rows)
        self._go()

    def scroll_pages(self, pages: int) -> None:
        """Scroll so many screens, down or (negative) up, with two rows in common."""
        self.viewport.scroll_pages(pages)
        self._go()

    def to_start(self) -> None:
        """Go to the first line."""
        self.cursor.to_start()
        self._go()

    def to_end(self) -> None:
        """Go to the last line, and follow the end."""
        self.cursor.to_end()
        self._go()

    def to_file(self, step: int) -> None:
        """Go to the next (1) or previous (-1) file; after the last one to the end."""
        found = self.cursor.jump(step, TURN)
        if not found and step > 0:
            self.cursor.to_end()
        self._go(self.cursor.index if found else None)

    def to_hunk(self, step: int) -> None:
        """Go to the next (1) or previous (-1) hunk of a diff; after the last one to the end."""
        at, inside = self._at
        # Above the first row there is a blank one, and going up starts with the hunk that is shown in part.
        index = at if step < 0 and inside > 0 else at + step
        while 0 <= index < len(self.document):
            item = self._pieces[index]
            if isinstance(item, DiffPiece) and item.diff.rows[item.first].sign == "@":
                self.cursor.put(index)
                self.viewport.go_to(self.viewport.above(index))
                self._go(index)
                return
            index += step
        if step > 0:
            self.to_end()

    @property
    def _at(self) -> tuple[int, int]:
        """The piece that was gone to, else the one at the top of the screen, and the row of it."""
        if self._gone_to is not None and self._gone_to[1] == self.viewport.first_row:
            return self._gone_to[0], 0
        return self.viewport.at(self.viewport.first_row)

    @property
    def shows_files(self) -> bool:
        """Whether what is shown is a change of files."""
        return isinstance(self.item, FileChange)

    @property
    def place(self) -> tuple[str, int] | None:
        """The path and the line of what was gone to, else of the top of the screen; None without a file."""
        at, inside = self._at
        path = ""
        for index in range(at, min(at + 3, len(self.document))):
            item = self._pieces[index]
            path = item.turn_id.partition(":")[2] or path
            if isinstance(item, DiffPiece) and (line := item.line(max(0, inside) if index == at else 0)):
                return path, line
        return (path, 1) if path else None

    def copy(self) -> None:
        """Post `BlockCopied` with the whole source."""
        if text := source(self.item):
            self.post_message(BlockCopied(text))

    # From the parts to Textual

    def _go(self, index: int | None = None) -> None:
        """Draw the new place of the reader, who went to a piece or scrolled."""
        self._gone_to = None
        self._moved()
        if index is not None:
            self._gone_to = (index, self.viewport.first_row)

    def _moved(self) -> None:
        """Draw the new place of the reader."""
        self.window.moved()
        self._adapter.apply()
        self.refresh()
        self.post_message(self.Moved())

    def _post(self) -> None:
        """Post what the parts want to tell."""
        if (progress := self.finder.take_progress()) is not None:
            self.post_message(Found(progress))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the screen."""
        self._adapter.fit()
        if self.window.painter.width <= 0:
            return []
        return self._adapter.lines(crop, Overlay(selection=self.text_selection))

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen, with the offsets of its characters."""
        return self._adapter.line(y)

    # Textual

    def notify_style_update(self) -> None:
        """Read the styles again at the next drawing."""
        super().notify_style_update()
        self._adapter.styles_changed()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow a scroll by Textual."""
        self._adapter.scrolled_to(new_value)
        self.post_message(self.Moved())

    def scroll_to(
        self,
        x: float | None = None,
        y: float | None = None,
        *,
        animate: bool = True,
        speed: float | None = None,
        duration: float | None = None,
        easing: Callable[[float], float] | str | None = None,
        force: bool = False,
        on_complete: CallbackType | None = None,
        level: AnimationLevel = "basic",
        immediate: bool = False,
        release_anchor: bool = True,
    ) -> None:
        """Scroll without animation, whatever is asked: over guessed heights an animation would stagger."""
        super().scroll_to(x, y, animate=False, force=force, on_complete=on_complete, level=level)

    def on_resize(self) -> None:
        """Keep the reader at the same words when the size changes."""
        self._adapter.resized()

    def on_click(self, event: events.Click) -> None:
        """Go to the end, if the click is on the note about new rows below."""
        if self.window.is_marker(event.x, event.y):
            self.to_end()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, without the line breaks that wrapping made."""
        return selected_text(self.document, selection), "\n"

    def text_select_all(self) -> None:
        """Do nothing on a double click: the whole text may be fifty thousand lines."""
