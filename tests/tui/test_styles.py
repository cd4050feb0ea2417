"""Where the style sheets are found."""

from __future__ import annotations

from codex_tui.styles import style_paths


def test_the_sheet_of_the_layout_comes_first_and_all_are_there() -> None:
    names = [path.name for path in style_paths()]
    assert names[0] == "app.tcss"
    assert names[1:] == sorted(names[1:])
    assert all(path.is_file() for path in style_paths())
