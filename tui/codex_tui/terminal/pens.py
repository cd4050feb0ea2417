"""How cells are written: attributes, colours and link as one character, to compare rows as strings."""

from __future__ import annotations

from typing import NamedTuple

_FIRST = 0x100
"""The code point of the first pen. No pen is a surrogate: there are fewer than `MOST_PENS`."""
MOST_PENS = 20_000
"""Pens after which all are to be forgotten: gradients and random colours would fill the memory."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
"""What ends an attribute; the others need a reset."""
_SEEN_ON_BLANKS = frozenset({"4", "5", "6", "7", "8", "9", "21", "51", "52", "53"})
"""Attributes that show on a blank: underlines, reverse video and the like."""


class Pen(NamedTuple):
    """Numbers of SGR for attributes and colours, as they stand between semicolons, and the target of a link.

    An empty colour is the terminal's own.
    """

    attributes: frozenset[str] = frozenset()
    fore: str = ""
    back: str = ""
    link: str = ""

    @property
    def on_blanks(self) -> Pen:
        """The pen that shows the same on blanks, with as little as possible."""
        return self if self.link or self.attributes & _SEEN_ON_BLANKS else Pen(back=self.back)


class Pens:
    """Gives each pen a character, and knows how a terminal gets from one pen to another."""

    def __init__(self) -> None:
        self._pens: list[Pen] = []
        self._characters: dict[Pen, str] = {}
        self._ways: dict[tuple[str, str], str] = {}
        self.plain = self.character(Pen())
        """The pen of a terminal that was reset."""

    def __len__(self) -> int:
        return len(self._pens)

    def character(self, pen: Pen) -> str:
        """Return the character that stands for a pen."""
        found = self._characters.get(pen)
        if found is None:
            found = self._characters[pen] = chr(_FIRST + len(self._pens))
            self._pens.append(pen)
        return found

    def erases(self, character: str) -> bool:
        """Whether a cell that is erased with this pen looks like its blank."""
        pen = self._pens[ord(character) - _FIRST]
        return not pen.link and not pen.attributes & _SEEN_ON_BLANKS

    def has_ground(self, character: str) -> bool:
        """Whether the background of a pen is not the terminal's own."""
        return bool(self._pens[ord(character) - _FIRST].back)

    def way(self, old: str, new: str) -> str:
        """Return what makes a terminal write with another pen."""
        found = self._ways.get((old, new))
        if found is None:
            found = self._ways[old, new] = _way(self._pens[ord(old) - _FIRST], self._pens[ord(new) - _FIRST])
        return found


def _way(old: Pen, new: Pen) -> str:
    link = "" if old.link == new.link else f"\x1b]8;;{new.link}\x1b\\"
    if old[:3] == new[:3]:
        return link
    fresh = ["", *sorted(new.attributes), *filter(None, (new.fore, new.back))]
    ended = {_OFF.get(each, "") for each in old.attributes - new.attributes}
    begun = new.attributes - old.attributes
    if "22" in ended:
        # It ends both bold and dim.
        begun |= new.attributes & {"1", "2"}
    steps = [*sorted(ended), *sorted(begun)]
    if new.fore != old.fore:
        steps.append(new.fore or "39")
    if new.back != old.back:
        steps.append(new.back or "49")
    ways = [";".join(fresh)] if "" in ended else [";".join(steps), ";".join(fresh)]
    return f"{link}\x1b[{min(ways, key=len)}m"
