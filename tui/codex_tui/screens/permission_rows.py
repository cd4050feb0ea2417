"""The rows of the list of permissions, and what each means; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.settings import ThreadSettings
from ..widgets.completion_rows import CompletionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..session.catalogue import ProfileChoice


@dataclass(frozen=True, slots=True)
class Permission:
    """One choice of a kind.

    `danger` says what can go wrong, and is asked about before it is taken; `note` is said when it was.
    """

    kind: str
    word: str
    hint: str
    danger: str = ""
    note: str = ""

    @property
    def settings(self) -> ThreadSettings:
        """The settings that it asks for."""
        if self.kind == "profile":
            return ThreadSettings(profile=self.word)
        if self.kind == "sandbox":
            return ThreadSettings(sandbox=self.word)
        if self.kind == "approval":
            return ThreadSettings(approval_policy=self.word)
        return ThreadSettings(reviewer=self.word)


_NO_SANDBOX = (
    "Without a sandbox each command may read, change and delete whatever you may, on the whole machine "
    "and on the network."
)
_NEVER_ASKS = (
    "The agent is not stopped by a question any more: what the sandbox allows is done at once, what it "
    "does not allow fails. Tools of MCP servers that may write fail too, unless there is no sandbox."
)
_PROFILES = {
    ":read-only": "reads, and asks for more",
    ":workspace": "writes in its directory",
    ":danger-full-access": "no sandbox",
}
# Short: beside their names there are 30 cells for them on a narrow screen.
_FIXED = (
    Permission("sandbox", "read-only", "reads, and writes nothing"),
    Permission("sandbox", "workspace-write", "writes in its directory"),
    Permission("sandbox", "danger-full-access", "does all that you may", _NO_SANDBOX),
    Permission("approval", "untrusted", "asks before most commands"),
    Permission("approval", "on-request", "asks for more than the sandbox allows"),
    Permission("approval", "never", "never asks", _NEVER_ASKS),
    Permission("reviewer", "user", "you answer what is asked"),
    Permission(
        "reviewer",
        "auto_review",
        "costs calls: a model answers",
        note="Each question costs calls of a model, and a provider without codex-auto-review denies all.",
    ),
)


def permissions(profiles: Sequence[ProfileChoice]) -> tuple[Permission, ...]:
    """Return all choices: the profiles that are allowed, then sandbox, approval and reviewer."""
    named = [
        Permission(
            "profile",
            each.id,
            each.description or _PROFILES.get(each.id, "a profile of the configuration"),
            _NO_SANDBOX if "danger" in each.id else "",
        )
        for each in profiles
        if each.allowed
    ]
    return (*named, *_FIXED)


def permission_rows(
    choices: Sequence[Permission], now: ThreadSettings, *, whole: bool = False
) -> list[CompletionRow]:
    """Return a row for each choice, first those that the thread has now."""
    rows = [(_is_now(each, now), each) for each in choices]
    return [
        CompletionRow(
            f"{each.kind} {each.word}",
            f"{each.kind} {each.word}",
            f"{'now: ' if current else ''}{'danger: ' if each.danger else ''}{each.hint}",
            whole=whole,
        )
        for current, each in sorted(rows, key=lambda pair: not pair[0])
    ]


def _is_now(permission: Permission, now: ThreadSettings) -> bool:
    has = {
        "profile": now.profile,
        "sandbox": now.sandbox,
        "approval": now.approval_policy,
        "reviewer": now.reviewer,
    }[permission.kind]
    # The network is told behind the name of a sandbox.
    return has is not None and has.partition(" ")[0] == permission.word


def permission_named(choices: Sequence[Permission], words: str) -> tuple[Permission, ...]:
    """Return the choices that words name: `approval never`, or `never` alone where one kind has it."""
    kind, _, word = words.partition(" ")
    if word:
        return tuple(each for each in choices if each.kind == kind and each.word == word.strip())
    return tuple(each for each in choices if each.word == words)
