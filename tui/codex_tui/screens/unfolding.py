"""Shows the text of a folded paste, to read and edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..widgets.chips import LONG_LINE

if TYPE_CHECKING:
    from ..widgets.composer import Composer
    from .notifier import Notifier


class Unfolding:
    """Unfolds the chip at the cursor, else the first one."""

    def __init__(self, composer: Composer, notifier: Notifier) -> None:
        self._composer = composer
        self._notifier = notifier

    def run_in(self, shown: str) -> None:
        """Put a text with chips, which stood behind a command, back into the composer and unfold one."""
        self._composer.insert_whole(shown)
        self.run()

    def run(self) -> None:
        """Put the text of the chip in its place; what is too long for that goes to the editor."""
        composer, (row, column) = self._composer, self._composer.cursor_location
        found: list[tuple[bool, int, int, int]] = []
        for number, line in enumerate(composer.text.split("\n")):
            for start, end in composer.chips.spans(line):
                if composer.chips.paste(line[start:end]) is not None:
                    at_cursor = number == row and start <= column <= end
                    found.append((not at_cursor, number, start, end))
        if not found:
            self._notifier.say("There is no folded paste.")
            return
        _, number, start, end = min(found)
        paste = composer.chips.paste(composer.document.get_line(number)[start:end]) or ""
        if any(len(line) > LONG_LINE for line in paste.split("\n")):
            way = self._notifier.key("composer.editor")
            self._notifier.say(
                f"It has a line that is too long to be edited here. {way} opens it in your editor."
            )
        else:
            composer.insert_whole(paste, (number, start), (number, end), typed=True)
