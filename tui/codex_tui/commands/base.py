"""The type of a command: what a row of the table of keys does, and when it is available."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..screens.cockpit import Cockpit
    from .conditions import Conditions


def always(now: Conditions) -> bool:
    """Return True: the default for commands without a condition."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """What a row does. Its id, title, keys and footer word are in `keys.py`.

    Without `run` the widget of the row's area runs the row's action.
    """

    run: Callable[[Cockpit], object] | None = None
    """Runs it on the parts of the screen."""
    available: Callable[[Conditions], bool] = always
    """Whether it would do something now, for footer, palette and key alike; the area counts besides."""
    word: Callable[[Conditions], str] | None = None
    """The footer's word, where it depends on more than the table."""
