"""The commands of the table of keys. To add one: a row in `keys.py`, and an entry in a table here."""

from __future__ import annotations

from . import application, approval, composer, conversation, inspecting, preferences, settings, threads
from .base import Command

__all__ = ["COMMANDS", "Command"]

COMMANDS: dict[str, Command] = {
    **application.COMMANDS,
    **threads.COMMANDS,
    **settings.COMMANDS,
    **conversation.COMMANDS,
    **composer.COMMANDS,
    **approval.COMMANDS,
    **preferences.COMMANDS,
    **inspecting.COMMANDS,
}
"""By the row's id. A row without an entry is always available, and the widget of its area runs it."""
