"""Folds the events of the connection: logins, rate limits, MCP servers, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import NoticeLevel
from .limits import rate_limit
from .sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

    from .folding import Folding


def login_completed(folding: Folding, event: v2.AccountLoginCompletedNotification) -> None:
    """Fold `account/login/completed`."""
    folding.change.status = True
    if event.success:
        folding.change.notices.append("Signed in.")
    else:
        reason = sanitise_line(event.error or "the server gives no reason")
        folding.change.notices.append(f"Signing in failed: {reason}. Start it again to retry.")


def rate_limits_updated(folding: Folding, event: v2.AccountRateLimitsUpdatedNotification) -> None:
    """Fold `account/rateLimits/updated`; a snapshot without windows changes nothing."""
    limit = rate_limit(event.rate_limits)
    if limit is not None and limit != folding.store.rate_limit:
        folding.store.rate_limit = limit
        folding.change.status = True


def mcp_status(folding: Folding, event: v2.McpServerStatusUpdatedNotification) -> None:
    """Fold `mcpServer/startupStatus/updated`: only a failure is shown."""
    if str(event.status) != "failed":
        return
    reason = sanitise_line(event.error or str(event.failure_reason or "no reason given"))
    text = sanitise_line(f"The MCP server {event.name} did not start: ") + reason
    if event.thread_id is None:
        folding.store.warn(text, folding.change, about="MCP server")
    else:
        folding.warned("MCP server", text, thread_id=event.thread_id)
        item_id = f"mcp:{event.name}"
        folding.notice(event.thread_id, item_id, None, text, level=NoticeLevel.WARNING)


def mcp_login(folding: Folding, event: v2.McpServerOauthLoginCompletedNotification) -> None:
    """Fold `mcpServer/oauthLogin/completed`."""
    folding.change.mcp_logins.add(event.name)
    name = sanitise_line(event.name)
    if event.success:
        folding.change.notices.append(f"Signed in to the MCP server {name}.")
    else:
        reason = sanitise_line(event.error or "the server gives no reason")
        folding.change.notices.append(f"Signing in to the MCP server {name} failed: {reason}.")


def config_warning(folding: Folding, event: v2.ConfigWarningNotification) -> None:
    """Fold `configWarning`: it is kept. One that names a file is a mistake in it, and is told once too."""
    text, detail = sanitise(event.summary), sanitise(event.details or "")
    if event.path is None:
        folding.warned("configuration", text, detail=detail)
        return
    line = "" if event.range is None else f":{event.range.start.line}"
    text = f"{sanitise_line(f'{event.path}{line}')}: {text}"
    folding.store.warn(text, folding.change, about="configuration", detail=detail)


def deprecation(folding: Folding, event: v2.DeprecationNoticeNotification) -> None:
    """Fold `deprecationNotice`: it is kept, for a setting that will stop to work."""
    folding.warned("out of date", sanitise(event.summary), detail=sanitise(event.details or ""))


def gateway_login(folding: Folding, event: v2.GatewayOAuthChangedNotification) -> None:
    """Fold `account/gatewayOAuth/changed`."""
    folding.change.status = True
    if event.error:
        provider = sanitise_line(event.provider_id)
        folding.change.notices.append(f"Signing in to {provider} failed: {sanitise_line(event.error)}.")


def import_completed(folding: Folding, event: v2.ExternalAgentConfigImportCompletedNotification) -> None:
    """Fold `externalAgentConfig/import/completed`."""
    kinds = len(event.item_type_results)
    folding.change.notices.append(f"Importing another agent's settings is done ({kinds} kinds).")


def world_writable(folding: Folding, event: v2.WindowsWorldWritableWarningNotification) -> None:
    """Fold `windows/worldWritableWarning`."""
    paths = ", ".join(sanitise_line(path) for path in event.sample_paths)
    folding.store.warn(
        f"Anybody may write to {paths}; the sandbox cannot protect them.", folding.change, about="sandbox"
    )


def windows_sandbox(folding: Folding, event: v2.WindowsSandboxSetupCompletedNotification) -> None:
    """Fold `windowsSandbox/setupCompleted`."""
    if not event.success:
        reason = sanitise_line(event.error or "the server gives no reason")
        folding.store.warn(f"The sandbox could not be set up: {reason}.", folding.change, about="sandbox")
