"""The open thread without a widget: history that comes as it is needed, and readers who come back."""

from __future__ import annotations

from codex_tui.blocks.query import Query
from codex_tui.state.archive.chunk import PROMPT, WRONG
from codex_tui.state.items import Item, UserMessage
from codex_tui.state.threads import ThreadState
from codex_tui.widgets.transcript.open_thread import Older, OpenThread
from codex_tui.widgets.transcript.roles import ROLE_STYLES
from codex_tui.widgets.transcript.window import BlockWindow
from conversations import DONE, append_text, command, conversation
from rich.style import Style

SIZE = (60, 20)
PLAIN = dict.fromkeys(ROLE_STYLES, Style())


def opened(thread: ThreadState | None = None) -> tuple[OpenThread, BlockWindow]:
    window = BlockWindow(PLAIN.copy, ascii_only=False)
    window.fit(*SIZE)
    reader = OpenThread(window)
    reader.show(thread, keep_scroll=True)
    return reader, window


def paged(rounds: int) -> ThreadState:
    thread = conversation(rounds)
    thread.older = "a page"
    return thread


def older(count: int) -> list[Item]:
    return [UserMessage(f"old{number}", "o", status=DONE, text="old") for number in range(count)]


def top_id(window: BlockWindow) -> str | None:
    return window.document.id_at(window.viewport.top.block)


def test_a_page_is_wanted_once_and_before_the_reader_comes_to_where_it_ends() -> None:
    reader, window = opened(paged(100))
    assert reader.take_wanted() is None
    while reader.take_wanted() is None:
        assert window.viewport.first_row > 0
        window.viewport.scroll_pages(-1)
    assert window.viewport.first_row > window.viewport.height
    window.viewport.scroll_pages(-1)
    assert reader.take_wanted() is None


def test_a_jump_upwards_goes_on_when_the_history_has_come() -> None:
    thread = paged(0)
    thread.items += [command(number) for number in range(40)]
    reader, window = opened(thread)
    window.viewport.scroll_by(-15)
    reader.take_wanted()
    reader.jump(-1, PROMPT)
    assert reader.take_wanted() is Older.PAGE
    assert window.cursor.item is None
    thread.items[:0] = older(90)
    reader.update((), structure=True)
    assert window.cursor.item_id == "old89"


def test_all_of_the_history_is_wanted_for_its_beginning_and_for_a_search() -> None:
    thread = paged(30)
    reader, window = opened(thread)
    reader.to_start()
    assert reader.take_wanted() is Older.ALL
    thread.items[:0] = older(40)
    thread.older = None
    reader.update((), structure=True)
    assert (window.cursor.item_id, window.viewport.first_row) == ("old0", 0)
    reader.find(Query("prompt 3"))
    assert reader.take_wanted() is Older.ALL
    reader.find(None)
    assert reader.take_wanted() is None


def test_an_error_that_is_not_there_moves_nobody() -> None:
    reader, window = opened(conversation(9))
    first = window.viewport.first_row
    reader.jump(-1, WRONG)
    reader.jump(1, WRONG)
    assert (window.viewport.first_row, reader.take_wanted()) == (first, None)


def test_a_reader_comes_back_to_where_they_were_though_the_history_is_read_again() -> None:
    thread = conversation(90)
    reader, window = opened(thread)
    window.viewport.scroll_by(-150)
    place, row = top_id(window), window.viewport.top.row
    reader.show(ThreadState("other", history_loaded=True), keep_scroll=True)
    known = list(thread.items)
    again = paged(0)
    again.items += known[-30:]
    reader.show(again, keep_scroll=True)
    assert window.viewport.follows
    again.items[:0] = known[:-30]
    again.older = None
    reader.update((), structure=True)
    assert (top_id(window), window.viewport.top.row) == (place, row)
    assert not window.viewport.follows


def test_a_reader_who_goes_somewhere_is_not_taken_back() -> None:
    thread = conversation(90)
    reader, window = opened(thread)
    window.viewport.scroll_by(-150)
    reader.show(None, keep_scroll=True)
    known = list(thread.items)
    again = paged(0)
    again.items += known[-30:]
    reader.show(again, keep_scroll=True)
    window.viewport.scroll_by(-5)
    reader.moved()
    read = top_id(window)
    again.items[:0] = known[:-30]
    reader.update((), structure=True)
    assert top_id(window) == read


def test_only_rows_that_changed_are_painted_and_what_is_new_below_is_counted() -> None:
    thread = conversation(40)
    reader, window = opened(thread)
    append_text(thread, "a39", "more")
    rows = reader.update(["a39"], structure=False)
    assert rows is not None
    assert sum(map(len, rows)) < 6
    window.viewport.scroll_pages(-2)
    thread.items.append(command(99))
    reader.update((), structure=True)
    assert window.new_below.count == 1
    window.viewport.go_to_end()
    reader.moved()
    assert window.new_below.count == 0
