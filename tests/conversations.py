"""Conversations for tests of drawing, and helpers that return what a view shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_tui.state.ansi import AnsiReader
from codex_tui.state.items import AgentMessage, Command, GrowingText, Item, ItemStatus, UserMessage
from codex_tui.state.threads import ThreadState
from codex_tui.widgets.transcript.document import Document

if TYPE_CHECKING:
    import pytest
    from codex_tui.widgets.transcript.document import PaintedBlock
    from codex_tui.widgets.transcript.pager import PagerView
    from codex_tui.widgets.transcript.view import TranscriptView
    from textual.pilot import Pilot

DONE = ItemStatus.COMPLETED


def command(number: int, lines: int = 3, **facts: Any) -> Command:
    reader = AnsiReader()
    reader.feed("".join(f"{number}.{line}\n" for line in range(lines)))
    known: dict[str, Any] = {
        "status": DONE,
        "command": f"run {number}",
        "output": reader.finish(),
        "exit_code": 0,
    }
    return Command(f"c{number}", "t", **{**known, **facts})


def conversation(rounds: int) -> ThreadState:
    thread = ThreadState("t", name="Test", history_loaded=True)
    for number in range(rounds):
        words = f"answer {number} " + "and many more words to wrap " * (number % 7)
        thread.items += [
            UserMessage(f"u{number}", "t", status=DONE, text=f"prompt {number}"),
            command(number),
            AgentMessage(f"a{number}", "t", status=DONE, text=GrowingText(words)),
        ]
    return thread


def shown(view: TranscriptView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def item(thread: ThreadState, item_id: str) -> Item:
    found = thread.item(item_id)
    assert found is not None, f"there is no item {item_id}"
    return found


def append_text(thread: ThreadState, item_id: str, text: str) -> None:
    message = item(thread, item_id)
    assert isinstance(message, AgentMessage)
    message.text.append(text)
    message.revision += 1


def found(view: TranscriptView | PagerView) -> tuple[int, int]:
    """The number of the current match, from 1, and how many there are."""
    progress = view.finder.progress()
    return progress.position, progress.total


def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the items that are drawn from now on, each as often as it is."""
    drawn_ids: list[str] = []
    draw = Document._draw

    def noting(self: Document, block: PaintedBlock) -> None:
        drawn_ids.append(block.item.id)
        draw(self, block)

    monkeypatch.setattr(Document, "_draw", noting)
    return drawn_ids


async def drawn(pilot: Pilot[None], view: TranscriptView) -> None:
    """Wait until what was too much for one frame is drawn."""
    for _ in range(200):
        await pilot.pause()
        if view.window.pause is None:
            return
        await pilot.pause(0.01)
    raise AssertionError("The transcript still has something to draw.")
