"""The settings of a thread, in the words of the command line's options."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from .json_text import union_word
from .sanitise import sanitise_line

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2


@dataclass(frozen=True)
class ThreadSettings:
    """Settings to ask the server for, as one value; None leaves one as it is.

    A permission profile and a sandbox exclude each other: the server takes one of them.
    """

    cwd: str | None = None
    model: str | None = None
    effort: str | None = None
    sandbox: str | None = None
    """`read-only`, `workspace-write` or `danger-full-access`."""
    approval_policy: str | None = None
    """`untrusted`, `on-request` or `never`."""
    profile: str | None = None
    """The id of a permission profile, as `:workspace`."""
    reviewer: str | None = None
    """Who answers approvals: `user` or `auto_review`."""
    mode: str | None = None
    """The collaboration mode: `plan` or `default`."""

    def over(self, below: ThreadSettings) -> ThreadSettings:
        """Return these settings, and where one is None that of `below`."""
        if self.sandbox is not None or self.profile is not None:
            below = replace(below, sandbox=None, profile=None)
        mine = {each.name: value for each in fields(self) if (value := getattr(self, each.name)) is not None}
        return replace(below, **mine)

    def where_still(self, now: ThreadSettings) -> ThreadSettings:
        """Return these settings without those of which a thread now has another value."""
        gone = {
            each.name: None
            for each in fields(self)
            if each.name != "cwd"
            and (mine := getattr(self, each.name)) is not None
            # The network is told behind the name of a sandbox.
            and (getattr(now, each.name) or "").partition(" ")[0] != mine
        }
        return replace(self, **gone)

    @property
    def named(self) -> dict[str, str]:
        """What is asked for, by name, without the directory; `read_settings` reads it."""
        return {
            each.name: value
            for each in fields(self)
            if each.name != "cwd" and (value := getattr(self, each.name)) is not None
        }

    def __bool__(self) -> bool:
        """Whether any setting is asked for, so that a request needs to carry some."""
        return self != _NOTHING


_NOTHING = ThreadSettings()


def read_settings(named: object) -> ThreadSettings:
    """Read settings by name; what is no setting, or one of a later version, is left out."""
    known = {each.name for each in fields(ThreadSettings)} - {"cwd"}
    found = named.items() if isinstance(named, dict) else ()
    return ThreadSettings(
        **{name: value for name, value in found if name in known and isinstance(value, str)}
    )


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


def profile_word(profile: v2.ActivePermissionProfile | None) -> str | None:
    """Return the id of a permission profile; None for settings that are those of none."""
    return None if profile is None else sanitise_line(profile.id)
