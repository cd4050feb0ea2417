"""The settings of a thread, in the words of the command line's options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .json_text import union_word
from .sanitise import sanitise_line

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

_SANDBOXES = {
    "readOnly": "read-only",
    "workspaceWrite": "workspace-write",
    "dangerFullAccess": "danger-full-access",
    "externalSandbox": "external-sandbox",
}


def sandbox_word(policy: v2.SandboxPolicy) -> str:
    """Return a sandbox's name on the command line, as `workspace-write`; `+network` if that is open."""
    kind = policy.type
    word = _SANDBOXES.get(kind, sanitise_line(kind))
    network = getattr(policy, "network_access", None)
    # A bool for Codex's own sandboxes, an enum for an external one; full access implies it.
    return f"{word} +network" if network is True or str(network) == "enabled" else word


def approval_word(policy: v2.AskForApproval) -> str:
    """Return an approval policy's name on the command line, as `on-request`; `granular` for one of parts."""
    return sanitise_line(union_word(policy))
