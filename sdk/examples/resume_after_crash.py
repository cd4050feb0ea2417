"""Continue a thread after its server died in the middle of a turn.

python sdk/examples/resume_after_crash.py ["a prompt" "what to say after a crash"]
"""

from __future__ import annotations

import sys

from codex_app_server import Codex, ServerDiedError

PROMPT, GO_ON = sys.argv[1:3] if len(sys.argv) > 2 else ("Which files are here?", "Go on where you stopped.")


def run(prompt: str, thread_id: str | None = None, attempts: int = 3) -> None:
    """Run a prompt to its end, over as many servers as it takes."""
    try:
        # A client cannot be used after its server died, so each attempt creates a new one.
        with Codex() as codex:
            thread = codex.thread_start() if thread_id is None else codex.thread_resume(thread_id)
            thread_id = thread.id
            print(thread.run(prompt).final_response)
            statuses = [turn.status.value for turn in thread.turns(items_view="notLoaded")]
            print(f"The turns of the thread: {', '.join(statuses)}")
    except ServerDiedError as error:
        if thread_id is None or attempts == 1:
            raise
        # The thread has everything that was completed before.
        print(f"The server died of signal {error.signal}, its thread did not.")
        run(GO_ON, thread_id, attempts - 1)


if __name__ == "__main__":
    run(PROMPT)
