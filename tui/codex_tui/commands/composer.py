"""The composer: when its commands are available, and their words in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from .conditions import Conditions


def _writable(now: Conditions) -> bool:
    return now.writable


def _send_word(now: Conditions) -> str:
    if now.shell_line:
        return "run"
    if not now.can_send:
        return "send later"
    return "steer" if now.turn_runs else "send"


COMMANDS = {
    "composer.send": Command(
        available=_writable,
        word=_send_word,
    ),
    "composer.queue": Command(available=lambda now: now.can_queue and now.writable),
    "queue.open": Command(lambda cockpit: cockpit.queueing.open(), lambda now: now.thread_open),
    "background.open": Command(lambda cockpit: cockpit.background.open(), lambda now: now.thread_open),
    # Not the action of the composer: that one first closes what is open.
    "turn.interrupt": Command(
        lambda cockpit: cockpit.sending.interrupt(), lambda now: now.online and now.turn_runs
    ),
    "composer.newline": Command(available=_writable),
    "composer.undo": Command(available=_writable),
    "composer.redo": Command(available=_writable),
    "composer.shell": Command(available=_writable),
    "composer.attach": Command(
        lambda cockpit: cockpit.attaching.paste(),
        _writable,
        run_with=lambda cockpit, path: cockpit.attaching.attach(path),
    ),
    "composer.editor": Command(lambda cockpit: cockpit.editor.open(), _writable),
    "composer.history": Command(lambda cockpit: cockpit.recalling.open(), _writable),
    "composer.yank": Command(available=_writable),
    "composer.unfold": Command(available=_writable),
}
