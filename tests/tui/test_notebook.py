"""Drafts and prompts on disk."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from codex_tui.notebook import Notebook
from codex_tui.state.prompt_history import KEPT, PromptHistory

if TYPE_CHECKING:
    from pathlib import Path


def test_drafts_and_prompts_come_back_in_the_next_run(tmp_path: Path) -> None:
    first = Notebook(tmp_path / "state" / "notebook.json")
    first.set_draft("a", "half a thought\nin two lines")
    first.set_prompts(["one", "two"])
    first.save()
    second = Notebook(tmp_path / "state" / "notebook.json")
    assert second.draft("a") == "half a thought\nin two lines"
    assert second.prompts == ["one", "two"]


def test_two_applications_keep_each_others_drafts_and_prompts(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    one = Notebook(path)
    one.set_prompts(["before"])
    one.set_draft("a", "sent by the other")
    one.save()
    other = Notebook(path)
    one.set_draft("b", "of the first")
    one.set_prompts(["before", "of one"])
    one.save()
    other.set_draft("c", "of the other")
    other.set_draft("a", "")
    other.set_prompts(["before", "of one", "of the other"])
    other.save()
    one.set_draft("d", "late")
    one.save()
    after = Notebook(path)
    assert after.drafts == {"b": "of the first", "c": "of the other", "d": "late"}
    assert after.prompts == ["before", "of one", "of the other"]
    assert PromptHistory(after.prompts).entries == tuple(after.prompts)


def test_the_prompt_history_on_disk_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    notebook = Notebook(path)
    notebook.set_prompts([str(number) for number in range(KEPT)])
    notebook.save()
    notebook.set_prompts([str(number) for number in range(2, KEPT + 2)])
    notebook.save()
    assert Notebook(path).prompts == [str(number) for number in range(2, KEPT + 2)]


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "state" / "notebook.json")
    notebook.set_draft("a", "secret")
    notebook.save()
    assert stat.S_IMODE((tmp_path / "state" / "notebook.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["notebook.json"]


def test_a_blank_draft_is_forgotten() -> None:
    notebook = Notebook()
    notebook.set_draft("a", "text")
    notebook.set_draft("a", "  \n")
    assert notebook.drafts == {}


def test_without_a_path_nothing_is_written() -> None:
    notebook = Notebook()
    notebook.set_draft("a", "text")
    notebook.save()
    assert notebook.trouble == ""


def test_a_broken_file_is_set_aside_and_the_start_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    path.write_text('{"drafts": [', encoding="utf-8")
    notebook = Notebook(path)
    assert notebook.drafts == {}
    assert "could not be read" in notebook.trouble
    assert (tmp_path / "notebook.broken").read_text(encoding="utf-8") == '{"drafts": ['
    notebook.set_draft("a", "text")
    notebook.save()
    assert Notebook(path).draft("a") == "text"


def test_a_file_of_another_shape_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    path.write_text("[1, 2]", encoding="utf-8")
    assert Notebook(path).drafts == {}
    assert (tmp_path / "notebook.broken").exists()


def test_a_directory_in_the_way_is_said_and_the_draft_stays_in_memory(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")
    notebook = Notebook(tmp_path / "in-the-way" / "notebook.json")
    notebook.set_draft("a", "text")
    notebook.save()
    assert "cannot be kept" in notebook.trouble
    assert notebook.draft("a") == "text"


def test_half_of_a_surrogate_pair_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    notebook = Notebook(path)
    notebook.set_draft("a", "x\ud800y")
    notebook.save()
    assert Notebook(path).draft("a") == "x\ud800y"
