"""The composer: when its commands are available, and their words in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit
    from .conditions import Conditions


def _writable(now: Conditions) -> bool:
    return now.writable


def _send_word(now: Conditions) -> str:
    if now.shell_line:
        return "run"
    if not now.can_send:
        return "send later"
    return "steer" if now.turn_runs else "send"


def _stop_word(now: Conditions) -> str:
    if now.prompt_waits:
        return "take back"
    return "interrupt" if now.turn_runs else "leave"


def _switch_shell(cockpit: Cockpit) -> None:
    cockpit.composer.shell = not cockpit.composer.shell


COMMANDS = {
    "completion.run": Command(word=lambda now: "run" if now.completion_runs else "put in"),
    # While completions are open, the same keys complete.
    "composer.send": Command(available=lambda now: now.writable and not now.completing, word=_send_word),
    "composer.queue": Command(
        available=lambda now: now.can_queue and now.writable and not now.completing and not now.shell_line
    ),
    "queue.open": Command(lambda cockpit: cockpit.queueing.open(), lambda now: now.thread_open),
    "background.open": Command(lambda cockpit: cockpit.background.open(), lambda now: now.thread_open),
    # Not the action of the composer: that one first closes what is open.
    "turn.interrupt": Command(
        lambda cockpit: cockpit.sending.take_back() or cockpit.sending.interrupt() or cockpit.aside.leave(),
        lambda now: now.prompt_waits or (now.online and now.turn_runs) or now.asks_aside,
        _stop_word,
    ),
    "composer.newline": Command(available=_writable),
    "composer.undo": Command(available=_writable),
    "composer.redo": Command(available=_writable),
    "composer.shell": Command(_switch_shell, _writable),
    "composer.attach": Command(
        lambda cockpit: cockpit.composing.attaching.paste(),
        _writable,
        run_with=lambda cockpit, path: cockpit.composing.attaching.attach(path),
    ),
    "composer.editor": Command(lambda cockpit: cockpit.composing.editor.open(), _writable),
    "composer.history": Command(lambda cockpit: cockpit.composing.recalling.open(), _writable),
    "composer.yank": Command(available=_writable),
    "composer.unfold": Command(
        lambda cockpit: cockpit.composing.unfolding.run(),
        _writable,
        run_with=lambda cockpit, shown: cockpit.composing.unfolding.run_in(shown),
    ),
}
