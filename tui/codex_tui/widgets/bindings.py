"""Makes Textual's bindings from the table of keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.binding import Binding

from ..keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.binding import BindingType

    from ..keys import Area, Key


def bindings(
    *areas: Area,
    renamed: Mapping[str, str] | None = None,
    which: Callable[[Key], bool] = lambda key: True,
) -> list[BindingType]:
    """Return the bindings of a widget or screen: one for each row of these areas that has an action.

    `renamed` maps actions to the widget's names for them; `which` chooses among the rows.
    """
    return [
        Binding(
            key.keys,
            _renamed(key.action, renamed or {}),
            key.title,
            show=False,
            priority=key.first,
            id=key.id,
        )
        for area in areas
        for key in KEYS
        if key.area is area and key.action and key.keys and which(key)
    ]


def command_bindings() -> list[BindingType]:
    """Return the bindings of the application: one for each row that is a command, whatever its area."""
    return [
        Binding(key.keys, f"command('{key.id}')", key.title, show=False, priority=key.first, id=key.id)
        for key in KEYS
        if not key.action and key.keys
    ]


def _renamed(action: str, names: Mapping[str, str]) -> str:
    return re.sub(r"^\w+", lambda match: names.get(match.group(), match.group()), action)
