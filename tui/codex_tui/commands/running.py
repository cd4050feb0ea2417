"""Runs a row of the table of keys, by its command or by a widget, and says whether it works now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import BY_ID, Area
from . import COMMANDS
from .base import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from ..keys import Key
    from ..screens.cockpit import Cockpit
    from .conditions import Conditions

_BY_WIDGET = Command()

_WIDGETS: dict[Area, Callable[[Cockpit], Widget]] = {
    Area.COMPOSER: lambda cockpit: cockpit.composer,
    Area.CONVERSATION: lambda cockpit: cockpit.transcript,
    Area.LIST: lambda cockpit: cockpit.thread_pane.list,
    Area.FIND: lambda cockpit: cockpit.finding.bar.line,
}
"""The widgets of the main screen that run the actions of their areas, wherever the focus is."""


def command(key_id: str) -> Command:
    """Return the command of a row. Raises `KeyError` when there is no row with this id."""
    return COMMANDS.get(BY_ID[key_id].id, _BY_WIDGET)


def works_now(key: Key, now: Conditions) -> bool:
    """Whether the keys of a row would act now: its area takes keys and its command is available."""
    return key.area in _areas(now) and command(key.id).available(now)


def _areas(now: Conditions) -> tuple[Area, ...]:
    """Return the areas that take keys now: an open list of completions takes those of the composer first."""
    if now.area is Area.COMPOSER and now.completing:
        return (Area.COMPLETION, Area.EVERYWHERE, now.area)
    return (Area.EVERYWHERE, now.area)


def can_run(key: Key) -> bool:
    """Whether the row can be run without its key, wherever the focus is."""
    return key.area is not Area.CARD and (command(key.id).run is not None or key.area in _WIDGETS)


def run(key: Key, cockpit: Cockpit) -> None:
    """Run a row's command, or let its widget run its action, and update the footer."""
    found = command(key.id)
    if found.run is not None:
        found.run(cockpit)
    elif (widget := _WIDGETS.get(key.area)) is not None:
        cockpit.app.call_later(cockpit.app.run_action, key.action, widget(cockpit))
    cockpit.drawing.keys()
