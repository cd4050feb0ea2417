#!/usr/bin/env bash
# Textual: a bubbling message ends at the parent whose handler caused it, and never reaches the application.
#
# A child tells of itself by `self.post_message(...)`, and the application listens. When the child does so by
# itself, the message bubbles from the child to its parent, the screen and the application. When the parent's
# own handler called the child's method, the same line of code posts a message that stops at that parent: a
# message notes as its sender the pump whose handler runs, not the widget that posts it, and bubbling stops at
# the sender. No error is raised, and `bubble` is true for both.
#
# Versions: textual 8.2.8, Python 3.10 or later.
# For an application: a widget that others call posts with `set_sender(self)`, or to the one that shall hear it.
#
# Output seen on 28 November 2026:
#   textual 8.2.8
#   posted by a timer of the child:          heard by Row, Parent, Screen, Listening
#   posted as the parent's handler calls it: heard by Row, Parent
#   the same with set_sender(self):          heard by Row, Parent, Screen, Listening
#   unchanged: the message ended at the parent whose handler caused it
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
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

heard = []


class Changed(Message):
    """The row has changed."""


class Listens:
    """Notes which class heard the message."""

    def on_changed(self, event):
        heard.append(type(self).__name__)


class Row(Listens, Widget):
    def change(self, as_itself=False):
        message = Changed()
        self.post_message(message.set_sender(self) if as_itself else message)


class Parent(Listens, Vertical):
    class Ask(Message):
        """Have the row changed."""

        def __init__(self, as_itself):
            super().__init__()
            self.as_itself = as_itself

    def compose(self):
        yield Row()

    def on_parent_ask(self, event):
        self.query_one(Row).change(event.as_itself)


class Base(Listens, Screen):
    def compose(self):
        yield Parent()


Base.__name__ = "Screen"


class Listening(Listens, App):
    def get_default_screen(self):
        return Base()


async def settle(pilot):
    for _ in range(5):
        await pilot.pause()


async def main():
    app = Listening()
    seen = []
    async with app.run_test() as pilot:
        await settle(pilot)
        parent, row = app.screen.query_one(Parent), app.screen.query_one(Row)
        for cause in (
            lambda: row.set_timer(0.01, row.change),
            lambda: parent.post_message(Parent.Ask(as_itself=False)),
            lambda: parent.post_message(Parent.Ask(as_itself=True)),
        ):
            heard.clear()
            cause()
            for _ in range(100):
                if heard:
                    break
                await pilot.pause(0.05)
            await settle(pilot)
            seen.append(list(heard))
    return seen


alone, called, as_itself = asyncio.run(main())
print("textual", version("textual"))
print("posted by a timer of the child:          heard by", ", ".join(alone))
print("posted as the parent's handler calls it: heard by", ", ".join(called))
print("the same with set_sender(self):          heard by", ", ".join(as_itself))
everywhere = ["Row", "Parent", "Screen", "Listening"]
if (alone, called, as_itself) != (everywhere, ["Row", "Parent"], everywhere):
    sys.exit("CHANGED: see the lines above")
print("unchanged: the message ended at the parent whose handler caused it")
PYTHON
