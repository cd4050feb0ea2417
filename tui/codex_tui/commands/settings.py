"""The settings: their screen, and the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..disk.settings_file import SettingsNotKept
from ..screens.settings_screen import SettingsScreen, ValuePicker
from ..settings import SETTINGS
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def _show(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(SettingsScreen(cockpit.preferences, cockpit.notifier))


def _choose_theme(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(ValuePicker(SETTINGS["theme"], cockpit.preferences, cockpit.notifier))


def _switch_theme(cockpit: Cockpit) -> None:
    settings = cockpit.preferences.settings
    dark = cockpit.app.current_theme.dark
    try:
        cockpit.preferences.set("theme", settings.theme_light if dark else settings.theme_dark)
    except SettingsNotKept as error:
        cockpit.notifier.say(str(error), bad=True)


COMMANDS = {
    "app.settings": Command(_show),
    "app.themes": Command(_choose_theme),
    "app.theme": Command(_switch_theme),
}
