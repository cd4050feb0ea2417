#!/usr/bin/env bash
# Textual: to remap one binding takes the key away from every other binding on that key.
#
# Two bindings share the key "x", each with an id of its own; check_action lets one of them run at
# a time, as documented. The keymap {"play": "y"} moves the first one to "y". The second one is not in
# the keymap, and yet "x" does nothing any more: the whole list of bindings on "x" is removed. No
# clash is reported, so neither the user nor the application learns of it.
#
# Versions: textual 8.2.8, Python 3.10 or later.
# For an application: bindings that share a key cannot be remapped by set_keymap one by one. Name all
# ids of that key in the keymap, the unchanged ones with their present key.
#
# Output seen on 28 November 2026:
#   textual 8.2.8
#   no keymap:                   play: x  pause: x  clashes reported: 0
#   {'play': 'y'}:               play: y  pause: -  clashes reported: 0
#   {'play': 'y', 'pause': 'x'}: play: y  pause: x  clashes reported: 0
#   unchanged: the binding that the keymap does not name has lost its key
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8

"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import sys
from importlib.metadata import version

from textual.app import App
from textual.binding import Binding


class Player(App):
    """Paused or playing: `allowed` is the one action that can run."""

    BINDINGS = [
        Binding("x", "play", "Play", id="play"),
        Binding("x", "pause", "Pause", id="pause"),
    ]

    def __init__(self):
        super().__init__()
        self.allowed = ""
        self.done = []
        self.clashes = 0

    def check_action(self, action, parameters):
        return action == self.allowed if action in ("play", "pause") else True

    def action_play(self):
        self.done.append("play")

    def action_pause(self):
        self.done.append("pause")

    def handle_bindings_clash(self, clashed_bindings, node):
        self.clashes += 1


async def keys_that_work(keymap):
    app = Player()
    keys = []
    async with app.run_test() as pilot:
        app.set_keymap(keymap)
        await pilot.pause()
        for app.allowed in ("play", "pause"):
            working = ""
            for key in "xy":
                app.done.clear()
                await pilot.press(key)
                if app.done == [app.allowed]:
                    working += key
            keys.append(working or "-")
    return (*keys, app.clashes)


print("textual", version("textual"))
seen = []
for keymap in ({}, {"play": "y"}, {"play": "y", "pause": "x"}):
    play, pause, clashes = asyncio.run(keys_that_work(keymap))
    name = f"{keymap or 'no keymap'}:"
    print(f"{name:28} play: {play}  pause: {pause}  clashes reported: {clashes}")
    seen.append((play, pause, clashes))
if seen != [("x", "x", 0), ("y", "-", 0), ("y", "x", 0)]:
    sys.exit("CHANGED: expected the pause to lose its key in the second line only")
print("unchanged: the binding that the keymap does not name has lost its key")
PYTHON
