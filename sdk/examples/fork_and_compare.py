"""Try two ways from the same point of a conversation, and keep the better one.

python sdk/examples/fork_and_compare.py ["the beginning" "one way" "the other way"]
"""

from __future__ import annotations

import sys

from codex_app_server import Codex

BEGINNING, *WAYS = (
    sys.argv[1:4]
    if len(sys.argv) > 3
    else ("We need a name for a library that folds events.", "Suggest a sober one.", "Suggest a funny one.")
)


def main() -> None:
    with Codex() as codex:
        thread = codex.thread_start()
        thread.run(BEGINNING)
        answers = {}
        for way in WAYS:
            fork = codex.thread_fork(thread.id)
            answers[fork.id] = fork.run(way).final_response or ""
            print(f"{way}: {answers[fork.id]}")
        shortest = min(answers, key=lambda fork_id: len(answers[fork_id]))
        for fork_id in answers:
            if fork_id != shortest:
                codex.thread_archive(fork_id)
        print(f"Kept: {answers[shortest]}")


if __name__ == "__main__":
    main()
