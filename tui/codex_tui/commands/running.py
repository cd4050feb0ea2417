"""Runs a row of the table of keys, by its command or by a widget, and says whether it works now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import BY_ID, Area
from . import COMMANDS
from .base import Command

if TYPE_CHECKING:
    from textual.widget import Widget

    from ..keys import Key
    from ..screens.cockpit import Cockpit

_BY_WIDGET = Command()


def command(key_id: str) -> Command:
    """Return the command of a row. Raises `KeyError` when there is no row with this id."""
    return COMMANDS.get(BY_ID[key_id].id, _BY_WIDGET)


def works_now(key: Key, cockpit: Cockpit) -> bool:
    """Whether the keys of a row would act now: its area takes keys and its command is available."""
    return key.area in _areas(cockpit) and command(key.id).available(cockpit)


def _areas(cockpit: Cockpit) -> tuple[Area, ...]:
    """Return the areas that take keys now: an open list of completions takes those of the composer first."""
    area = cockpit.panes.area
    if area is Area.COMPOSER and cockpit.completing.is_open:
        return (Area.COMPLETION, Area.EVERYWHERE, area)
    return (Area.EVERYWHERE, area)


def can_run(key: Key, cockpit: Cockpit) -> bool:
    """Whether the row can be run without its key, wherever the focus is."""
    if key.area is Area.CARD:
        return False
    return command(key.id).run is not None or _widget(key.area, cockpit) is not None


def run(key: Key, cockpit: Cockpit) -> None:
    """Run a row's command, or let its widget run its action, and update the footer."""
    found = command(key.id)
    if found.run is not None:
        found.run(cockpit)
    elif (widget := _widget(key.area, cockpit)) is not None:
        cockpit.app.call_later(cockpit.app.run_action, key.action, widget)
    cockpit.drawing.keys()


def _widget(area: Area, cockpit: Cockpit) -> Widget | None:
    """Find the widget that has the actions of an area of the main screen."""
    if area is Area.FIND:
        return cockpit.finding.bar.line
    return {
        Area.COMPOSER: cockpit.composer,
        Area.CONVERSATION: cockpit.transcript,
        Area.LIST: cockpit.thread_pane.list,
    }.get(area)
