"""The settings: each is declared here, once.

File, settings screen, the table in the README and the words about wrong values are made from it. To add one:
a field here, and what it does where its value is used; see `screens/preferences.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..keys import BY_ID, SENDING_APART, key_name, split
from .kinds import Choice, Flag, KeyTable, Kind, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T", bound=Value)

AUTO = "auto"

THEMES = {
    "codex-dark": "ours, dark",
    "codex-light": "ours, light",
    "codex-dark-colorblind": "dark, red-green blindness",
    "codex-light-colorblind": "light, red-green blindness",
    "textual-dark": "Textual's, dark",
    "textual-light": "Textual's, light",
    "nord": "Textual's, dark",
    "gruvbox": "Textual's, dark",
    "catppuccin-mocha": "Textual's, dark",
    "catppuccin-macchiato": "Textual's, dark",
    "catppuccin-frappe": "Textual's, dark",
    "catppuccin-latte": "Textual's, light",
    "dracula": "Textual's, dark",
    "tokyo-night": "Textual's, dark",
    "monokai": "Textual's, dark",
    "flexoki": "Textual's, dark",
    "solarized-dark": "Textual's, dark",
    "solarized-light": "Textual's, light",
    "rose-pine": "Textual's, dark",
    "rose-pine-moon": "Textual's, dark",
    "rose-pine-dawn": "Textual's, light",
    "atom-one-dark": "Textual's, dark",
    "atom-one-light": "Textual's, light",
}
"""The themes on offer. A test compares them with those that pass the test of contrast."""

NOTIFICATIONS = Choice(
    {"off": "nothing", "bell": "the terminal's bell", "notify": "a notice of the desktop, and the bell"}
)

_DECLARED = "setting"

_SEND = key_name(split(BY_ID["composer.send"].keys)[0])
_SEND_APART = key_name(split(SENDING_APART["composer.send"])[0])


def _setting(key: str, default: T, kind: Kind, title: str) -> T:
    """Declare a setting: its key in the file (with dots where it is in a table), and what it is."""
    # `field` says that it returns the type of the default, so that it can be written in a class.
    return field(default=default, metadata={_DECLARED: (key, kind, title)})


def _keys() -> Mapping[str, str]:
    metadata = {_DECLARED: ("keys", KeyTable(), "keys")}
    return cast("Mapping[str, str]", field(default_factory=dict, metadata=metadata))


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force. The order of the fields is that of the settings screen."""

    theme: str = _setting(
        "theme",
        AUTO,
        Choice({AUTO: "as the terminal's background", **THEMES}),
        "theme",
    )
    theme_dark: str = _setting(
        "theme_dark", "codex-dark", Choice(THEMES), "theme on a dark terminal, if it is auto"
    )
    theme_light: str = _setting(
        "theme_light", "codex-light", Choice(THEMES), "theme on a light terminal, if it is auto"
    )
    shapes: str = _setting(
        "shapes",
        AUTO,
        Choice({AUTO: "Unicode, if the locale has it", "unicode": "Unicode", "ascii": "ASCII only"}),
        "shapes and lines",
    )
    motion: str = _setting(
        "motion",
        "full",
        Choice({"full": "spinners turn", "reduced": "nothing moves by itself but times"}),
        "motion",
    )
    mouse: bool = _setting("mouse", True, Flag(), "mouse; else the terminal itself selects text")
    server: str = _setting(
        "server",
        "background",
        Choice({"background": "that of codex in the background, if it runs", "own": "always one of its own"}),
        "server, from the next start",
    )
    enter_sends: bool = _setting("enter_sends", True, Flag(), f"{_SEND} sends; else it is {_SEND_APART}")
    list_order: str = _setting(
        "list.order",
        "directory",
        Choice({"directory": "those of this directory first", "recent": "those used last first"}),
        "order of the thread list",
    )
    list_show: str = _setting(
        "list.show",
        "all",
        Choice({"all": "of every directory", "directory": "of this directory only"}),
        "threads in the list",
    )
    unfold_reasoning: bool = _setting("unfold.reasoning", False, Flag(), "unfold reasoning")
    unfold_commands: bool = _setting("unfold.commands", False, Flag(), "unfold commands that ended well")
    unfold_edits: bool = _setting("unfold.edits", False, Flag(), "unfold long edits; short ones always are")
    unfold_tools: bool = _setting("unfold.tools", False, Flag(), "unfold tool calls that ended well")
    outline: bool = _setting("outline", True, Flag(), "outline at the right, from 180 columns on")
    notifications_needs_you: str = _setting(
        "notifications.needs_you", "notify", NOTIFICATIONS, "when a thread needs you"
    )
    notifications_done: str = _setting("notifications.done", "bell", NOTIFICATIONS, "when a turn is done")
    notifications_failed: str = _setting(
        "notifications.failed", "notify", NOTIFICATIONS, "when a turn has failed"
    )
    frames: str = _setting(
        "frames",
        "all",
        Choice({"changes": "only what changed", "all": "all that is painted"}),
        "what is written to the terminal",
    )
    keys: Mapping[str, str] = _keys()

    def changed(self, values: Mapping[str, Value]) -> Settings:
        """Return these settings with other values, by the key of the setting."""
        # `Any`: each value has the type of its field, because its kind has checked it.
        fields: dict[str, Any] = {SETTINGS[key].name: value for key, value in values.items()}
        return replace(self, **fields)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, as it was declared."""

    name: str
    """The field of `Settings`."""
    key: str
    """Its place in the file: `theme`, or `list.order` for `order` in the table `[list]`."""
    default: Value
    kind: Kind
    title: str

    def value(self, settings: Settings) -> Value:
        """Return the value that it has."""
        return cast("Value", getattr(settings, self.name))


def _declared() -> Iterator[Setting]:
    plain = Settings()
    for each in fields(Settings):
        key, kind, title = each.metadata[_DECLARED]
        yield Setting(each.name, key, getattr(plain, each.name), kind, title)


SETTINGS: Mapping[str, Setting] = {setting.key: setting for setting in _declared()}
"""All of them, by their key."""


def dotted(key: str) -> tuple[str, ...]:
    """Return the path of a key in the file."""
    return tuple(key.split("."))
