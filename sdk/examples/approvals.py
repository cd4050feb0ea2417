"""Approve or decline the agent's commands: here, only commands that read are allowed.

python sdk/examples/approvals.py ["a prompt that needs a command"]
"""

from __future__ import annotations

import sys

from codex_app_server import ApprovalRequest, AppServerConfig, Codex, CommandApproval, Decision

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Create the file hello.txt with a shell command."
READING = ("ls", "cat", "rg", "git status", "git diff")


def decide(request: ApprovalRequest) -> Decision:
    """Answer the server. This runs in a thread of its own and may block."""
    if isinstance(request, CommandApproval):
        print(f"It wants to run: {request.command}")
        wanted = " ".join(request.proposed_execpolicy_amendment or ())
        return Decision.ACCEPT if wanted.startswith(READING) else Decision.DECLINE
    print("It wants to change files.")
    return Decision.DECLINE


def main() -> None:
    with Codex(AppServerConfig(approval_handler=decide)) as codex:
        thread = codex.thread_start(approval_policy="untrusted", sandbox="workspace-write")
        print(thread.run(PROMPT).final_response)


if __name__ == "__main__":
    main()
