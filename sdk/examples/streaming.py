"""Print an answer while it is written, and what else the turn does.

python sdk/examples/streaming.py ["a prompt"]
"""

from __future__ import annotations

import sys

from codex_app_server import Codex, TextInput, UnknownNotification
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification, ItemCompletedNotification

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Which files are here? Answer in two sentences."


def main() -> None:
    with Codex() as codex:
        thread = codex.thread_start()
        turn = thread.turn(TextInput(PROMPT))
        for event in turn.stream():
            payload = event.payload
            if isinstance(payload, AgentMessageDeltaNotification):
                print(payload.delta, end="", flush=True)
            elif isinstance(payload, ItemCompletedNotification):
                print(f"\n[{payload.item.type}]")
            elif isinstance(payload, UnknownNotification):
                print(f"\n[{event.method}: {payload.reason}]")
        print(f"The turn is {turn.run().status.value}.")


if __name__ == "__main__":
    main()
