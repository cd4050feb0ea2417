"""Chips: what is shown and what it stands for."""

from __future__ import annotations

from codex_tui.state.draft import Draft
from codex_tui.widgets.chips import LONG_LINE, Chips
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.tuples(st.text(max_size=20), st.text(min_size=1, max_size=30)), max_size=4), st.text())
def test_whatever_is_folded_the_whole_text_comes_back_with_its_folds(
    parts: list[tuple[str, str]], end: str
) -> None:
    text, folds = "", []
    for between, folded in parts:
        text += between
        folds.append((len(text), len(text) + len(folded)))
        text += folded
    draft = Draft(text + end, folds=tuple(folds))
    chips = Chips()
    assert chips.whole(chips.shown(draft)) == draft


def test_a_very_long_line_is_folded_and_the_lines_around_it_are_not() -> None:
    chips, text = Chips(), "before\n" + "x" * (LONG_LINE + 1) + "\nafter"
    shown = chips.shown(Draft(text))
    assert shown.split("\n")[::2] == ["before", "after"]
    assert len(shown) < 60
    assert chips.whole(shown).text == text


def test_images_are_named_by_file_and_size_and_each_path_is_one_of_its_own() -> None:
    chips = Chips()
    first, again, other = (
        chips.attach(path, 2_400_000) for path in ("/a/x[1].png", "/a/x[1].png", "/b/x[1].png")
    )
    assert first.replace("\N{NO-BREAK SPACE}", " ") == "[image x_1_.png 2 MB]"
    assert again == first
    assert other.replace("\N{NO-BREAK SPACE}", " ") == "[image x_1_.png 2 MB, #2]"
    assert [image.path for image in chips.images(f"{other} and {first} and {other}")] == [
        "/b/x[1].png",
        "/a/x[1].png",
    ]


def test_what_a_person_edited_elsewhere_is_folded_again_where_it_is_as_it_was() -> None:
    chips = Chips()
    kept, changed = chips.fold("kept\nlog"), chips.fold("other\nlog")
    shown = f"{kept} and {changed}"
    assert chips.folded_again("kept\nlog and other\nlog, edited", shown) == f"{kept} and {changed}, edited"
    assert chips.folded_again("kept\nlog and nothing", shown) == f"{kept} and nothing"
