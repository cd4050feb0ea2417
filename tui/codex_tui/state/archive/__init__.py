"""The items of conversations in a bounded memory: those used last as objects, all others packed.

`Items` is the list of a thread's items, `ItemsView` a copy of it to read, `Memory` the bound of all threads
together. The module `memory` has the figures.
"""

from __future__ import annotations

from .chunk import OUTLINED, PROMPT, TURN, WRONG
from .memory import Memory
from .sequence import Items
from .view import ItemsView

__all__ = ["OUTLINED", "PROMPT", "TURN", "WRONG", "Items", "ItemsView", "Memory"]
