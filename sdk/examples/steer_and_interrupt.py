"""Steer a running turn, and interrupt another one.

python sdk/examples/steer_and_interrupt.py ["a long prompt" "what to do instead"]
"""

from __future__ import annotations

import sys

from codex_app_server import Codex, TextInput, Thread, TurnHandle

LONG, INSTEAD = sys.argv[1:3] if len(sys.argv) > 2 else ("Count slowly to 1000.", "Stop at ten instead.")


def begin(thread: Thread) -> TurnHandle:
    """Start the long turn and wait for its first words."""
    turn = thread.turn(TextInput(LONG))
    for event in turn.stream():
        if event.method == "item/agentMessage/delta":
            break
    return turn


def main() -> None:
    with Codex() as codex:
        thread = codex.thread_start()
        turn = begin(thread)
        turn.steer(TextInput(INSTEAD))
        print(f"The steered turn is {turn.run().status.value}.")

        turn = begin(thread)
        turn.interrupt()
        print(f"The interrupted turn is {turn.run().status.value}.")


if __name__ == "__main__":
    main()
