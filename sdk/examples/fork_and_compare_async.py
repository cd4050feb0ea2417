"""Try two ways from the same point of a conversation at once, and keep the better one, in an event loop.

python sdk/examples/fork_and_compare_async.py ["the beginning" "one way" "the other way"]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import AppServerConfig, AsyncCodex

BEGINNING, *WAYS = (
    sys.argv[1:4]
    if len(sys.argv) > 3
    else ("We need a name for a library that folds events.", "Suggest a sober one.", "Suggest a funny one.")
)


async def main() -> None:
    async with AsyncCodex(AppServerConfig(concurrent_turns=True)) as codex:
        thread = await codex.thread_start()
        await thread.run(BEGINNING)
        forks = [await codex.thread_fork(thread.id) for _ in WAYS]
        results = await asyncio.gather(*(fork.run(way) for fork, way in zip(forks, WAYS, strict=True)))
        answers = [result.final_response or "" for result in results]
        for way, answer in zip(WAYS, answers, strict=True):
            print(f"{way}: {answer}")
        shortest = min(answers, key=len)
        for fork, answer in zip(forks, answers, strict=True):
            if answer != shortest:
                await codex.thread_archive(fork.id)
        print(f"Kept: {shortest}")


if __name__ == "__main__":
    asyncio.run(main())
