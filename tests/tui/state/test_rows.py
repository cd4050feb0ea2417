from __future__ import annotations

from codex_tui.state.rows import Rows, directory_first, ordered, within
from codex_tui.state.threads import ThreadState
from hypothesis import given
from hypothesis import strategies as st


def thread(name: str, at: float, forked_from: str | None = None) -> ThreadState:
    return ThreadState(name, name=name, recency_at=at, forked_from=forked_from)


def test_the_newest_is_first() -> None:
    rows = ordered([thread("old", 1), thread("new", 3), thread("mid", 2)])
    assert [row.id for row in rows] == ["new", "mid", "old"]


def test_forks_hang_under_their_parent_and_bring_it_up() -> None:
    rows = ordered(
        [thread("a", 1), thread("b", 5), thread("a1", 2, "a"), thread("a2", 9, "a"), thread("a2x", 3, "a2")]
    )
    assert [row.id for row in rows] == ["a", "a2", "a2x", "a1", "b"]


def test_a_fork_whose_parent_is_not_listed_stands_by_itself() -> None:
    rows = ordered([thread("fork", 1, "gone"), thread("b", 2)])
    assert [row.id for row in rows] == ["b", "fork"]


def located(name: str, directory: str, forked_from: str | None = None) -> ThreadState:
    return ThreadState(name, name=name, directory=directory, forked_from=forked_from)


def test_threads_of_this_directory_and_below_come_first_with_their_forks() -> None:
    rows = [
        located("other", "/src/application"),
        located("fork of other", "/src/app", "other"),
        located("here", "/src/app"),
        located("fork of here", "/elsewhere", "here"),
        located("below", "/src/app/tests"),
    ]
    first = directory_first("/src/app", rows)
    assert [row.id for row in first] == ["here", "fork of here", "below", "other", "fork of other"]


def test_of_other_directories_only_what_works_needs_the_person_or_is_open_is_left() -> None:
    works, open_one = located("works", "/b"), located("open", "/b")
    works.active_turn_id = "turn"
    rows = [works, located("idle", "/b"), open_one, located("here", "/a")]
    assert [row.id for row in within("/a", rows, besides="open")] == ["works", "open", "here"]


links = st.lists(st.tuples(st.integers(0, 9), st.floats(0, 9)), max_size=10)


@given(links)
def test_every_thread_is_listed_once_whatever_the_links_say(links: list[tuple[int, float]]) -> None:
    threads = [thread(str(number), at, str(parent)) for number, (parent, at) in enumerate(links)]
    rows = ordered(threads)
    assert sorted(row.id for row in rows) == sorted(each.id for each in threads)


def test_the_filter_reads_name_beginning_and_directory_in_any_case() -> None:
    row = ThreadState("t", name="Port to Trio", preview="please port", cwd="/src/Straße")
    rows = Rows({"t": row})
    assert [rows.find(query) for query in ("", "trio PLEASE", "STRASSE")] == [[row]] * 3
    assert rows.find("trio asyncio") == []
    row.name = "Port to asyncio"
    assert rows.find("asyncio") == [row]
    assert rows.find("trio") == []


def test_rows_see_threads_that_come_go_and_change_their_order() -> None:
    threads = {name: thread(name, at) for name, at in (("a", 1), ("b", 2))}
    rows = Rows(threads)
    assert [row.id for row in rows.find()] == ["b", "a"]
    threads["a"].recency_at = 3
    threads["c"] = thread("c", 2.5)
    assert [row.id for row in rows.find()] == ["a", "c", "b"]
    threads["c"].forked_from = "b"
    assert [row.id for row in rows.find()] == ["a", "b", "c"]
    del threads["a"]
    rows.forget()
    threads["d"] = thread("d", 0)
    assert [row.id for row in rows.find()] == ["b", "c", "d"]
    threads["d"].archived = True
    assert [row.id for row in rows.find(show_archived=True)] == ["b", "c", "d"]
    assert [row.id for row in rows.find()] == ["b", "c"]
