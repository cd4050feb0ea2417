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
    from ..slash import SlashLine
    from ..widgets.completion_rows import TypedLine

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
        arguments = command(key.id).arguments
        if arguments is None:
            return None
        typed = behind.lstrip()
        rows = tuple(arguments(self._cockpit, typed))
        # Without a word behind it the command itself is whole, and enter runs it.
        return Offer(rows, len(line.text) - len(typed), len(line.text), chosen=0 if typed else None)

    def _names(self, name: str) -> Offer | None:
        if name and parse(f"/{name}") is None:
            return None
        rows = filtered((_row(key, self._cockpit) for key in _offered(self._cockpit)), name)
        return Offer(rows, 0, 1 + len(name), note="no command of this name")


class Slash:
    """Runs a command that was typed, or says why not. A second enter then sends it as text."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._asked = ""

    def run(self, text: str) -> None:
        """Run the command that the composer holds."""
        cockpit, line = self._cockpit, parse(text)
        asked, self._asked = self._asked, ""
        key = None if line is None else BY_SLASH.get(line.name)
        problem = "" if line is None else _problem(key, line, cockpit)
        if line is None or (problem and asked == text):
            cockpit.composer.send()
        elif problem or key is None:
            self._asked = text
            enter = name_of(cockpit.app, "composer.send").capitalize()
            cockpit.notifier.say(f"{problem} {enter} again sends it as text.")
        else:
            cockpit.composer.clear_to_history()
            found = command(key.id)
            if line.arguments and found.run_with is not None:
                found.run_with(cockpit, line.arguments)
                cockpit.drawing.keys()
            else:
                run(key, cockpit)


def _problem(key: Key | None, line: SlashLine, cockpit: Cockpit) -> str:
    """Say why a command cannot run; empty when it can."""
    if key is None:
        return f"There is no command /{line.name}."
    found = command(key.id)
    if line.arguments and found.run_with is None:
        return f"/{line.name} takes nothing behind it."
    return "" if found.available(conditions_of(cockpit)) else f"/{line.name} has nothing to do now."


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
