"""Drafts and prompts on disk, with one application and with two."""

from __future__ import annotations

import shutil
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

from codex_tui.disk.local_store import LocalStore
from codex_tui.disk.tables import KEPT_CHARACTERS
from codex_tui.state.forks import Fork
from codex_tui.state.prompt_history import KEPT
from hypothesis import given, settings
from hypothesis import strategies as st
from local_stores import drafts_on_disk, left_in, opened, prompts_on_disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def test_drafts_and_prompts_come_back_in_the_next_run(tmp_path: Path) -> None:
    with opened(tmp_path / "state") as first:
        first.store.set_draft("a", "half a thought\nin two lines")
        first.store.add_prompt("one", thread="a", cwd="/src")
        first.store.add_prompt("two", thread="", cwd="/other")
    assert left_in(tmp_path / "state") == ({"a": "half a thought\nin two lines"}, ["one", "two"])
    assert prompts_on_disk(tmp_path / "state") == [("/src", "one"), ("/other", "two")]


def test_what_is_saved_is_on_disk_while_the_application_runs(tmp_path: Path) -> None:
    with opened(tmp_path) as running:
        running.store.set_draft("a", "typed")
        running.store.save(wait=True)
        assert drafts_on_disk(tmp_path) == {"a": "typed"}
        running.store.set_draft("a", " \n")
        running.store.save(wait=True)
        assert drafts_on_disk(tmp_path) == {}


def test_a_draft_typed_before_the_database_was_read_stands_behind_the_one_that_was_left(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as first:
        first.store.set_draft("a", "left")
    late = LocalStore(tmp_path, home="/home/ada/.codex")
    late.set_draft("a", "typed")
    calls: list[Callable[[], None]] = []
    late.open(deliver=calls.append, loaded=late.take, told=lambda _: None)
    late.save(wait=True)
    for call in calls:
        call()
    late.close()
    assert late.draft("a") == "left\ntyped"
    assert left_in(tmp_path)[0] == {"a": "left\ntyped"}


def test_two_applications_keep_each_others_drafts_and_prompts(tmp_path: Path) -> None:
    with opened(tmp_path) as one:
        one.store.add_prompt("before", thread="a", cwd="/src")
        one.store.set_draft("a", "sent by the other")
        one.store.save(wait=True)
        with opened(tmp_path) as other:
            other.read()
            one.store.set_draft("b", "of the first")
            one.store.add_prompt("of one", thread="a", cwd="/src")
            one.store.save(wait=True)
            other.store.set_draft("c", "of the other")
            other.store.set_draft("a", "")
            other.store.add_prompt("of the other", thread="a", cwd="/src")
            other.store.save(wait=True)
            one.store.set_draft("d", "late")
    drafts, prompts = left_in(tmp_path)
    assert drafts == {"b": "of the first", "c": "of the other", "d": "late"}
    assert prompts == ["before", "of one", "of the other"]


def test_two_applications_that_go_on_from_one_draft_keep_both(tmp_path: Path) -> None:
    with opened(tmp_path) as before:
        before.store.set_draft("a", "begun")
    with opened(tmp_path) as one, opened(tmp_path) as other:
        one.read().store.set_draft("a", "begun, and ended by one")
        other.read().store.set_draft("a", "begun, and ended by the other")
        one.store.save(wait=True)
        other.store.save(wait=True)
        one.store.set_draft("a", "begun, and ended well by one")
    text = left_in(tmp_path)[0]["a"]
    assert sorted(text.split("\n")) == ["begun, and ended by the other", "begun, and ended well by one"]
    with opened(tmp_path) as after:
        after.read().store.set_draft("a", "sent")
        after.store.set_draft("a", "")
    assert left_in(tmp_path)[0] == {}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([0, 1]), st.sampled_from(["a", "b"]), st.sampled_from(["", "x", "y", "z"])),
        max_size=12,
    )
)
def test_each_of_two_applications_finds_its_last_text_again_whatever_they_type(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, str]]
) -> None:
    directory = tmp_path_factory.mktemp("state")
    last: dict[tuple[int, str], str] = {}
    with opened(directory) as one, opened(directory) as other:
        both = (one.read(), other.read())
        for who, thread, text in steps:
            mine = f"{text} of {who}" if text else ""
            both[who].store.set_draft(thread, mine)
            both[who].store.save(wait=True)
            last[who, thread] = mine
    drafts, _ = left_in(directory)
    found = {(thread, line) for thread, text in drafts.items() for line in text.split("\n")}
    assert found == {(thread, text) for (_, thread), text in last.items() if text}
    shutil.rmtree(directory)


def test_homes_of_the_server_do_not_see_each_others_texts(tmp_path: Path) -> None:
    with opened(tmp_path, "/home/ada/.codex") as private:
        private.store.set_draft("new in /src", "private")
        private.store.add_prompt("private", thread="", cwd="/src")
    with opened(tmp_path, "/home/ada/.codex-work") as work:
        work.read().store.set_draft("new in /src", "work")
    assert left_in(tmp_path, "/home/ada/.codex") == ({"new in /src": "private"}, ["private"])
    assert left_in(tmp_path, "/home/ada/.codex-work") == ({"new in /src": "work"}, [])


def test_the_prompt_history_does_not_grow_for_ever_nor_repeat_itself(tmp_path: Path) -> None:
    with opened(tmp_path) as first:
        for number in range(KEPT):
            first.store.add_prompt(str(number), thread="a", cwd="/src")
    with opened(tmp_path) as second:
        for text in (str(KEPT - 1), "new", "new", "newer"):
            second.read().store.add_prompt(text, thread="a", cwd="/src")
    assert left_in(tmp_path)[1] == [*map(str, range(2, KEPT)), "new", "newer"]
    assert len(prompts_on_disk(tmp_path)) == KEPT


def test_the_prompt_history_is_bounded_by_its_characters_too(tmp_path: Path) -> None:
    log = "x" * (KEPT_CHARACTERS // 2)
    with opened(tmp_path) as first:
        for text in (f"1{log[1:]}", f"2{log[1:]}", f"3{log[1:]}"):
            first.store.add_prompt(text, thread="a", cwd="/src")
    assert [text[0] for text in left_in(tmp_path)[1]] == ["2", "3"]
    with opened(tmp_path) as second:
        second.store.add_prompt(f"4{2 * log}", thread="a", cwd="/src")
    assert [text[0] for text in left_in(tmp_path)[1]] == ["4"]


def test_forks_are_there_after_a_restart_until_they_are_forgotten(tmp_path: Path) -> None:
    fork = Fork("fork", "parent", "turn", 3, "the parent", "the \ud800 fork", "/src", 5.0)
    with opened(tmp_path) as first:
        first.store.set_fork("fork", fork)
        first.store.set_fork("other", replace(fork, thread="other", begun=True))
    with opened(tmp_path) as second:
        kept = replace(fork, title="the \ufffd fork")
        assert second.read().store.forks == {
            "fork": kept,
            "other": replace(kept, thread="other", begun=True),
        }
        second.store.set_fork("other", None)
    with opened(tmp_path) as third:
        assert third.read().store.forks == {"fork": kept}
    with opened(tmp_path, home="/home/grace/.codex") as elsewhere:
        assert elsewhere.read().store.forks == {}


def test_files_and_directory_are_for_their_owner_only(tmp_path: Path) -> None:
    directory = tmp_path / "state"
    directory.mkdir(mode=0o755)
    (directory / "state.db").touch(mode=0o644)
    with opened(directory) as store:
        store.store.set_draft("a", "secret")
        store.store.save(wait=True)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}
        assert modes == {"state.db": 0o600, "state.db-wal": 0o600, "state.db-shm": 0o600}
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_a_database_that_is_deleted_while_the_application_runs_is_made_anew(tmp_path: Path) -> None:
    directory = tmp_path / "state"
    with opened(directory) as store:
        store.read().store.set_draft("a", "before")
        store.store.add_prompt("sent before", thread="a", cwd="/src")
        store.store.save(wait=True)
        shutil.rmtree(directory)
        store.store.set_draft("b", "after")
        store.store.save(wait=True)
        assert store.told == []
    assert left_in(directory) == ({"a": "before", "b": "after"}, ["sent before"])


def test_without_a_directory_nothing_is_written_and_everything_is_there() -> None:
    store = LocalStore(prompts=["earlier"])
    store.set_draft("a", "text")
    store.save(wait=True)
    store.close()
    assert (store.loaded, store.draft("a"), store.prompts) == (True, "text", ("earlier",))


def test_half_of_a_surrogate_pair_is_replaced_as_the_composer_does(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.store.set_draft("a", "x\ud800y\x00z")
    assert left_in(tmp_path)[0] == {"a": "x\ufffdy\x00z"}
