"""Steer a running turn, and interrupt another one, in an event loop.

python sdk/examples/steer_and_interrupt_async.py ["a long prompt" "what to do instead"]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import AsyncCodex, AsyncThread, AsyncTurnHandle, TextInput

LONG, INSTEAD = sys.argv[1:3] if len(sys.argv) > 2 else ("Count slowly to 1000.", "Stop at ten instead.")


async def begin(thread: AsyncThread) -> AsyncTurnHandle:
    """Start the long turn and wait for its first words."""
    turn = await thread.turn(TextInput(LONG))
    async for event in turn.stream():
        if event.method == "item/agentMessage/delta":
            break
    return turn


async def main() -> None:
    async with AsyncCodex() as codex:
        thread = await codex.thread_start()
        turn = await begin(thread)
        await turn.steer(TextInput(INSTEAD))
        print(f"The steered turn is {(await turn.run()).status.value}.")

        turn = await begin(thread)
        await turn.interrupt()
        print(f"The interrupted turn is {(await turn.run()).status.value}.")


if __name__ == "__main__":
    asyncio.run(main())
