"""Giving a row of the table of keys another key: the list of rows, and the dialog that waits for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..disk.settings_file import SettingsNotKept
from ..keymap import normal_key
from ..keys import BY_ID, KEYS, Area, key_names
from ..patches.own_keys import keys_of, name_of, row_of
from ..widgets.bindings import bindings
from ..widgets.completion_rows import CompletionRow
from .picker import Picker

if TYPE_CHECKING:
    from typing import Any

    from textual import events
    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from ..keys import Key
    from .notifier import Notifier
    from .preferences import Preferences


def change_keys(app: App[Any], preferences: Preferences, notifier: Notifier) -> None:
    """Have the person pick a row of the table, press its new key, and pick the next one."""

    def picked(key_id: str | None) -> None:
        if key_id is not None:
            app.push_screen(KeyCapture(BY_ID[key_id], preferences), lambda key: pressed(key_id, key))

    def pressed(key_id: str, key: str | None) -> None:
        if key is not None:
            try:
                preferences.set_keys(key_id, key or None)
            except SettingsNotKept as error:
                notifier.say(str(error), bad=True)
        change_keys(app, preferences, notifier)

    app.push_screen(Picker("Keys: which one?", key_rows(app, preferences)), picked)


def key_rows(app: App[Any], preferences: Preferences) -> list[CompletionRow]:
    """Return the rows of the table that may have a key, with where each acts and its keys."""
    changed = preferences.settings.keys
    return [
        CompletionRow(
            row.id,
            row.title,
            f"{row.area.value}, changed" if row.id in changed else row.area.value,
            key=key_names(keys_of(app, row.id)),
        )
        for row in KEYS
        if row.keys or row.in_palette
    ]


class KeyCapture(ModalScreen["str | None"]):
    """Waits for the new key of a row; dismissed with it, with "" for the row's own, or None to leave it.

    A key that another row has there is told, and the dialog stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.CAPTURE)

    def __init__(self, row: Key, preferences: Preferences) -> None:
        super().__init__(classes="question")
        self._row = row
        self._preferences = preferences

    def compose(self) -> ComposeResult:
        """Create the title, the keys of now, the place for a refusal, and the hint."""
        now = key_names(keys_of(self.app, self._row.id)) or "no key"
        with Vertical(classes="dialog"):
            yield Static(Content(f"Press the new key: {self._row.title}"), classes="dialog--title")
            yield Static(Content(f"{self._row.id}, {self._row.area.value}; now {now}"))
            yield Static(classes="settings--refusal")
            own, leaves = name_of(self.app, "capture.default"), name_of(self.app, "capture.leave")
            yield Static(
                Content(f"{own} gives it its own key back, {leaves} leaves it as it is"),
                classes="dialog--hint",
            )

    def on_key(self, event: events.Key) -> None:
        """Take the key, or say why it cannot be one."""
        if row_of(self.app, Area.CAPTURE, event.key):
            return
        event.stop()
        event.prevent_default()
        key = normal_key(event.key)
        refusal = (
            f"{event.key} cannot be set." if key is None else self._preferences.refusal(self._row.id, key)
        )
        if key is not None and not refusal:
            self.dismiss(key)
        else:
            self.query_one(".settings--refusal", Static).update(Content(refusal))

    def action_default(self) -> None:
        """Give the row its own keys back."""
        self.dismiss("")

    def action_leave(self) -> None:
        """Leave the keys as they are."""
        self.dismiss(None)
