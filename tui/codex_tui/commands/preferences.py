"""What the person sets for always: the screen of the settings, and the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..disk.settings_file import SettingsNotKept
from ..screens.settings_screen import SettingsScreen, ValuePicker
from ..settings import SETTINGS, Choice
from ..widgets.completion_rows import CompletionRow, filtered
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit

THEME = SETTINGS["theme"]


def _show(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(
        SettingsScreen(cockpit.preferences, cockpit.notifier, input_waits=cockpit.input_waits)
    )


def _choose_theme(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(
        ValuePicker(THEME, cockpit.preferences, cockpit.notifier, input_waits=cockpit.input_waits)
    )


def _switch_theme(cockpit: Cockpit) -> None:
    settings = cockpit.preferences.settings
    _set_theme(cockpit, settings.theme_light if cockpit.app.current_theme.dark else settings.theme_dark)


def _use_theme(cockpit: Cockpit, name: str) -> None:
    if name in _theme_words():
        _set_theme(cockpit, name)
    else:
        cockpit.notifier.say(f"There is no theme {name}. There are: {', '.join(_theme_words())}.", bad=True)


def _set_theme(cockpit: Cockpit, name: str) -> None:
    try:
        cockpit.preferences.set(THEME.key, name)
    except SettingsNotKept as error:
        cockpit.notifier.say(str(error), bad=True)


def _theme_rows(cockpit: Cockpit, typed: str) -> tuple[CompletionRow, ...]:
    rows = [CompletionRow(name, name, said, whole=True) for name, said in _theme_words().items()]
    return filtered(rows, typed)


def _theme_words() -> dict[str, str]:
    return dict(THEME.kind.words) if isinstance(THEME.kind, Choice) else {}


COMMANDS = {
    "app.settings": Command(_show),
    "app.themes": Command(_choose_theme, run_with=_use_theme, arguments=_theme_rows),
    "app.theme": Command(_switch_theme),
}
