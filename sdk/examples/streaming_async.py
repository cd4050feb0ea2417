"""Print an answer while it is written, and what else the turn does, in an event loop.

python sdk/examples/streaming_async.py ["a prompt"]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import AsyncCodex, TextInput, UnknownNotification
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification, ItemCompletedNotification

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Which files are here? Answer in two sentences."


async def main() -> None:
    async with AsyncCodex() as codex:
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput(PROMPT))
        async for event in turn.stream():
            payload = event.payload
            if isinstance(payload, AgentMessageDeltaNotification):
                print(payload.delta, end="", flush=True)
            elif isinstance(payload, ItemCompletedNotification):
                print(f"\n[{payload.item.type}]")
            elif isinstance(payload, UnknownNotification):
                print(f"\n[{event.method}: {payload.reason}]")
        end = await turn.run()
        print(f"The turn is {end.status.value}.")


if __name__ == "__main__":
    asyncio.run(main())
