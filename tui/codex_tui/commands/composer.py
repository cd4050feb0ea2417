"""The composer: when its commands are available, and their words in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def _escape_word(cockpit: Cockpit) -> str:
    return "close" if cockpit.completing.is_open else "interrupt"


def _escape_works(cockpit: Cockpit) -> bool:
    return cockpit.completing.is_open or (cockpit.online and cockpit.turn_runs)


def _interrupt(cockpit: Cockpit) -> None:
    """Interrupt from palette, slash or a click on the key; the key itself first closes what is open."""
    if not cockpit.completing.close():
        cockpit.sending.interrupt()


def _writable(cockpit: Cockpit) -> bool:
    return not cockpit.composer.read_only


def _send_word(cockpit: Cockpit) -> str:
    if cockpit.composer.shell:
        return "run"
    return "steer" if cockpit.turn_runs else "send"


def _switch_shell(cockpit: Cockpit) -> None:
    cockpit.composer.shell = not cockpit.composer.shell


COMMANDS = {
    "composer.send": Command(
        available=lambda cockpit: cockpit.online and _writable(cockpit) and not cockpit.completing.is_open,
        word=_send_word,
    ),
    "turn.interrupt": Command(_interrupt, _escape_works, _escape_word),
    "composer.newline": Command(available=_writable),
    "composer.undo": Command(available=_writable),
    "composer.redo": Command(available=_writable),
    "composer.shell": Command(_switch_shell, _writable),
    "composer.attach": Command(
        lambda cockpit: cockpit.attaching.paste(),
        _writable,
        run_with=lambda cockpit, path: cockpit.attaching.attach(path),
    ),
    "composer.editor": Command(lambda cockpit: cockpit.editor.open(), _writable),
    "composer.history": Command(lambda cockpit: cockpit.recalling.open(), _writable),
    "composer.yank": Command(available=_writable),
    "composer.unfold": Command(lambda cockpit: cockpit.unfolding.run(), _writable),
}
