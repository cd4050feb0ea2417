"""Ask several questions at once, each on a thread of its own, over one server, in an event loop.

python sdk/examples/many_threads_async.py ["a question" ...]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import AppServerConfig, AsyncCodex

PROMPTS = sys.argv[1:] or ["Name a colour.", "Name a city.", "Name a river."]


async def ask(codex: AsyncCodex, prompt: str) -> str:
    thread = await codex.thread_start()
    return (await thread.run(prompt)).final_response or "(nothing)"


async def main() -> None:
    # Without this, following a second turn at the same time is an error.
    async with AsyncCodex(AppServerConfig(concurrent_turns=True)) as codex:
        answers = await asyncio.gather(*(ask(codex, prompt) for prompt in PROMPTS))
        for prompt, answer in zip(PROMPTS, answers, strict=True):
            print(f"{prompt}: {answer}")


if __name__ == "__main__":
    asyncio.run(main())
