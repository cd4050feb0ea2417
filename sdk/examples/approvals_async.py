"""Ask the user what the agent may do, while everything else goes on.

python sdk/examples/approvals_async.py ["a prompt that needs a command"]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import ApprovalRequest, AppServerConfig, AsyncCodex, CommandApproval, Decision

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Create the file hello.txt with a shell command."


async def decide(request: ApprovalRequest) -> Decision:
    """Answer the server. Cancelled when the request is resolved otherwise, such as by an interrupt."""
    what = f"run {request.command}" if isinstance(request, CommandApproval) else "change files"
    print(f"May it {what}? [y/N] ", flush=True)
    answer = await asyncio.to_thread(sys.stdin.readline)
    return Decision.ACCEPT if answer.strip().lower() == "y" else Decision.DECLINE


async def main() -> None:
    async with AsyncCodex(AppServerConfig(approval_handler=decide)) as codex:
        thread = await codex.thread_start(approval_policy="untrusted", sandbox="workspace-write")
        print((await thread.run(PROMPT)).final_response)


if __name__ == "__main__":
    asyncio.run(main())
