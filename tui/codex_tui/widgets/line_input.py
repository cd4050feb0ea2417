"""One line to type into, for filters, names and searches: all its keys are handled in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingsMap, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from textual import events


def _edit_keys(*keys: tuple[str, str, str]) -> list[BindingType]:
    return [
        Binding(key, action, words, show=False, id="line." + words.replace(" ", "-"))
        for key, action, words in keys
    ]


class LineInput(Input, inherit_bindings=False):
    """An `Input` with its own key table; what is pasted into it becomes one line without controls.

    As in the composer, an editing key does not travel to the application and back: in a burst it would
    come after the characters that were typed after it.
    """

    BINDINGS: ClassVar[list[BindingType]] = _edit_keys(
        ("enter", "submit", "send"),
        ("left", "cursor_left", "left"),
        ("right", "cursor_right", "right"),
        ("ctrl+left,alt+left", "cursor_left_word", "word left"),
        ("ctrl+right,alt+right", "cursor_right_word", "word right"),
        ("home,ctrl+a", "home", "line start"),
        ("end,ctrl+e", "end", "line end"),
        ("shift+left", "cursor_left(True)", "select left"),
        ("shift+right", "cursor_right(True)", "select right"),
        ("shift+home", "home(True)", "select to line start"),
        ("shift+end", "end(True)", "select to line end"),
        ("ctrl+shift+left", "cursor_left_word(True)", "select word left"),
        ("ctrl+shift+right", "cursor_right_word(True)", "select word right"),
        ("ctrl+shift+a", "select_all", "select all"),
        ("backspace,shift+backspace", "delete_left", "delete left"),
        ("delete,ctrl+d", "delete_right", "delete right"),
        ("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word", "delete word left"),
        ("ctrl+delete,alt+delete", "delete_right_word", "delete word right"),
        ("ctrl+u,super+backspace", "delete_left_all", "delete to line start"),
        ("ctrl+k", "delete_right_all", "delete to line end"),
        ("ctrl+x,super+x", "cut", "cut"),
        ("ctrl+c,super+c", "copy", "copy"),
        ("ctrl+v,super+v", "paste", "paste"),
    )

    # The width of such a line is fixed: a layout pass for each key, and a frame of its own, would be for
    # nothing.
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
        """Whether a key is text here: none with alt is, whatever character it carries."""
        return not _has_alt(key) and super().check_consume_key(key, character)

    async def on_key(self, event: events.Key) -> None:
        """Run the line's own keys at once and in order; leave the others to `Input` and the app."""
        # Terminals with modifyOtherKeys: Textual names the key by its character, which no binding can hold.
        key = "shift+enter" if event.key == "shift+\r" else event.key
        bindings = self._keys().key_to_bindings.get(key)
        # What an action leaves to others, as copying does when nothing is selected, goes on its way.
        if bindings and await self.app.run_action(bindings[0].action, self):
            event.stop()
            event.prevent_default()
        elif _has_alt(event.key):
            # Esc and then a letter arrive as alt+letter, which `Input` would insert as that letter.
            event.prevent_default()

    def _keys(self) -> BindingsMap:
        """Answer the bindings as the person wants them: Textual keeps the changed ones apart."""
        keymap = self.app._keymap
        if not keymap:
            return self._bindings
        bindings = self._bindings.copy()
        bindings.apply_keymap(keymap)
        return bindings

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted in place of what is selected."""
        event.prevent_default()
        event.stop()
        self._insert_line(event.text)

    def action_paste(self) -> None:
        """Insert the application's clipboard."""
        self._insert_line(self.app.clipboard)

    def _insert_line(self, text: str) -> None:
        self.replace(sanitise_line(text.strip()), *self.selection)


def _has_alt(key: str) -> bool:
    return "alt" in key.split("+")[:-1]
