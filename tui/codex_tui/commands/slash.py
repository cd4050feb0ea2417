"""Commands that are typed: `/model gpt-6-sol`. Each is a row of the table of keys with a slash name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS, Area
from ..patches.own_keys import name_of
from ..slash import parse
from ..widgets.completion_rows import CompletionRow, Offer, filtered
from .running import command, run
from .screen_conditions import conditions_of

if TYPE_CHECKING:
    from ..keys import Key
    from ..screens.cockpit import Cockpit
    from ..widgets.completion_rows import TypedLine
    from .conditions import Conditions

BY_SLASH = {key.slash: key for key in KEYS if key.slash}
"""The rows with a slash name."""


class SlashSource:
    """Completes the names of commands, and what may stand behind them."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit

    def offer(self, line: TypedLine) -> Offer | None:
        """Return the commands that match, or the arguments of the one that is typed."""
        if line.number or not line.begun_by_key or not line.text.startswith("/"):
            return None
        name, blank, behind = line.text[1:].partition(" ")
        if line.column <= 1 + len(name):
            return self._names(name)
        if line.column < len(line.text) or not blank or (key := BY_SLASH.get(name)) is None:
            return None
        found = command(key.id)
        if found.arguments is None or not found.available(conditions_of(self._cockpit)):
            return None
        typed = behind.lstrip()
        rows = tuple(found.arguments(self._cockpit, typed))
        # Without a word behind it the command itself is whole, and enter runs it.
        return Offer(rows, len(line.text) - len(typed), len(line.text), chosen=0 if typed else None)

    def _names(self, name: str) -> Offer | None:
        if name and parse(f"/{name}") is None:
            return None
        rows = filtered((_row(key, self._cockpit) for key in _offered(self._cockpit)), name)
        return Offer(rows, 0, 1 + len(name), note="no command of this name")


class Slash:
    """Runs a command that was typed, or says why not.

    What may have been meant as text is asked about: a second enter sends it.
    """

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._asked = ""

    def run(self, text: str) -> None:
        """Run the command that the composer holds."""
        cockpit, line = self._cockpit, parse(text)
        asked, self._asked = self._asked, ""
        key = None if line is None else BY_SLASH.get(line.name)
        if line is None:
            cockpit.composer.send()
        elif key is None or (line.arguments and command(key.id).run_with is None):
            problem = f"There is no command /{line.name}" if key is None else f"/{line.name} takes no words"
            self._ask(text, problem, again=asked == text)
        elif not command(key.id).available(now := conditions_of(cockpit)):
            cockpit.notifier.say(_why_not(line.name, now))
        else:
            cockpit.composer.clear_to_history()
            found = command(key.id)
            if line.arguments and found.run_with is not None:
                found.run_with(cockpit, line.arguments)
                cockpit.drawing.keys()
            else:
                run(key, cockpit)

    def _ask(self, text: str, problem: str, *, again: bool) -> None:
        """Send a text that is asked about the second time, else say what a second enter does."""
        cockpit = self._cockpit
        if again:
            cockpit.composer.send()
        else:
            self._asked = text
            enter = name_of(cockpit.app, "composer.send").capitalize()
            cockpit.notifier.say(f"{problem}. {enter} again sends it as text.")


def _why_not(name: str, now: Conditions) -> str:
    """Say why a command cannot run now; the text stays in the composer."""
    if now.starting:
        why = f"/{name} waits for the server, which is starting."
    elif not now.online:
        why = f"/{name} needs the server, which has stopped."
    else:
        why = f"/{name} has nothing to do now."
    return f"{why} A blank before it makes it text."


def _offered(cockpit: Cockpit) -> list[Key]:
    now = conditions_of(cockpit)
    offered = [key for key in BY_SLASH.values() if command(key.id).available(now)]
    # As in the palette: enter behind the slash alone must not change the thread.
    return sorted(offered, key=lambda key: key.area is not Area.EVERYWHERE)


def _row(key: Key, cockpit: Cockpit) -> CompletionRow:
    insert = f"/{key.slash}" + (" " if key.arguments else "")
    hint = f"{key.title}  {key.arguments}".rstrip()
    # A letter that acts in another pane would only be typed here.
    name = name_of(cockpit.app, key.id) if key.area in (Area.EVERYWHERE, Area.COMPOSER) else ""
    return CompletionRow(insert, f"/{key.slash}", hint, name, whole=True)
