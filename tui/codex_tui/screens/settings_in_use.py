"""The settings of the open conversation as far as they are known here; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ..state.settings import ThreadSettings

if TYPE_CHECKING:
    from ..session import Readiness
    from ..state.store import Store

_SANDBOX_OF_PROFILE = {
    ":read-only": "read-only",
    ":workspace": "workspace-write",
    ":danger-full-access": "danger-full-access",
}


class KnownSettings(Protocol):
    """The part of a session that knows what a new thread gets."""

    @property
    def readiness(self) -> Readiness:
        """What the server's config says."""
        ...

    def expected(self, cwd: str | None = None) -> ThreadSettings:
        """Return the settings that a new thread would get now, in a directory."""
        ...

    def settings_for(self, cwd: str) -> ThreadSettings:
        """Return the settings to request for a thread of a directory."""
        ...


def settings_in_use(store: Store, session: KnownSettings) -> ThreadSettings:
    """Return what was chosen here, over what the server has said, or for a new thread what it will get.

    A thread that is not loaded has what the command line asks for at its next turn, else what was last known
    here. None stands for what is not known: the server keeps no sandbox and no approval policy for it.
    """
    thread = store.open_thread
    if thread is None:
        expected, config = session.expected(store.ui.new.chosen.cwd), session.readiness
        known = ThreadSettings(model=config.model, effort=config.effort, mode="default")
        return _with_sandbox(store.ui.new.chosen.over(expected.over(known)))
    known = ThreadSettings(
        cwd=thread.directory or None,
        model=thread.model,
        effort=thread.effort,
        approval_policy=thread.approval_policy,
        reviewer=thread.reviewer,
        mode=thread.mode,
        sandbox=thread.sandbox,
        profile=thread.profile,
    )
    if not thread.loaded:
        known = session.settings_for(thread.directory).over(known)
    return _with_sandbox(thread.chosen.over(known) if thread.chosen_unsent else known)


def _with_sandbox(settings: ThreadSettings) -> ThreadSettings:
    """Name the sandbox of a profile of the server's own."""
    if settings.sandbox is not None or settings.profile is None:
        return settings
    sandbox = _SANDBOX_OF_PROFILE.get(settings.profile, f"profile {settings.profile}")
    return ThreadSettings(sandbox=sandbox, profile=settings.profile).over(settings)
