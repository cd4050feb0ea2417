"""The demo's time and directories: the first frame needs no more of the demo than these."""

from __future__ import annotations

DEMO_NOW = 1_795_338_000.0
"""2026-11-22 09:00 UTC, in Unix seconds."""

DEMO_HOME = "/home/ada"
DEMO_CWD = f"{DEMO_HOME}/src/app"
