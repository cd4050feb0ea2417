"""The composer: when its commands are available, and their words in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def _writable(cockpit: Cockpit) -> bool:
    return not cockpit.composer.read_only


def _send_word(cockpit: Cockpit) -> str:
    if cockpit.composer.shell:
        return "run"
    return "steer" if cockpit.turn_runs else "send"


COMMANDS = {
    "composer.send": Command(
        available=lambda cockpit: cockpit.online and _writable(cockpit),
        word=_send_word,
    ),
    # Not the action of the composer: that one first closes what is open.
    "turn.interrupt": Command(
        lambda cockpit: cockpit.sending.interrupt(), lambda cockpit: cockpit.online and cockpit.turn_runs
    ),
    "composer.newline": Command(available=_writable),
    "composer.undo": Command(available=_writable),
    "composer.redo": Command(available=_writable),
    "composer.shell": Command(available=_writable),
    "composer.yank": Command(available=_writable),
    "composer.unfold": Command(available=_writable),
}
