"""The ids of a scripted server."""

from __future__ import annotations

import itertools
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._scheduler import ScriptClock


class Ids:
    """Generates ids, which are the same in each run."""

    def __init__(self, clock: ScriptClock) -> None:
        self._clock = clock
        self._uuids = itertools.count(1)
        self._items = itertools.count(1)

    def uuid(self) -> str:
        """Return an id of a thread, a turn or a message: a UUID of version 7 without its randomness."""
        self._clock.tick()
        number = (self._clock.now_ms() << 80) | (7 << 76) | (2 << 62) | next(self._uuids)
        return str(uuid.UUID(int=number & ((1 << 128) - 1)))

    def item(self, prefix: str) -> str:
        """Return an id of an item, such as `call_3_0`."""
        return f"{prefix}_{next(self._items)}_0"
