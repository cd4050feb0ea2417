"""The methods about the settings of a thread, and what they can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._wire import invalid
from .records import FULL_ACCESS, READ_ONLY, WORKSPACE_WRITE

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._connection import Call, Connection
    from ._wire import JsonObject
    from .records import StoredThread

PROFILES = {":read-only": READ_ONLY, ":workspace": WORKSPACE_WRITE, ":danger-full-access": FULL_ACCESS}
"""The permission profiles that the server has by itself, and the sandboxes that they are."""


def mode_and_profile(call: Call) -> JsonObject:
    """Return the settings of a collaboration mode and of a permission profile, as fields of a thread.

    Raises `RpcError` for a profile that there is not.
    """
    settings: JsonObject = {}
    if call.params.has("permissions"):
        profile = call.params.text("permissions")
        if profile not in PROFILES:
            unknown = f"default_permissions refers to unknown built-in profile `{profile}`"
            raise invalid(f"failed to load configuration: {unknown}")
        settings.update(profile=profile, sandbox=dict(PROFILES[profile]))
    elif isinstance(call.params.raw.get("sandboxPolicy"), dict):
        settings["profile"] = None
    mode = call.params.raw.get("collaborationMode")
    if isinstance(mode, dict):
        settings["mode"] = str(mode.get("mode"))
        inner = mode.get("settings")
        if isinstance(inner, dict):
            settings.update(model=str(inner.get("model")), effort=inner.get("reasoning_effort"))
    return settings


def settings_updated(connection: Connection, thread: StoredThread) -> None:
    """Send `thread/settings/updated` with all settings of a thread."""
    profile = None if thread.profile is None else {"id": thread.profile, "extends": None}
    mode = {
        "mode": thread.mode,
        "settings": {
            "model": thread.model,
            "reasoning_effort": thread.effort,
            "developer_instructions": None,
        },
    }
    settings: JsonObject = {
        "activePermissionProfile": profile,
        "approvalPolicy": thread.approval_policy,
        "approvalsReviewer": thread.approvals_reviewer,
        "collaborationMode": mode,
        "cwd": thread.cwd,
        "disabledPluginIds": [],
        "effort": thread.effort,
        "model": thread.model,
        "modelProvider": thread.model_provider,
        "multiAgentMode": "explicitRequestOnly",
        "personality": thread.personality,
        "sandboxPolicy": thread.sandbox,
        "serviceTier": thread.service_tier,
        "summary": None,
    }
    connection.notify("thread/settings/updated", {"threadId": thread.id, "threadSettings": settings})


def _profiles(call: Call) -> None:
    data = [{"id": name, "description": None, "allowed": True} for name in PROFILES]
    call.reply({"data": data, "nextCursor": None})


def _modes(call: Call) -> None:
    plan = {"name": "Plan", "mode": "plan", "model": None, "reasoning_effort": "medium"}
    default = {"name": "Default", "mode": "default", "model": None, "reasoning_effort": None}
    call.reply({"data": [plan, default]})


SETTINGS_METHODS: dict[str, Callable[[Call], None]] = {
    "permissionProfile/list": _profiles,
    "collaborationMode/list": _modes,
}
