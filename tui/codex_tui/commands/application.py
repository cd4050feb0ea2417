"""The application as a whole: server, palette, help, panes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.own_keys import keys_of
from ..screens.copying import copy
from ..screens.help import KeyHelp
from ..screens.palette import Palette
from ..session import Trust
from .base import Command
from .help_pages import help_pages

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def _no_server(cockpit: Cockpit) -> bool:
    return not cockpit.online and not cockpit.ui.starting


def _open_palette(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(Palette(id="--command-palette"))


def _not_trusted(cockpit: Cockpit) -> bool:
    return cockpit.online and cockpit.session.readiness.trust is not Trust.TRUSTED


def _show_keys(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(KeyHelp(help_pages(lambda key_id: keys_of(cockpit.app, key_id))))


def _toggle_list(cockpit: Cockpit) -> None:
    if cockpit.panes.toggle_list():
        cockpit.list_loading.reload_if_old()


COMMANDS = {
    "server.start": Command(lambda cockpit: cockpit.startup.again(), _no_server),
    "list.reload": Command(lambda cockpit: cockpit.list_loading.reload(), lambda cockpit: cockpit.online),
    "app.palette": Command(_open_palette),
    "app.keys": Command(_show_keys),
    "app.help": Command(_show_keys),
    "app.repaint": Command(lambda cockpit: cockpit.app.refresh(layout=True)),
    "app.copy": Command(lambda cockpit: cockpit.leaving.copy_or_clear()),
    "selection.copy": Command(
        lambda cockpit: copy(cockpit.app, cockpit.selection.text),
        lambda cockpit: bool(cockpit.selection.text),
    ),
    "app.quit": Command(lambda cockpit: cockpit.leaving.ask()),
    "account.logout": Command(lambda cockpit: cockpit.leaving_account.ask(), lambda cockpit: cockpit.online),
    "directory.trust": Command(lambda cockpit: cockpit.trusting.ask(), _not_trusted),
    "pane.next": Command(lambda cockpit: cockpit.panes.cycle(1)),
    "pane.previous": Command(lambda cockpit: cockpit.panes.cycle(-1)),
    "pane.back": Command(lambda cockpit: cockpit.step_back.run()),
    "pane.threads": Command(_toggle_list),
}
