"""The composer: when its commands are available, and their words in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from .conditions import Conditions


def _writable(now: Conditions) -> bool:
    return now.writable


COMMANDS = {
    "composer.send": Command(
        available=lambda now: now.online and now.writable,
        word=lambda now: "steer" if now.turn_runs else "send",
    ),
    # Not the action of the composer: that one first closes what is open.
    "turn.interrupt": Command(
        lambda cockpit: cockpit.sending.interrupt(), lambda now: now.online and now.turn_runs
    ),
    "composer.newline": Command(available=_writable),
    "composer.undo": Command(available=_writable),
    "composer.redo": Command(available=_writable),
}
