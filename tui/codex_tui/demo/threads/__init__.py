"""The threads of the demo, one module each; `ALL` is their order, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import archived, build, flaky, icon, notes, question, review, router, translation, trio, upgrade

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server.testing import ScriptedServer

ALL: tuple[Callable[[ScriptedServer], None], ...] = (
    archived.add,
    icon.add,
    review.add,
    question.add,
    trio.add,
    notes.add,
    build.add,
    translation.add,
    router.add,
    upgrade.add,
    flaky.add,
)
"""The functions that add the threads. The last four begin a turn; the last one's is the newest, on top."""
