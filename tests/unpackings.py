"""The unpacking of chunks, seen from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_tui.state.archive import packing

if TYPE_CHECKING:
    import pytest
    from codex_tui.state.items import Item


def unpackings(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The packed chunks that were unpacked since this call, also those that will be."""
    seen: list[bytes] = []
    unpack = packing.unpack

    def note(data: bytes) -> list[Item]:
        seen.append(data)
        return unpack(data)

    monkeypatch.setattr(packing, "unpack", note)
    return seen
