"""Moving in the conversation, folding and copying its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class _Reading(Command):
    where = Area.CONVERSATION
    # The view takes these keys itself; a click on the footer comes here.
    in_widget = True
    in_palette = False


class NextBlock(_Reading):
    """Go to the next block."""

    id = "block.next"
    title = "next block"
    keys = ("j", "down")
    footer = "next"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Move the cursor of the conversation down."""
        cockpit.transcript.action_move(1)


class PreviousBlock(_Reading):
    """Go to the previous block."""

    id = "block.previous"
    title = "previous block"
    keys = ("k", "up")
    footer = "previous"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Move the cursor of the conversation up."""
        cockpit.transcript.action_move(-1)


class ToggleFold(_Reading):
    """Fold a block, or unfold it."""

    id = "block.fold"
    title = "fold or unfold the block"
    keys = ("space",)
    footer = "fold"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Fold or unfold the block under the cursor."""
        cockpit.transcript.toggle_fold()


class OpenBlock(_Reading):
    """Show all of a block on a screen of its own."""

    id = "block.open"
    title = "open all of the block in a pager"
    keys = ("enter",)
    footer = "open"

    def available(self, cockpit: Cockpit) -> bool:
        """With a block under the cursor."""
        return cockpit.transcript.current_item is not None

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the pager."""
        cockpit.transcript.action_open()


class PreviousPrompt(_Reading):
    """Go to the previous prompt."""

    id = "prompt.previous"
    title = "previous prompt"
    keys = ("left_square_bracket",)
    footer = "prompt up"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to the prompt above."""
        cockpit.transcript.previous_prompt()


class NextPrompt(_Reading):
    """Go to the next prompt."""

    id = "prompt.next"
    title = "next prompt"
    keys = ("right_square_bracket",)
    footer = "prompt down"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to the prompt below."""
        cockpit.transcript.next_prompt()


class PreviousTurn(_Reading):
    """Go to where the turn began, then to the turn before."""

    id = "turn.previous"
    title = "previous turn"
    keys = ("left_curly_bracket",)

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to it."""
        cockpit.transcript.action_turn(-1)


class NextTurn(_Reading):
    """Go to the next turn."""

    id = "turn.next"
    title = "next turn"
    keys = ("right_curly_bracket",)

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to it."""
        cockpit.transcript.action_turn(1)


class PreviousError(_Reading):
    """Go to what went wrong before."""

    id = "error.previous"
    title = "previous error"
    keys = ("E",)
    in_palette = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to it, reading the history on if it must be."""
        cockpit.transcript.action_error(-1)


class NextError(_Reading):
    """Go to what went wrong next."""

    id = "error.next"
    title = "next error"
    keys = ("e",)

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to it."""
        cockpit.transcript.action_error(1)


class SelectDown(_Reading):
    """Select block by block, downwards."""

    id = "block.select-down"
    title = "select blocks downwards; y copies their sources"
    keys = ("shift+down",)

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Select the block below as well."""
        cockpit.transcript.action_extend(1)


class SelectUp(_Reading):
    """Select block by block, upwards."""

    id = "block.select-up"
    title = "select blocks upwards"
    keys = ("shift+up",)

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Select the block above as well."""
        cockpit.transcript.action_extend(-1)


class CopyBlock(_Reading):
    """Copy a block's source."""

    id = "block.copy"
    title = "copy the block's source"
    keys = ("y",)
    footer = "copy"

    def available(self, cockpit: Cockpit) -> bool:
        """With a block under the cursor."""
        return cockpit.transcript.current_item is not None

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Put the Markdown, the command or the diff of the block on the clipboard."""
        cockpit.transcript.action_copy()


class GoToTop(_Reading):
    """Go to the beginning."""

    id = "conversation.top"
    title = "top of the conversation"
    keys = ("g",)
    footer = "top"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to the first block."""
        cockpit.transcript.action_top()


class GoToEnd(_Reading):
    """Go to the end, and follow what comes."""

    id = "conversation.end"
    title = "end of the conversation"
    keys = ("G",)
    footer = "end"
    in_palette = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Scroll to the last line and stay there."""
        cockpit.transcript.follow_end()
