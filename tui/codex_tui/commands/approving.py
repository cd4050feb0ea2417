"""The approval card: going to it, and the keys that answer it once it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class FocusCard(Command):
    """Go to the card that asks: the only way to answer it."""

    id = "card.focus"
    title = "go to the card that asks"
    keys = ("f2", "ctrl+o")
    footer = "answer"
    urgent = True

    def available(self, cockpit: Cockpit) -> bool:
        """While a card is shown and does not have the focus."""
        shown = cockpit.card.approval is not None or cockpit.trust_card.question is not None
        return shown and cockpit.panes.area not in (Area.CARD, Area.TRUST)

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Move the focus to the card."""
        cockpit.panes.to_card()


class _Answer(Command):
    # The card itself takes these keys: it knows whether it is armed, and nothing else may answer it.
    where = Area.CARD
    in_widget = True
    in_palette = False

    def available(self, cockpit: Cockpit) -> bool:
        """When the card takes this answer: some need a rule, and asking again leaves fewer."""
        return self.keys[0] in cockpit.card.answers


class AcceptOnce(_Answer):
    """Yes, this once."""

    id = "card.accept"
    title = "accept, this once"
    keys = ("y",)
    footer = "yes, once"


class AcceptForSession(_Answer):
    """Yes, and do not ask again in this session."""

    id = "card.session"
    title = "accept for this session"
    keys = ("s",)
    footer = "for the session"


class AcceptAlways(_Answer):
    """Yes, for every command that starts like this one."""

    id = "card.always"
    title = "accept always for this prefix, after showing the rule"
    keys = ("p",)
    footer = "always, by prefix"


class DeclineIt(_Answer):
    """No; the turn goes on without it."""

    id = "card.decline"
    title = "decline; the turn goes on"
    keys = ("n",)
    footer = "no"


class CancelTurn(_Answer):
    """No, and stop the turn."""

    id = "card.cancel"
    title = "decline and stop the turn"
    keys = ("x",)
    footer = "no, and stop"


class LeaveCard(_Answer):
    """Back to the composer; the card stays."""

    id = "card.leave"
    title = "back to the composer, without an answer"
    keys = ("escape",)
    footer = "later"

    def available(self, cockpit: Cockpit) -> bool:
        """At any point: nobody has to answer."""
        return True
