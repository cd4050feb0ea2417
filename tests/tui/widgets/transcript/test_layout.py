from __future__ import annotations

from codex_tui.widgets.transcript.layout import Heights
from hypothesis import given
from hypothesis import strategies as st

ROWS = st.lists(st.integers(0, 9), max_size=400)


@given(ROWS, ROWS)
def test_every_row_is_found_in_its_block(first: list[int], added: list[int]) -> None:
    heights = Heights(first)
    for rows in added:
        heights.append(rows)
    every = first + added
    places = [(index, row) for index, rows in enumerate(every) for row in range(rows)]
    assert heights.total == len(places)
    assert [heights.locate(row) for row in range(len(places))] == places
    assert heights.locate(len(places)) == (len(every), 0)


@given(ROWS.filter(bool), st.data())
def test_a_changed_height_moves_what_comes_after(rows: list[int], data: st.DataObject) -> None:
    heights = Heights(rows)
    index = data.draw(st.integers(0, len(rows) - 1))
    rows[index] = data.draw(st.integers(0, 50))
    heights[index] = rows[index]
    assert heights.total == sum(rows)
    assert [heights.top(place) for place in range(len(rows) + 1)] == [
        sum(rows[:place]) for place in range(len(rows) + 1)
    ]
