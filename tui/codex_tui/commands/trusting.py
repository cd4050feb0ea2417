"""Trust in the directory, when the question at the start was left for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..session import Trust
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
        return cockpit.online and cockpit.session.readiness.trust is not Trust.TRUSTED

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Ask again: what it means is said where it is answered."""
        cockpit.run_worker(cockpit.startup.ask_trust(), group="trust", exclusive=True)
