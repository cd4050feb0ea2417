"""Shows what a chip stands for: the text of a folded paste, to read and edit it, or the file of an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.sanitise import sanitise_line
from ..widgets.chips import LONG_LINE

if TYPE_CHECKING:
    from textual.widgets.text_area import Location

    from ..widgets.composer import Composer
    from .notifier import Notifier


class Unfolding:
    """Opens the chip at the cursor, else the first paste, else the first image."""

    def __init__(self, composer: Composer, notifier: Notifier) -> None:
        self._composer = composer
        self._notifier = notifier

    def run_in(self, shown: str) -> None:
        """Put a text with chips, which stood behind a command, back into the composer and open one."""
        self._composer.insert_whole(shown)
        self.run()

    def run(self, at: Location | None = None) -> None:
        """Put the text of a paste in its place, and say where an image is.

        `at` is used instead of the cursor. What is too long for the composer goes to the editor.
        """
        composer, (row, column) = self._composer, at or self._composer.cursor_location
        found: list[tuple[bool, bool, int, int, int]] = []
        for number, line in enumerate(composer.text.split("\n")):
            for start, end in composer.chips.spans(line):
                at_cursor = number == row and start <= column <= end and (at is None or column < end)
                is_image = composer.chips.paste(line[start:end]) is None
                found.append((not at_cursor, is_image, number, start, end))
        if not found:
            self._notifier.say("There is no folded paste, and no image.")
            return
        _, is_image, number, start, end = min(found)
        label = composer.document.get_line(number)[start:end]
        if is_image:
            (image,) = composer.chips.images(label)
            self._notifier.say(f"{label} is the file {sanitise_line(image.path)}.")
            return
        paste = composer.chips.paste(label) or ""
        if any(len(line) > LONG_LINE for line in paste.split("\n")):
            way = self._notifier.key("composer.editor")
            self._notifier.say(
                f"It has a line that is too long to be edited here. {way} opens it in your editor."
            )
        else:
            composer.insert_whole(paste, (number, start), (number, end))
