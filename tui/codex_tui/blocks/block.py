"""The base of the renderers of blocks: an item in, lines out, for one width and one degree of detail."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ..glyphs import UNICODE, Glyphs
from ..state.items import ReadOnlyItem

if TYPE_CHECKING:
    from .line import Line

PROSE_WIDTH = 100
"""Cells of the widest line of prose, however wide the pane is: longer lines are hard to read."""

ItemT = TypeVar("ItemT", bound=ReadOnlyItem)
ItemT_contra = TypeVar("ItemT_contra", bound=ReadOnlyItem, contravariant=True)


class Detail(Enum):
    """How much of a block is shown: its head line, a part (the last lines of an output), everything."""

    HEAD = "head"
    PART = "part"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class View:
    """What a block is drawn for: the width in cells, how much to show, and the glyphs.

    `cwd` is the working directory of the thread: paths below it are shown without it.
    """

    width: int
    detail: Detail = Detail.FULL
    glyphs: Glyphs = UNICODE
    cwd: str = ""

    @property
    def prose(self) -> int:
        """The width in cells of prose and head lines."""
        return min(self.width, PROSE_WIDTH)

    def path(self, path: str) -> str:
        """Return a path as it is shown: without `cwd` in front."""
        root = self.cwd.rstrip("/") + "/"
        return path[len(root) :] if self.cwd and path.startswith(root) and path != root else path


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines, of which the first `stable` are the very same as in the drawing before.

    `unfinished` says that there is more to draw, which one frame has no time for.
    """

    lines: list[Line]
    stable: int = 0
    unfinished: bool = False


class Drawing(Protocol[ItemT_contra]):
    """A drawing of one item in one view that is kept while the item grows."""

    def draw(self, item: ItemT_contra) -> Drawn:
        """Draw the item as it is now."""


class Block(ABC, Generic[ItemT]):
    """Base of the renderers. One instance draws all items of its class; it keeps nothing about them."""

    prose: bool = False
    """Whether a blank line always comes before and after it; else one-line blocks stay together."""

    joined: bool = False
    """Whether the next block comes right below: both are parts of one thing."""

    kind: str = ""
    """The name of what it draws in the setting of what unfolds; empty for blocks that it does not name."""

    markup: bool = False
    """Whether its text is Markdown: a search skips the signs, which are not drawn."""

    @abstractmethod
    def render(self, item: ItemT, view: View) -> list[Line]:
        """Return the lines of the item; none at all is allowed."""

    @abstractmethod
    def source(self, item: ItemT) -> str:
        """Return what copying the block gives: Markdown, the command with its output, the diff."""

    def searched(self, item: ItemT) -> str:
        """Return the text that a search reads: `source`, unless that repeats things."""
        return self.source(item)

    def details(self, item: ItemT) -> tuple[Detail, ...]:
        """Return the degrees that differ for this item, least first; one alone is always shown whole."""
        return (Detail.FULL,)

    def first_detail(self, item: ItemT) -> Detail:
        """Return how much is shown until a person asks for more or less."""
        return self.details(item)[0]

    def estimate(self, item: ItemT, view: View) -> int:
        """Guess how many lines `render` would return, much faster than it."""
        return 1

    def drawing(self, view: View) -> Drawing[ItemT]:
        """Return a drawing to keep while an item grows; this one draws the whole item every time."""
        return _Anew(self, view)


class _Anew(Generic[ItemT]):
    def __init__(self, block: Block[ItemT], view: View) -> None:
        self._block = block
        self._view = view

    def draw(self, item: ItemT) -> Drawn:
        return Drawn(self._block.render(item, self._view))


def estimate_text(text: str, width: int) -> int:
    """Guess the rows of a wrapped text: exact for short lines, a little low for prose."""
    if not text:
        return 0
    width = max(1, width)
    if len(text) <= width and "\n" not in text:
        return 1
    rows = 0
    for line in text.split("\n"):
        rows += 1 + max(0, len(line) - 1) // width
    return rows
