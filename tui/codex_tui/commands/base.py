"""What a command is: what a row of the table of keys does, and when it would do something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..screens.cockpit import Cockpit


def always(cockpit: Cockpit) -> bool:
    """Answer that it would do something at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """What a row does. Its id, title, keys and footer word stand in `keys.py`.

    Without `run` the widget of the row's area carries it out, by the row's action.
    """

    run: Callable[[Cockpit], object] | None = None
    available: Callable[[Cockpit], bool] = always
    """Whether it would do something now; the place of the focus is checked apart from this."""
    word: Callable[[Cockpit], str] | None = None
    """The footer's word, where it depends on more than the table."""
