"""What there is to look at: the status of the open thread, use and limits, warnings."""

from __future__ import annotations

from .base import Command

COMMANDS = {
    "status.show": Command(lambda cockpit: cockpit.inspecting.status()),
    "usage.show": Command(lambda cockpit: cockpit.inspecting.usage()),
    "warnings.show": Command(lambda cockpit: cockpit.inspecting.warnings()),
}
