"""Ask a question and print the answer.

python sdk/examples/quickstart.py ["a question"]
"""

from __future__ import annotations

import sys

from codex_app_server import Codex

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Say hello in one sentence."


def main() -> None:
    with Codex() as codex:
        print(f"Server {codex.metadata.server_info.version}")
        thread = codex.thread_start()
        result = thread.run(PROMPT)
        print(result.final_response)
        if result.usage is not None:
            print(f"{result.usage.last.total_tokens} tokens, {len(result.items)} items")


if __name__ == "__main__":
    main()
