"""Ask a question and print the answer, in an event loop.

python sdk/examples/quickstart_async.py ["a question"]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import AsyncCodex

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Say hello in one sentence."


async def main() -> None:
    async with AsyncCodex() as codex:
        print(f"Server {codex.metadata.server_info.version}")
        thread = await codex.thread_start()
        result = await thread.run(PROMPT)
        print(result.final_response)
        if result.usage is not None:
            print(f"{result.usage.last.total_tokens} tokens, {len(result.items)} items")


if __name__ == "__main__":
    asyncio.run(main())
