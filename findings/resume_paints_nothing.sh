#!/usr/bin/env bash
# Textual: after SIGTSTP and SIGCONT (`kill -TSTP`, then `fg`) the screen stays empty.
#
# The driver clears the alternate screen when it stops, switches to it again when it goes on, and
# publishes App.app_resume_signal; but nothing that was on the screen is painted. Only what changes
# afterwards appears. One subscription to that signal that refreshes the application cures it.
#
# Versions: textual 8.2.8, Python 3.10 or later, a POSIX system.
# For an application: in on_mount,
#   self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
#
# Output seen on 28 November 2026:
#   textual 8.2.8
#   at the start:                      the text is painted
#   after stop and go on:              the text is not painted
#   the same, with the subscription:   the text is painted
#   unchanged: Textual alone does not paint again
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8

cat >"$folder/app.py" <<'PYTHON'
import sys

from textual.app import App
from textual.widgets import Static


class Page(App):
    def compose(self):
        yield Static("the whole page")

    def on_mount(self):
        self.app_resume_signal.subscribe(self, self.resumed)

    def on_ready(self):
        self.set_timer(0.5, lambda: print("READY", file=sys.__stderr__, flush=True))

    def resumed(self, _):
        if sys.argv[1] == "refresh":
            self.refresh(layout=True)
        self.set_timer(1, lambda: print("RESUMED", file=sys.__stderr__, flush=True))


Page().run()
PYTHON

cat >"$folder/stop.py" <<'PYTHON'
"""A shell with job control in small: the application runs in a process group of its own."""

import fcntl
import os
import pty
import signal
import struct
import sys
import termios
from importlib.metadata import version

APP = sys.argv[1]


def painted(mode):
    """Whether the text was painted at the start, and again after stop and go on."""
    job_id, job_id_write = os.pipe()
    shell_pid, terminal = pty.fork()
    if shell_pid == 0:
        os.environ["TERM"] = "xterm-256color"
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        job = os.fork()
        if job == 0:
            os.setpgid(0, 0)
            os.tcsetpgrp(0, os.getpid())
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            os.execv(sys.executable, [sys.executable, APP, mode])
        os.write(job_id_write, f"{job}\n".encode())
        _, status = os.waitpid(job, os.WUNTRACED)
        os.write(1, b"STOPPED" if os.WIFSTOPPED(status) else b"ENDED")
        os.tcsetpgrp(0, job)
        os.kill(job, signal.SIGCONT)
        os.waitpid(job, 0)
        os._exit(0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    job = int(os.read(job_id, 20))
    output = b""

    def until(mark):
        nonlocal output
        while mark not in output:
            output += os.read(terminal, 65536)
        before, _, output = output.partition(mark)
        return before

    at_start = b"the whole page" in until(b"READY")
    os.kill(job, signal.SIGTSTP)
    until(b"STOPPED")
    after = b"the whole page" in until(b"RESUMED")
    os.write(terminal, b"\x11")  # ctrl+q
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass  # the terminal is closed
    os.waitpid(shell_pid, 0)
    return at_start, after


signal.alarm(120)
start, alone = painted("alone")
_, refreshed = painted("refresh")
words = {True: "the text is painted", False: "the text is not painted"}
print("textual", version("textual"))
print("at the start:                     ", words[start])
print("after stop and go on:             ", words[alone])
print("the same, with the subscription:  ", words[refreshed])
if (start, alone, refreshed) != (True, False, True):
    sys.exit("CHANGED: see the lines above")
print("unchanged: Textual alone does not paint again")
PYTHON

"$folder/venv/bin/python" "$folder/stop.py" "$folder/app.py"
