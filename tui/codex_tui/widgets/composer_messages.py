"""What the composer tells the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.widgets import TextArea
    from textual.widgets.text_area import Location


class ComposerMessage(Message, namespace="composer"):
    """A message of a composer."""

    def __init__(self, composer: TextArea) -> None:
        super().__init__()
        self.composer = composer

    @property
    def control(self) -> TextArea:
        """The composer that posted the message."""
        return self.composer


class Submitted(ComposerMessage, namespace="composer"):
    """The person sends `text`, or has it run in a shell. Images of it are those of its labels."""

    def __init__(self, composer: TextArea, text: str, *, shell: bool = False) -> None:
        super().__init__(composer)
        self.text = text
        self.shell = shell


class BlankSubmitted(ComposerMessage, namespace="composer"):
    """Enter was pressed without a text."""


class QueueWanted(ComposerMessage, namespace="composer"):
    """The person wants what is typed to wait for the end of the running turn."""


class Pasted(ComposerMessage, namespace="composer"):
    """A short text was pasted; it ends at the cursor."""

    def __init__(self, composer: TextArea, text: str) -> None:
        super().__init__(composer)
        self.text = text


class ClipboardWanted(ComposerMessage, namespace="composer"):
    """The person asked for what is in the clipboard."""


class ChipClicked(ComposerMessage, namespace="composer"):
    """A chip was clicked; `location` is its start."""

    def __init__(self, composer: TextArea, location: Location) -> None:
        super().__init__(composer)
        self.location = location


class ModeChanged(ComposerMessage, namespace="composer"):
    """The composer became a shell line, or is none any more."""


class Commanded(ComposerMessage, namespace="composer"):
    """The person gives a command, known or not; the text is still in the composer."""

    def __init__(self, composer: TextArea, text: str) -> None:
        super().__init__(composer)
        self.text = text


class Interrupted(ComposerMessage, namespace="composer"):
    """The person pressed escape."""


class Paged(ComposerMessage, namespace="composer"):
    """A page key that the composer does not use: the conversation shall scroll up (-1) or down (1)."""

    def __init__(self, composer: TextArea, step: int) -> None:
        super().__init__(composer)
        self.step = step
