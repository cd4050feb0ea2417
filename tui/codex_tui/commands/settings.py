"""The settings of the open conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from .conditions import Conditions


def _can_choose(now: Conditions) -> bool:
    return now.online and now.takes_settings


COMMANDS = {
    "thread.model": Command(
        lambda cockpit: cockpit.choosing.model(),
        _can_choose,
        run_with=lambda cockpit, words: cockpit.choosing.model(words),
        arguments=lambda cockpit, typed: cockpit.choosing.model_rows(typed),
    ),
    "thread.effort": Command(
        lambda cockpit: cockpit.choosing.effort(),
        _can_choose,
        run_with=lambda cockpit, words: cockpit.choosing.effort(words),
        arguments=lambda cockpit, typed: cockpit.choosing.effort_rows(typed),
    ),
    "thread.permissions": Command(
        lambda cockpit: cockpit.choosing.permissions(),
        _can_choose,
        run_with=lambda cockpit, words: cockpit.choosing.permissions(words),
        arguments=lambda cockpit, typed: cockpit.choosing.permission_rows(typed),
    ),
    "thread.plan": Command(lambda cockpit: cockpit.choosing.plan(), _can_choose),
}
