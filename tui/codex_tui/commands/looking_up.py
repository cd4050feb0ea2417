"""Finding out what can be done: palette and key help, and how it all looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette

from ..themes import CODEX_DARK, CODEX_LIGHT
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class OpenPalette(Command):
    """Everything that can be done, by name."""

    id = "app.palette"
    title = "command palette"
    keys = ("ctrl+p",)
    footer = "palette"
    urgent = True
    in_palette = False

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the palette."""
        cockpit.app.push_screen(CommandPalette(id="--command-palette"))


class ShowKeys(Command):
    """Every key, by place."""

    id = "app.keys"
    title = "keys"
    keys = ("f1",)
    slash = "keys"
    footer = "keys"
    urgent = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the help screen."""
        cockpit.show_help()


class SwitchTheme(Command):
    """Dark becomes light, and back."""

    id = "app.theme"
    title = "switch between the dark and the light theme"
    slash = "theme"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Use our other theme."""
        dark = cockpit.app.theme == CODEX_DARK.name
        cockpit.app.theme = (CODEX_LIGHT if dark else CODEX_DARK).name


class ChooseTheme(Command):
    """Any theme that there is."""

    id = "app.themes"
    title = "choose another theme"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the list of themes."""
        cockpit.app.search_themes()
