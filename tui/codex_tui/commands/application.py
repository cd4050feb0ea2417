"""The application as a whole: server, palette, help, panes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.frame_output import repaint
from ..patches.own_keys import keys_of
from ..screens.help import KeyHelp
from ..screens.palette import Palette
from .base import Command
from .help_pages import help_pages

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit
    from .conditions import Conditions


def _no_server(now: Conditions) -> bool:
    return not now.online and not now.starting


def _open_palette(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(Palette(id="--command-palette"))


def _show_keys(cockpit: Cockpit) -> None:
    cockpit.app.push_screen(KeyHelp(help_pages(lambda key_id: keys_of(cockpit.app, key_id))))


def _toggle_list(cockpit: Cockpit) -> None:
    if cockpit.panes.toggle_list():
        cockpit.list_loading.reload_if_old()


def _save_copied(cockpit: Cockpit, path: str = "") -> None:
    cockpit.outlets.saving.save(cockpit.outlets.copying.text, "what was copied", "copied", "md", path)


COMMANDS = {
    "server.start": Command(lambda cockpit: cockpit.startup.again(), _no_server),
    "list.reload": Command(lambda cockpit: cockpit.list_loading.reload(), lambda now: now.online),
    "app.palette": Command(_open_palette),
    "app.keys": Command(_show_keys),
    "app.help": Command(_show_keys),
    "app.repaint": Command(lambda cockpit: repaint(cockpit.app)),
    "app.copy": Command(lambda cockpit: cockpit.leaving.copy_or_clear()),
    "selection.copy": Command(
        lambda cockpit: cockpit.outlets.copying.copy(cockpit.selection.text),
        lambda now: now.text_selected,
    ),
    "copy.save": Command(
        _save_copied,
        lambda now: now.copied,
        run_with=_save_copied,
    ),
    "calls.test": Command(lambda cockpit: cockpit.calling.test()),
    "app.quit": Command(lambda cockpit: cockpit.leaving.ask()),
    "account.logout": Command(lambda cockpit: cockpit.leaving_account.ask(), lambda now: now.online),
    "directory.trust": Command(
        lambda cockpit: cockpit.trusting.ask(), lambda now: now.online and not now.trusted
    ),
    "pane.next": Command(lambda cockpit: cockpit.panes.cycle(1)),
    "pane.previous": Command(lambda cockpit: cockpit.panes.cycle(-1)),
    "pane.back": Command(lambda cockpit: cockpit.step_back.run()),
    "pane.threads": Command(_toggle_list),
}
