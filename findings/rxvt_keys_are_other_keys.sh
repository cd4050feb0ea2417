#!/usr/bin/env bash
# rxvt-unicode and Textual: ctrl+home, ctrl+end, ctrl+down and F18 to F20 arrive as other keys.
#
# The terminfo entry of rxvt-unicode, as the package ncurses-base has it, says which bytes each key sends.
# Textual takes ctrl+home for ctrl+end and the other way round, and ctrl+down for ctrl+up. It reads the
# number in ESC [ 32 ~ (F18), 33 (F19) and 34 (F20) as the code of a character, so that F18 is the key
# "space", which presses a Checkbox or whatever else is bound to it.
#
# Versions: textual 8.2.8, Debian package ncurses-base 6.4-4, Python 3.10 or later. Needs Debian 12's apt.
# For an application: ctrl+home, ctrl+end, ctrl+up and ctrl+down are no safe keys in that terminal, and a
# function key above F12 may act as the key of a character.
#
# Output seen on 28 November 2026:
#   textual 8.2.8, ncurses-base 6.4-4, terminal rxvt-unicode
#   kHOM5 is ctrl+home  ESC [7^   Textual: ctrl+end
#   kEND5 is ctrl+end   ESC [8^   Textual: ctrl+home
#   kUP5  is ctrl+up    ESC Oa    Textual: ctrl+up
#   kDN5  is ctrl+down  ESC Ob    Textual: ctrl+up
#   kf18  is f18        ESC [32~  Textual: space, the Checkbox is pressed
#   kf19  is f19        ESC [33~  Textual: exclamation_mark
#   kf20  is f20        ESC [34~  Textual: quotation_mark
#   unchanged: six of these seven keys arrive as another one
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
cd "$folder"
apt-get download ncurses-base=6.4-4 >"$folder/apt" 2>&1 || {
    echo "NOT RUN: apt-get cannot download ncurses-base 6.4-4; run this on Debian 12 after apt-get update" >&2
    exit 2
}
dpkg -x ncurses-base_6.4-4_*.deb "$folder/ncurses"
infocmp -x1 -A "$folder/ncurses/lib/terminfo" rxvt-unicode >"$folder/entry"

cat >"$folder/app.py" <<'PYTHON'
import sys
from pathlib import Path

from textual.app import App
from textual.widgets import Checkbox


class Box(Checkbox):
    def on_key(self, event):
        self.app.keys.append(event.key)
        self.set_timer(0.3, self.leave)

    def leave(self):
        self.app.exit((self.app.keys, self.value))


class Keys(App):
    keys = []

    def compose(self):
        yield Box("a box")

    def on_ready(self):
        print("READY", file=sys.__stderr__, flush=True)


Path(sys.argv[1]).write_text(repr(Keys().run()))
PYTHON

cat >"$folder/press.py" <<'PYTHON'
import ast
import os
import pty
import re
import signal
import sys
from importlib.metadata import version
from pathlib import Path

folder = Path(sys.argv[1])
KEYS = {
    "kHOM5": ("ctrl+home", "ctrl+end"),
    "kEND5": ("ctrl+end", "ctrl+home"),
    "kUP5": ("ctrl+up", "ctrl+up"),
    "kDN5": ("ctrl+down", "ctrl+up"),
    "kf18": ("f18", "space, the Checkbox is pressed"),
    "kf19": ("f19", "exclamation_mark"),
    "kf20": ("f20", "quotation_mark"),
}


def pressed(sent):
    """The key that Textual saw, and whether it pressed the focused Checkbox."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "rxvt-unicode"
        os.execv(sys.executable, [sys.executable, str(folder / "app.py"), str(folder / "seen")])
    output, typed = b"", False
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
        if b"READY" in output and not typed:
            os.write(terminal, sent)
            typed = True
    os.waitpid(child, 0)
    keys, box = ast.literal_eval((folder / "seen").read_text())
    return " ".join(keys) + (", the Checkbox is pressed" if box else "")


signal.alarm(120)
print(f"textual {version('textual')}, ncurses-base 6.4-4, terminal rxvt-unicode")
entry = dict(re.findall(r"\t(\w+)=(.*),", (folder / "entry").read_text()))
changed = False
for name, (key, expected) in KEYS.items():
    sent = entry[name].replace(r"\E", "\x1b").replace(r"\^", "^")
    seen = pressed(sent.encode())
    print(f"{name:5} is {key:10} ESC {sent[1:]:5} Textual: {seen}")
    changed |= seen != expected
if changed:
    sys.exit("CHANGED: see the lines above")
print("unchanged: six of these seven keys arrive as another one")
PYTHON

"$folder/venv/bin/python" "$folder/press.py" "$folder"
