"""The composer: when its commands are available, and their words in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def _writable(cockpit: Cockpit) -> bool:
    return not cockpit.composer.read_only


def _has_thread(cockpit: Cockpit) -> bool:
    return cockpit.thread is not None


def _send_word(cockpit: Cockpit) -> str:
    if not cockpit.sending.can_send:
        return "send later"
    return "steer" if cockpit.turn_runs else "send"


COMMANDS = {
    "composer.send": Command(available=_writable, word=_send_word),
    "composer.queue": Command(available=lambda cockpit: cockpit.queueing.can_add and _writable(cockpit)),
    "queue.open": Command(lambda cockpit: cockpit.queueing.open(), _has_thread),
    "background.open": Command(lambda cockpit: cockpit.background.open(), _has_thread),
    # Not the action of the composer: that one first closes what is open.
    "turn.interrupt": Command(
        lambda cockpit: cockpit.sending.interrupt(), lambda cockpit: cockpit.online and cockpit.turn_runs
    ),
    "composer.newline": Command(available=_writable),
    "composer.undo": Command(available=_writable),
    "composer.redo": Command(available=_writable),
}
