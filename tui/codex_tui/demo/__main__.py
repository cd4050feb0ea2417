"""Serves the demo on standard input and output: `python -m codex_tui.demo [--pace N]`."""

from __future__ import annotations

import argparse

import anyio
from codex_app_server.testing import serve_stdio

from .server import demo_server


def main() -> None:
    """Serve one client until it closes its side.

    Arguments that the real server takes, such as `app-server` or `--listen stdio://`, are passed over,
    so that this can stand where a client would start the real one.
    """
    parser = argparse.ArgumentParser(prog="python -m codex_tui.demo", description=__doc__)
    parser.add_argument("--pace", type=float, default=1.0, help="stretches all waiting; 0 does not wait")
    arguments, _ = parser.parse_known_args()
    anyio.run(serve_stdio, demo_server(arguments.pace))


if __name__ == "__main__":
    main()
