"""The approval card: going to it, and which answers it takes once it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS, Area
from .base import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conditions import Conditions


def _waits_elsewhere(now: Conditions) -> bool:
    return now.card_waits and now.area not in (Area.CARD, Area.CARD_LINE, Area.TRUST)


def _takes(answer: str) -> Callable[[Conditions], bool]:
    """Whether the card takes this answer now: some need a rule, and a second question has fewer answers."""
    return lambda now: answer in now.answers


COMMANDS = {
    "card.focus": Command(lambda cockpit: cockpit.panes.to_card(), _waits_elsewhere),
    # The card itself takes these keys: it knows whether it is armed, and nothing else may answer it.
    **{
        key.id: Command(available=_takes(key.id))
        for key in KEYS
        if key.area is Area.CARD and key.action in ("answer", "move")
    },
}
