"""Starts `codex-tui` with two additions: notes of how long its loop is busy, a signal for the theme.

SIGUSR1 changes the theme. `without.py` takes patches away.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import sys
import time
from pathlib import Path

from .without import take_away

_SHORTEST = 0.004
_busy: list[tuple[float, float]] = []
_awake_since = 0.0


class TimedSelector(selectors.DefaultSelector):
    """Notes the time from one wait for events to the next: that long nothing else can happen."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        global _awake_since
        now = time.monotonic()
        if _awake_since and now - _awake_since > _SHORTEST:
            _busy.append((_awake_since, (now - _awake_since) * 1000))
        ready = super().select(timeout)
        _awake_since = time.monotonic()
        return ready


def _tell(path: str) -> None:
    Path(path).write_text(json.dumps(_busy), encoding="utf-8")


def main() -> None:
    if path := os.environ.get("BENCH_STALLS"):
        selectors.DefaultSelector = TimedSelector  # type: ignore[misc]  # asyncio asks for it by this name
        atexit.register(_tell, path)
    take_away()
    from codex_tui import app, cli

    ready = app.CodexTui.on_ready

    def on_ready(self: app.CodexTui) -> None:
        import asyncio

        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self.run_command, "app.theme")
        ready(self)

    app.CodexTui.on_ready = on_ready  # type: ignore[method-assign]  # the one hook of the benchmark
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
