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

    def expected(self) -> ThreadSettings:
        """Return the settings that a new thread would get now."""
        ...


def settings_in_use(store: Store, session: KnownSettings) -> ThreadSettings:
    """Return what was chosen here, over what the server has said, or for a new thread what it will get.

    None stands for what is not known: the permissions of a thread that has not run here.
    """
    thread = store.open_thread
    if thread is None:
        expected, config = session.expected(), session.readiness
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
    return _with_sandbox(thread.chosen.over(known) if thread.chosen_unsent else known)


def _with_sandbox(settings: ThreadSettings) -> ThreadSettings:
    """Name the sandbox of a profile of the server's own."""
    if settings.sandbox is not None or settings.profile is None:
        return settings
    sandbox = _SANDBOX_OF_PROFILE.get(settings.profile, f"profile {settings.profile}")
    return ThreadSettings(sandbox=sandbox, profile=settings.profile).over(settings)
