"""A text field of one line, for filters, names and searches. It handles all its keys in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from ..keys import Area
from ..patches import own_keys
from ..state.sanitise import sanitise_line
from .bindings import bindings

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType


_ACTIONS = {
    "cursor_word_left": "cursor_left_word",
    "cursor_word_right": "cursor_right_word",
    "cursor_line_start": "home",
    "cursor_line_end": "end",
    "delete_word_left": "delete_left_word",
    "delete_word_right": "delete_right_word",
    "delete_to_start_of_line": "delete_left_all",
    "delete_to_end_of_line_or_delete_line": "delete_right_all",
}
"""The names of Textual's `Input` for actions whose names in the table are those of `TextArea`."""


class LineInput(Input, inherit_bindings=False):
    """An `Input` with the table's keys; a paste becomes one line without control characters.

    As in the composer, an editing key does not travel to the application and back: in a burst it would act
    after characters that were typed after it.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.TEXT, Area.LINE, renamed=_ACTIONS)

    # The width of such a line is fixed, so a layout for each key, and a frame of its own, would be wasted.
    virtual_size = Reactive(Size(0, 0))

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        max_length: int = 0,
        select_on_focus: bool = True,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            password=password,
            max_length=max_length,
            select_on_focus=select_on_focus,
            compact=True,
        )
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key types text here: none with alt does, whatever character it carries."""
        return not own_keys.has_alt(key) and super().check_consume_key(key, character)

    async def on_key(self, event: events.Key) -> None:
        """Run the line's own keys at once and in order; leave the others to `Input` and the application."""
        await own_keys.handle(self, event, is_blank=not self.value, insert=self.insert_text_at_cursor)

    def on_paste(self, event: events.Paste) -> None:
        """Replace the selection by a paste."""
        event.prevent_default()
        event.stop()
        self._insert_line(event.text)

    def action_paste(self) -> None:
        """Replace the selection by the application's clipboard."""
        self._insert_line(self.app.clipboard)

    def _insert_line(self, text: str) -> None:
        self.replace(sanitise_line(text.strip()), *self.selection)
