"""The application as a whole: server, palette, help, themes, panes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import ThemeProvider

from ..screens.copying import copy
from ..screens.palette import Palette
from ..session import Trust
from ..themes import CODEX_DARK, CODEX_LIGHT
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def _no_server(cockpit: Cockpit) -> bool:
    return not cockpit.online and not cockpit.ui.starting


def _open_palette(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(Palette(id="--command-palette"))


def _switch_theme(cockpit: Cockpit) -> None:
    dark = cockpit.app.theme == CODEX_DARK.name
    cockpit.app.theme = (CODEX_LIGHT if dark else CODEX_DARK).name


def _choose_theme(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))


def _not_trusted(cockpit: Cockpit) -> bool:
    return cockpit.online and cockpit.session.readiness.trust is not Trust.TRUSTED


def _selection(cockpit: Cockpit) -> str:
    return cockpit.composer.selected_text or cockpit.get_selected_text() or ""


COMMANDS = {
    "server.start": Command(lambda cockpit: cockpit.restart_server(), _no_server),
    "list.reload": Command(lambda cockpit: cockpit.actions.reload_list(), lambda cockpit: cockpit.online),
    "app.palette": Command(_open_palette),
    "app.keys": Command(lambda cockpit: cockpit.show_help()),
    "app.theme": Command(_switch_theme),
    "app.themes": Command(_choose_theme),
    "app.repaint": Command(lambda cockpit: cockpit.app.refresh(layout=True)),
    "app.copy": Command(lambda cockpit: cockpit.leaving.copy_or_clear()),
    "selection.copy": Command(
        lambda cockpit: copy(cockpit.app, _selection(cockpit)), lambda cockpit: bool(_selection(cockpit))
    ),
    "app.quit": Command(lambda cockpit: cockpit.leaving.ask()),
    "directory.trust": Command(lambda cockpit: cockpit.trusting.ask(), _not_trusted),
    "pane.next": Command(lambda cockpit: cockpit.panes.cycle(1)),
    "pane.previous": Command(lambda cockpit: cockpit.panes.cycle(-1)),
    "pane.back": Command(lambda cockpit: cockpit.panes.step_back()),
    "pane.threads": Command(lambda cockpit: cockpit.actions.toggle_list()),
}
