from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.glyphs import ASCII
from codex_tui.widgets.pending_prompts_view import PendingPromptsView, PromptRow
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.anyio


@pytest.fixture
def prompts() -> PendingPromptsView:
    return PendingPromptsView(marks=ASCII)


def rows(prompts: PendingPromptsView) -> list[str]:
    return [prompts.render_line(y).text.rstrip() for y in range(prompts.size.height)]


async def test_there_is_no_room_taken_while_nothing_waits(
    stage: Callable[..., Stage], prompts: PendingPromptsView
) -> None:
    async with stage(prompts).run_test(size=(40, 12)) as pilot:
        assert not prompts.display
        prompts.show([PromptRow("go on", "sending")])
        await pilot.pause()
        assert rows(prompts) == ["  | go on                      sending", ""]
        prompts.show([])
        assert not prompts.display


async def test_long_prompts_and_many_are_cut_with_a_sign(
    stage: Callable[..., Stage], prompts: PendingPromptsView
) -> None:
    async with stage(prompts).run_test(size=(40, 12)) as pilot:
        many = [PromptRow(f"number {place}", "not read yet") for place in range(8)]
        prompts.show([PromptRow("a\x1b\nb\nc", "sending"), PromptRow("w" * 80, "sending"), *many])
        await pilot.pause()
        assert rows(prompts) == [
            "  | a␛                         sending",
            "  | b ~",
            "  | wwwwwwwwwwwwwwwwwwwwwww~   sending",
            "  | number 0              not read yet",
            "  | number 1              not read yet",
            "  | ~ 6 more",
            "",
        ]
