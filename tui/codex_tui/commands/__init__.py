"""What the rows of the table of keys do. To add one: a row in `keys.py`, and an entry in a table here."""

from __future__ import annotations

from . import application, approval, composer, conversation, threads
from .base import Command

__all__ = ["COMMANDS", "Command"]

COMMANDS: dict[str, Command] = {
    **application.COMMANDS,
    **threads.COMMANDS,
    **conversation.COMMANDS,
    **composer.COMMANDS,
    **approval.COMMANDS,
}
"""By the row's id. A row that is not in it is carried out by its widget, whenever that is there."""
