#!/usr/bin/env bash
# Textual: a key with a priority binding acts before keys that were typed earlier.
#
# The bytes "hi", enter, ctrl+t reach the terminal in one piece, as after a slow moment of the
# machine or from a script that types. ctrl+t has a priority binding of the application. It runs
# as soon as the application sees the key, while "hi" and enter still wait in the queue of the
# focused Input: its action finds an empty Input, and the text is submitted after it.
#
# Versions: textual 8.2.8, Python 3.10 or later.
# For an application: the action of a priority binding must not rely on what the keys before it
# have done. What has to keep the order belongs into the queue of the focused widget.
#
# Output seen on 28 November 2026:
#   textual 8.2.8
#   typed:    h i enter ctrl+t
#   in order: enter with 'hi', ctrl+t with ''
#   seen:     ctrl+t with '', enter with 'hi'
#   unchanged: ctrl+t came first
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8

cat >"$folder/app.py" <<'PYTHON'
import sys
from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.widgets import Input


class Notes(App):
    BINDINGS = [Binding("ctrl+t", "note", "Note", priority=True)]
    seen = []

    def compose(self):
        yield Input()

    def on_ready(self):
        print("READY", file=sys.__stderr__, flush=True)

    def on_input_submitted(self, event):
        self.note(f"enter with {event.value!r}")
        event.input.value = ""

    def action_note(self):
        self.note(f"ctrl+t with {self.query_one(Input).value!r}")

    def note(self, text):
        self.seen.append(text)
        if len(self.seen) == 2:
            self.exit()


Notes().run()
Path(sys.argv[1]).write_text(", ".join(Notes.seen))
PYTHON

cat >"$folder/type.py" <<'PYTHON'
import os
import pty
import signal
import sys
from importlib.metadata import version
from pathlib import Path

folder = Path(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm-256color"
    os.execv(sys.executable, [sys.executable, str(folder / "app.py"), str(folder / "seen")])

signal.alarm(60)
painted, typed = b"", False
while True:
    try:
        chunk = os.read(terminal, 65536)
    except OSError:
        break
    if not chunk:
        break
    painted += chunk
    if b"READY" in painted and not typed:
        os.write(terminal, b"hi\r\x14")
        typed = True
os.waitpid(child, 0)

seen = (folder / "seen").read_text()
print("textual", version("textual"))
print("typed:    h i enter ctrl+t")
print("in order: enter with 'hi', ctrl+t with ''")
print("seen:    ", seen)
if seen != "ctrl+t with '', enter with 'hi'":
    sys.exit("CHANGED: ctrl+t did not come first")
print("unchanged: ctrl+t came first")
PYTHON

"$folder/venv/bin/python" "$folder/type.py" "$folder"
