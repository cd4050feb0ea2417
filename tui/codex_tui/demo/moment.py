"""Where and when the demo plays: all that the first frame needs to know of it."""

from __future__ import annotations

DEMO_NOW = 1_795_338_000.0
"""2026-11-22 09:00 UTC, in Unix seconds."""

DEMO_HOME = "/home/ada"
DEMO_CWD = f"{DEMO_HOME}/src/app"
