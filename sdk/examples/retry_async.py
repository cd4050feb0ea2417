"""Try again while the server is overloaded, and tell that from a turn that failed, in an event loop.

python sdk/examples/retry_async.py ["a prompt"]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import AsyncCodex, ServerBusyError, TurnFailedError, async_retry_on_overload

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Say hello in one sentence."


async def main() -> None:
    async with AsyncCodex() as codex:
        thread = await codex.thread_start()
        try:
            # Only what the server refused is tried again. A turn that ran may have changed files.
            result = await async_retry_on_overload(lambda: thread.run(PROMPT), max_attempts=5)
        except ServerBusyError as error:
            sys.exit(f"The server stays overloaded: {error.message}")
        except TurnFailedError as error:
            sys.exit(f"The turn failed: {error.message}")
        print(result.final_response)


if __name__ == "__main__":
    asyncio.run(main())
