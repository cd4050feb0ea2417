"""Which theme is shown: what the settings say, and for `auto` what the terminal tells of its background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.initial_theme import start_in
from ..settings.declaration import AUTO
from ..themes.fitting import theme_of
from ..themes.terminal import Depth, looks_dark

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

    from ..settings import Settings
    from ..themes import Terminal


SIXTEEN = "-sixteen-colours"
"""The class of the application in a terminal of sixteen colours."""


class Appearance:
    """Sets the theme of an application. `theme`, from the command line, holds until a theme is set."""

    def __init__(self, app: App[Any], terminal: Terminal, settings: Settings, *, theme: str | None) -> None:
        self._app = app
        self._terminal = terminal
        self._dark = terminal.dark
        self._settings = settings
        self._for_this_run = theme
        app.set_class(terminal.depth is Depth.NAMED, SIXTEEN, update=False)
        start_in(app, self._registered())

    @property
    def theme(self) -> str:
        """The name of the theme that has to be shown."""
        if self._for_this_run is not None:
            return self._for_this_run
        settings = self._settings
        if settings.theme != AUTO:
            return settings.theme
        return settings.theme_dark if self._dark else settings.theme_light

    @property
    def follows_terminal(self) -> bool:
        """Whether the theme depends on the background of the terminal."""
        return self._for_this_run is None and self._settings.theme == AUTO

    def use(self, settings: Settings) -> None:
        """Show the theme of other settings."""
        before, self._settings = self._settings, settings
        if (before.theme, before.theme_dark, before.theme_light) != (
            settings.theme,
            settings.theme_dark,
            settings.theme_light,
        ):
            self._for_this_run = None
        self._show()

    def background_told(self, red: float, green: float, blue: float) -> None:
        """Follow the terminal's background, of channels from 0 to 1."""
        self._dark = looks_dark(red, green, blue)
        self._show()

    def _show(self) -> None:
        if self._app.theme != self.theme:
            self._app.theme = self._registered()

    def _registered(self) -> str:
        """Have the application know the theme, as this terminal can show it; return its name."""
        # Not all at the start: each takes some milliseconds.
        theme = theme_of(self.theme, self._terminal.depth)
        self._app.register_theme(theme)
        return theme.name
