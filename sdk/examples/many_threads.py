"""Ask several questions at once, each on a thread of its own, over one server.

python sdk/examples/many_threads.py ["a question" ...]
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from codex_app_server import AppServerConfig, Codex

PROMPTS = sys.argv[1:] or ["Name a colour.", "Name a city.", "Name a river."]


def main() -> None:
    # Without this, following a second turn at the same time is an error.
    with Codex(AppServerConfig(concurrent_turns=True)) as codex:

        def ask(prompt: str) -> str:
            return codex.thread_start().run(prompt).final_response or "(nothing)"

        with ThreadPoolExecutor(max_workers=8) as pool:
            for prompt, answer in zip(PROMPTS, pool.map(ask, PROMPTS), strict=True):
                print(f"{prompt}: {answer}")


if __name__ == "__main__":
    main()
