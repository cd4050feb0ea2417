"""Ids are found by eight bytes each, however many there are."""

from __future__ import annotations

import pytest
from codex_tui.state import ids as module
from codex_tui.state.ids import Ids
from codex_tui.state.items import Item


def items(first: int, count: int) -> list[Item]:
    return [Item(f"i{number}", "t") for number in range(first, first + count)]


@pytest.mark.parametrize("longest", [64, 65_536])
def test_each_id_leads_to_its_chunk(monkeypatch: pytest.MonkeyPatch, longest: int) -> None:
    monkeypatch.setattr(module, "_LONGEST_RUN", longest)
    ids, serials = Ids(), dict[str, int]()
    for first in range(0, 1000, 10):
        chunk = items(first, 10)
        serial = ids.add(chunk)
        serials |= {item.id: serial for item in chunk}
    assert len(set(serials.values())) == 100
    assert all(list(ids.serials(item_id)) == [serial] for item_id, serial in serials.items())
    assert list(ids.serials("nobody")) == []
    assert max(map(len, ids._runs)) <= longest
    assert sum(map(len, ids._runs)) == 1000


def test_runs_are_few_and_bounded() -> None:
    ids = Ids()
    for first in range(0, 20_000, 100):
        ids.add(items(first, 100))
    assert len(ids._runs) < 12


def test_an_id_that_moved_to_another_chunk_leads_to_both() -> None:
    ids = Ids()
    assert [ids.add(items(0, 5)), ids.add(items(3, 5))] == sorted(ids.serials("i4"))


def test_only_the_very_item_is_forgotten() -> None:
    ids = Ids()
    first, second = items(0, 1)[0], items(0, 1)[0]
    ids.awake[first.id] = second
    ids.forget([first])
    assert ids.awake == {"i0": second}
    ids.forget([second])
    assert ids.awake == {}
