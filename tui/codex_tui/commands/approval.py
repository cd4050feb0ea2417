"""The approval card: going to it, and which answers it takes once it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS, Area
from .base import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..screens.cockpit import Cockpit
    from .conditions import Conditions


_ON_A_CARD = (Area.CARD, Area.CARD_LINE, Area.TRUST)


def _can_go(now: Conditions) -> bool:
    return now.waits_elsewhere if now.area in _ON_A_CARD or not now.card_waits else True


def _go(cockpit: Cockpit) -> None:
    """Go to the card of this thread; again, or without one, to the inbox."""
    if cockpit.cards.shown is not None and cockpit.panes.area not in _ON_A_CARD:
        cockpit.panes.to_card()
    else:
        cockpit.inbox.open()


def _takes(answer: str) -> Callable[[Conditions], bool]:
    """Whether the card takes this answer now: some need a rule, and a second question has fewer answers."""
    return lambda now: answer in now.answers


COMMANDS = {
    "card.focus": Command(_go, _can_go),
    "inbox.open": Command(lambda cockpit: cockpit.inbox.open()),
    # The card itself takes these keys: it knows whether it is armed, and nothing else may answer it.
    **{
        key.id: Command(available=_takes(key.id))
        for key in KEYS
        if key.area is Area.CARD and key.action in ("answer", "move")
    },
}
