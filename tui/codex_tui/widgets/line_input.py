"""One line to type into, for what is found, filtered, named or kept secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from textual import events


class LineInput(Input):
    """Textual's `Input`, whose keys are all handled in the order in which they arrive.

    Textual handles an editing key after it has travelled to the application and back, and a character at
    once: in a burst, as over a slow connection, a backspace would delete what was typed after it.
    """

    # Its width is fixed: a layout pass for each key, and a frame of its own, would be for nothing.
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

    async def on_key(self, event: events.Key) -> None:
        """Run the line's own keys at once; leave the others to `Input` and to what is around it."""
        bindings = self._bindings.key_to_bindings.get(event.key)
        if bindings:
            event.stop()
            event.prevent_default()
            await self.run_action(bindings[0].action)

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted as one line without controls."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(sanitise_line(event.text.strip()))
