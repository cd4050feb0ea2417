#!/usr/bin/env bash
# Textual: two quick enters in the command palette run the command twice and close the screen below.
#
# The palette lists one command. Enter runs it and closes the palette, as it should. When a second enter
# comes in the same burst (a key held down, a double press while the machine is busy), the palette
# is still there to take it: the command runs once more, and the palette's second "close" pops the
# screen that was below. No error is raised.
#
# Versions: textual 8.2.8, Python 3.10 or later.
# For an application: a command of the palette must bear to run twice, and a screen that must stay needs a
# palette of its own that ignores keys once it has been dismissed.
#
# Output seen on 28 November 2026:
#   textual 8.2.8
#   screens below the palette: Screen, Editor
#   one enter:  the command ran 1 time(s), screens left: Screen, Editor
#   two enters: the command ran 2 time(s), screens left: Screen
#   unchanged: the second enter ran the command again and closed the editor
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8

"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import sys
from importlib.metadata import version

from textual import events
from textual.app import App
from textual.command import CommandPalette, Hit, Provider
from textual.screen import Screen
from textual.widgets import OptionList, TextArea


class Commands(Provider):
    async def search(self, query):
        score = self.matcher(query).match("save")
        if score:
            yield Hit(score, "save", self.app.save)


class Editor(Screen):
    COMMANDS = {Commands}

    def compose(self):
        yield TextArea()


class Editing(App):
    saved = 0

    def on_mount(self):
        self.push_screen(Editor())

    def save(self):
        self.saved += 1


def names(app):
    return ", ".join(type(screen).__name__ for screen in app.screen_stack)


async def press(enters):
    """How often the command ran and which screens are left, and those of the beginning."""
    app = Editing()
    async with app.run_test() as pilot:
        await pilot.pause()
        below = names(app)
        app.action_command_palette()
        await pilot.pause()
        await pilot.press(*"save")
        for _ in range(100):
            if app.screen.query_one(OptionList).option_count:
                break
            await pilot.pause(0.1)
        await pilot.pause()
        for _ in range(enters):
            app.post_message(events.Key("enter", "\r"))
        for _ in range(100):
            if not isinstance(app.screen, CommandPalette):
                break
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        return app.saved, names(app), below


once, twice = asyncio.run(press(1)), asyncio.run(press(2))
print("textual", version("textual"))
print("screens below the palette:", once[2])
print(f"one enter:  the command ran {once[0]} time(s), screens left: {once[1]}")
print(f"two enters: the command ran {twice[0]} time(s), screens left: {twice[1]}")
if once[:2] != (1, "Screen, Editor") or twice[:2] != (2, "Screen"):
    sys.exit("CHANGED: see the lines above")
print("unchanged: the second enter ran the command again and closed the editor")
PYTHON
