"""The file of earlier versions is taken over once."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from codex_tui.disk.database import NOTEBOOK
from local_stores import left_in, opened, prompts_on_disk

if TYPE_CHECKING:
    from pathlib import Path

DRAFTS = {"a": "half a thought", "new in /src": "x\ud800y", "blank": "  "}
PROMPTS = ["one", "again", "two", "again", "again"]
FOUND = ({"a": "half a thought", "new in /src": "x\ufffdy"}, ["one", "again", "two", "again"])


def write_notebook(directory: Path, drafts: object = DRAFTS, prompts: object = PROMPTS) -> bytes:
    directory.mkdir(exist_ok=True)
    content = json.dumps({"format": 1, "drafts": drafts, "prompts": prompts}).encode()
    (directory / NOTEBOOK).write_bytes(content)
    return content


def test_it_is_taken_over_renamed_and_said(tmp_path: Path) -> None:
    content = write_notebook(tmp_path)
    with opened(tmp_path) as store:
        store.read()
        assert (dict(store.store.drafts), list(store.store.prompts)) == FOUND
        (told,) = store.told
    aside = tmp_path / f"{NOTEBOOK}.taken-over"
    assert told.text == f"Drafts and prompts of {NOTEBOOK} were taken over. The file is now {aside}."
    assert not told.bad
    assert aside.read_bytes() == content
    assert not (tmp_path / NOTEBOOK).exists()
    assert left_in(tmp_path) == FOUND


def test_each_home_finds_what_it_held_because_it_knew_no_homes(tmp_path: Path) -> None:
    write_notebook(tmp_path)
    with opened(tmp_path, "/home/ada/.codex") as one:
        one.read().store.set_draft("a", "ended here")
    assert left_in(tmp_path, "/home/ada/.codex")[0]["a"] == "ended here"
    # It went on in the other home, so it is there no more.
    assert "a" not in left_in(tmp_path, "/home/ada/.codex-work")[0]
    assert left_in(tmp_path, "/home/ada/.codex-work")[1] == FOUND[1]


def test_two_applications_that_start_at_once_take_it_over_once(tmp_path: Path) -> None:
    for number in range(5):
        directory = tmp_path / str(number)
        write_notebook(directory)
        together = threading.Barrier(4)
        told: list[str] = []

        def run(
            directory: Path = directory, together: threading.Barrier = together, told: list[str] = told
        ) -> None:
            together.wait()
            with opened(directory) as store:
                told += store.read().texts

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert left_in(directory) == FOUND
        assert len(prompts_on_disk(directory)) == len(FOUND[1])
        assert len(told) == 1, told


def test_one_that_could_not_be_renamed_is_not_taken_over_again(tmp_path: Path) -> None:
    content = write_notebook(tmp_path)
    with opened(tmp_path) as first:
        first.read().store.set_draft("a", "")
    # As if the first run had been killed between the two.
    (tmp_path / NOTEBOOK).write_bytes(content)
    with opened(tmp_path) as second:
        assert second.read().texts == []
    assert left_in(tmp_path) == ({"new in /src": "x\ufffdy"}, FOUND[1])
    assert sorted(path.name for path in tmp_path.glob(f"{NOTEBOOK}*")) == [
        f"{NOTEBOOK}.taken-over",
        f"{NOTEBOOK}.taken-over-2",
    ]


def test_one_that_an_older_version_has_written_since_is_taken_over_too(tmp_path: Path) -> None:
    write_notebook(tmp_path)
    with opened(tmp_path) as first:
        first.read()
    write_notebook(tmp_path, {"b": "typed in the older one"}, ["sent by it"])
    drafts, prompts = left_in(tmp_path)
    assert drafts == {**FOUND[0], "b": "typed in the older one"}
    assert prompts == [*FOUND[1], "sent by it"]
