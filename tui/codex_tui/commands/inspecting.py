"""What there is to look at: the status of the open thread, use and limits, warnings, what the server has."""

from __future__ import annotations

from .base import Command

COMMANDS = {
    "status.show": Command(lambda cockpit: cockpit.inspecting.status()),
    "usage.show": Command(lambda cockpit: cockpit.inspecting.usage()),
    "warnings.show": Command(lambda cockpit: cockpit.inspecting.warnings()),
    "skills.show": Command(lambda cockpit: cockpit.server_lists.skills()),
    "mcp.show": Command(lambda cockpit: cockpit.server_lists.mcp()),
    "hooks.show": Command(lambda cockpit: cockpit.server_lists.hooks()),
    "rules.show": Command(lambda cockpit: cockpit.server_lists.rules()),
}
