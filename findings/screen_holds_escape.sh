#!/usr/bin/env bash
# GNU screen and Textual: a lone Escape does not arrive until the next key, and then as alt with that key.
#
# While the program in the window has asked for mouse reports, GNU screen keeps a lone Escape back,
# as the possible start of a report, with no limit of time. Textual asks for mouse reports unless told
# not to. Escape alone does nothing; the next key releases both at once, and Textual reads them
# as one: Escape, then x is "alt+x". With App.run(mouse=False) Escape arrives by itself.
#
# Versions: GNU screen 4.9.0 (Debian package 4.9.0-4), textual 8.2.8, Python 3.10 or later. Needs Debian 12's apt.
# For an application: under GNU screen (STY is set) run without the mouse, or give the verb of
# Escape a second key.
#
# Output seen on 28 November 2026:
#   screen 4.9.0-4, textual 8.2.8
#   mouse=True:  2 s after Escape: nothing       after x: alt+x
#   mouse=False: 2 s after Escape: escape        after x: escape x
#   unchanged: with the mouse on, Escape waits for the next key
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
cd "$folder"
apt-get download screen=4.9.0-4 >"$folder/apt" 2>&1 || {
    echo "NOT RUN: apt-get cannot download screen 4.9.0-4; run this on Debian 12 after apt-get update" >&2
    exit 2
}
dpkg -x screen_4.9.0-4_*.deb "$folder/screen"

cat >"$folder/app.py" <<'PYTHON'
import sys

from textual.app import App


class Keys(App):
    def on_ready(self):
        self.write("READY")

    def on_key(self, event):
        self.write(event.key)
        if event.key.endswith("x"):
            self.exit()

    def write(self, word):
        with open(sys.argv[2], "a") as keys:
            print(word, file=keys)


Keys().run(mouse=sys.argv[1] == "True")
PYTHON

cat >"$folder/press.py" <<'PYTHON'
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from importlib.metadata import version
from pathlib import Path

folder = Path(sys.argv[1])
sockets = folder / "sockets"
sockets.mkdir(mode=0o700)


def keys_seen(mouse):
    """The keys that Textual saw: 2 seconds after Escape, and after the x that followed."""
    log = folder / f"keys_{mouse}"
    log.touch()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm", SCREENDIR=str(sockets), HOME=str(folder))
        screen = str(folder / "screen/usr/bin/screen")
        program = [sys.executable, str(folder / "app.py"), str(mouse), str(log)]
        os.execv(screen, [screen, "-c", "/dev/null", *program])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    ended = False

    def read_until(done, seconds):
        nonlocal ended
        end = time.monotonic() + seconds
        while not ended and not done() and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    ended = not os.read(terminal, 65536)
                except OSError:
                    ended = True

    def keys():
        return " ".join(log.read_text().split()[1:]) or "nothing"

    read_until(lambda: "READY" in log.read_text(), 30)
    read_until(lambda: False, 1)
    os.write(terminal, b"\x1b")
    read_until(lambda: False, 2)
    after_escape = keys()
    os.write(terminal, b"x")
    read_until(lambda: keys().endswith("x"), 10)
    after_x = keys()
    read_until(lambda: False, 10)
    if not ended:
        quit_it = [str(folder / "screen/usr/bin/screen"), "-X", "quit"]
        subprocess.run(quit_it, env={**os.environ, "SCREENDIR": str(sockets)}, check=False)
    os.close(terminal)
    os.waitpid(child, 0)
    return after_escape, after_x


signal.alarm(120)
print(f"screen 4.9.0-4, textual {version('textual')}")
seen = {}
for mouse in (True, False):
    seen[mouse] = keys_seen(mouse)
    print(f"mouse={mouse}:".ljust(12), f"2 s after Escape: {seen[mouse][0]:13} after x: {seen[mouse][1]}")
if seen != {True: ("nothing", "alt+x"), False: ("escape", "escape x")}:
    sys.exit("CHANGED: see the lines above")
print("unchanged: with the mouse on, Escape waits for the next key")
PYTHON

"$folder/venv/bin/python" "$folder/press.py" "$folder"
