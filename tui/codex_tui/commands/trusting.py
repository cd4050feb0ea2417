"""Trust in the directory: the keys of its card, and asking again when it was left for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from ..session import Trust as Known
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class TrustDirectory(Command):
    """Answer the question about trust that was put off, or answered with no."""

    id = "directory.trust"
    title = "trust this directory"
    slash = "trust"
    in_help = True

    def available(self, cockpit: Cockpit) -> bool:
        """While it is not trusted."""
        return cockpit.online and cockpit.session.readiness.trust is not Known.TRUSTED

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Go to the card: what it means is said where it is answered."""
        cockpit.trusting.ask()


class _Answer(Command):
    # The card itself takes these keys: it knows whether it is armed, and nothing else may answer it.
    where = Area.TRUST
    in_widget = True
    in_palette = False


class Trust(_Answer):
    """Yes: the agent may write here."""

    id = "trust.yes"
    title = "trust the directory: the agent may write and asks for more"
    keys = ("y",)
    footer = "yes"


class Distrust(_Answer):
    """No: the agent may only read."""

    id = "trust.no"
    title = "do not trust the directory: the agent may only read"
    keys = ("n",)
    footer = "no"


class AnswerLater(_Answer):
    """Keep no answer; the palette asks again."""

    id = "trust.later"
    title = "answer later: the agent may only read, nothing is kept"
    keys = ("escape",)
    footer = "later"
