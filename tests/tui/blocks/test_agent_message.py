"""A flood of a message is drawn in parts, so that no key waits for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_tui.blocks import View, block_of, render
from codex_tui.blocks.agent_message import A_FRAME
from codex_tui.blocks.markdown.parse import parser
from codex_tui.state.items import AgentMessage, GrowingText, ItemStatus

if TYPE_CHECKING:
    import pytest

_PART = "Some *words* of an answer, and `code`.\n\n- one\n- two\n\n```python\nx = 1\n```\n\n"


def test_a_flood_is_drawn_a_part_at_a_time_and_comes_out_the_same() -> None:
    item = AgentMessage("a", "t", text=GrowingText("It begins.\n\n"))
    drawing = block_of(item).drawing(View(80))
    assert not drawing.draw(item).unfinished
    item.text.append(_PART * (5 * A_FRAME // len(_PART)))
    item.status = ItemStatus.COMPLETED
    drawings, lines, drawn = 0, 0, drawing.draw(item)
    while drawn.unfinished:
        assert len(drawn.lines) > lines
        drawings, lines, drawn = drawings + 1, len(drawn.lines), drawing.draw(item)
    assert 4 <= drawings <= 6
    assert drawn.lines == render(item, 80)


def test_a_message_of_the_history_is_drawn_at_once() -> None:
    item = AgentMessage("a", "t", text=GrowingText(_PART * 1000), status=ItemStatus.COMPLETED)
    assert not block_of(item).drawing(View(80)).draw(item).unfinished


def test_a_message_of_the_history_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    parse = parser().parse

    def counted(text: str, env: Any = None) -> Any:
        parsed.append(len(text))
        return parse(text, env)

    monkeypatch.setattr(parser(), "parse", counted)
    item = AgentMessage("a", "t", text=GrowingText(_PART * 3), status=ItemStatus.COMPLETED)
    drawn = block_of(item).drawing(View(80)).draw(item)
    assert parsed == [3 * len(_PART)]
    assert drawn.lines == render(item, 80)
