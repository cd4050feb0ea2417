"""Finding in the conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..screens.area import Area
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class Find(Command):
    """Type what to find; it is found as it is typed."""

    id = "find.open"
    title = "find in the conversation"
    keys = ("ctrl+f",)
    slash = "find"
    footer = "find"
    urgent = True

    def available(self, cockpit: Cockpit) -> bool:
        """With a conversation to look through."""
        return cockpit.thread is not None

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the line; the composer keeps what it holds."""
        cockpit.finding.open()


class FindNext(Command):
    """Go to the next match."""

    id = "find.next-match"
    title = "next match, while something is looked for"
    where = Area.CONVERSATION
    keys = ("n",)
    footer = "next match"
    in_palette = False
    step: ClassVar[int] = 1

    def available(self, cockpit: Cockpit) -> bool:
        """While something is looked for."""
        return cockpit.finding.is_open

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Show it."""
        cockpit.finding.step(self.step)


class FindPrevious(FindNext):
    """Go to the previous match."""

    id = "find.previous-match"
    title = "previous match, while something is looked for"
    keys = ("N",)
    footer = "previous match"
    step = -1


class _InLine(Command):
    # The line takes these keys itself; a click on the footer comes here.
    where = Area.FIND
    in_widget = True
    in_palette = False


class LineNext(_InLine):
    """Go to the next match."""

    id = "find.line-next"
    title = "next match"
    keys = ("enter", "down")
    footer = "next"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Show it."""
        cockpit.finding.step(1)


class LinePrevious(_InLine):
    """Go to the previous match."""

    id = "find.line-previous"
    title = "previous match; shift+enter too, where the terminal tells it apart"
    keys = ("up",)
    footer = "previous"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Show it."""
        cockpit.finding.step(-1)


class CloseFind(_InLine):
    """Find nothing any more."""

    id = "find.leave"
    title = "close, and go back to where you were"
    keys = ("escape",)
    footer = "close"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Close the line."""
        cockpit.finding.close()


class MatchCase(Command):
    """Tell capitals from small letters."""

    id = "find.case"
    title = "match case, on or off"
    where = Area.FIND
    keys = ("alt+c",)
    footer = "case"
    urgent = True
    in_palette = False
    switch: ClassVar[str] = "case"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Turn the switch."""
        cockpit.finding.bar.switch(self.switch)


class MatchWord(MatchCase):
    """Find whole words only."""

    id = "find.word"
    title = "whole words, on or off"
    keys = ("alt+w",)
    footer = "word"
    switch = "word"


class MatchRegex(MatchCase):
    """Read what is typed as a regular expression."""

    id = "find.regex"
    title = "regular expression, on or off"
    keys = ("alt+r",)
    footer = "regex"
    switch = "regex"
