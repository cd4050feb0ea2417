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
    rows.renew(["t"])
    assert rows.find("asyncio") == [row]
    assert rows.find("trio") == []


def test_rows_see_threads_that_come_go_and_change_their_order() -> None:
    threads = {name: thread(name, at) for name, at in (("a", 1), ("b", 2))}
    rows = Rows(threads)
    assert [row.id for row in rows.find()] == ["b", "a"]
    threads["a"].recency_at = 3
    rows.reorder()
    threads["c"] = thread("c", 2.5)
    assert [row.id for row in rows.find()] == ["a", "c", "b"]
    threads["c"].forked_from = "b"
    rows.reorder()
    assert [row.id for row in rows.find()] == ["a", "b", "c"]
    del threads["a"]
    rows.forget()
    threads["d"] = thread("d", 0)
    assert [row.id for row in rows.find()] == ["b", "c", "d"]
    threads["d"].archived = True
    rows.reorder()
    assert [row.id for row in rows.find(show_archived=True)] == ["b", "c", "d"]
    assert [row.id for row in rows.find()] == ["b", "c"]


def page(first: int, count: int = 100) -> list[ThreadState]:
    return [
        ThreadState(f"{n:05}", name=f"{'parsers' if n % 3 else 'widgets'} {n}", recency_at=100_000 - n)
        for n in range(first, first + count)
    ]


def appended(rows: Rows, threads: dict[str, ThreadState], new: list[ThreadState]) -> bool:
    threads.update((each.id, each) for each in new)
    return rows.append(new)


def test_a_page_of_older_threads_makes_the_lists_longer_without_a_new_order() -> None:
    threads: dict[str, ThreadState] = {}
    rows = Rows(threads)
    assert not appended(rows, threads, page(0))
    everything, found = rows.find(), rows.find("parsers")
    searched = rows.searched
    for first in range(100, 5000, 100):
        assert appended(rows, threads, page(first))
    assert rows.searched - searched == 4900
    assert rows.find("parsers") is found
    assert rows.find() is everything
    fresh = Rows(threads)
    assert (everything, found) == (fresh.find(), fresh.find("parsers"))


def test_a_further_letter_searches_among_what_the_ones_before_it_found() -> None:
    threads = {each.id: each for each in page(0, 3000)}
    rows = Rows(threads)
    counts = []
    for query in ("w", "wi", "wid", "wid 2", "wid 29", "wid 2"):
        before = rows.searched
        found = rows.find(query)
        counts.append(rows.searched - before)
        assert found == Rows(threads).find(query)
    assert counts[:3] == [3000, 1000, 1000]
    assert counts[3] == 2000
    assert counts[5] == 4000


def test_a_page_that_belongs_between_others_or_holds_a_fork_is_put_where_it_belongs() -> None:
    threads = {each.id: each for each in page(100)}
    rows = Rows(threads)
    rows.find()
    assert not appended(rows, threads, page(0))
    assert [row.id for row in rows.find()][:2] == ["00000", "00001"]
    fork = ThreadState("fork", recency_at=1, forked_from="00001")
    assert not appended(rows, threads, [fork])
    assert [row.id for row in rows.find()][:3] == ["00000", "00001", "fork"]
    assert not appended(rows, threads, page(300))
    assert rows.find() == Rows(threads).find()


def test_a_page_of_this_directory_comes_before_the_others() -> None:
    threads = {each.id: each for each in page(0)}
    rows = Rows(threads)
    assert len(rows.find(directory="/here")) == 100
    new = page(100)
    new[7].directory = "/here"
    assert appended(rows, threads, new)
    assert rows.find(directory="/here") == [
        new[7],
        *(each for each in threads.values() if each is not new[7]),
    ]
    new = page(200)
    assert appended(rows, threads, new)
    assert rows.find(directory="/here")[200:] == new
    new = page(300)
    new[0].directory = "/here/below"
    assert appended(rows, threads, new)
    found = rows.find("widgets", directory="/here")
    assert found == directory_first("/here", Rows(threads).find("widgets"))
    assert found[0] is new[0]


def test_what_is_archived_or_of_a_sub_agent_does_not_come_with_a_page() -> None:
    threads = {each.id: each for each in page(0)}
    rows = Rows(threads)
    rows.find()
    new = page(100, 3)
    new[0].archived = new[1].sub_agent = True
    assert appended(rows, threads, new)
    assert rows.find()[100:] == [new[2]]
    assert rows.find(show_archived=True)[100:] == [new[0], new[2]]
