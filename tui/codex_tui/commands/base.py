"""The type of a command: what a row of the table of keys does, and when it is available."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..screens.cockpit import Cockpit
    from ..widgets.completion_rows import CompletionRow
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
    run_with: Callable[[Cockpit, str], object] | None = None
    """What it does with the words behind its slash name; without such words `run` is called."""
    arguments: Callable[[Cockpit, str], Sequence[CompletionRow]] | None = None
    """Completions of what is typed behind the slash name so far; a row replaces all of that."""
