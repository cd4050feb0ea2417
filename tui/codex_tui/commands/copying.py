"""Copying what the agent said, from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from ..screens.copying import copy, last_answer
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class CopyAnswer(Command):
    """Copy the newest answer as Markdown."""

    id = "answer.copy"
    title = "copy the last answer"
    where = Area.CONVERSATION
    keys = ("Y",)
    slash = "copy"

    def available(self, cockpit: Cockpit) -> bool:
        """When there is one."""
        return bool(last_answer(cockpit.thread))

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Put its Markdown on the clipboard."""
        copy(cockpit.app, last_answer(cockpit.thread), "the last answer")
