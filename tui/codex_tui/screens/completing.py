"""Completes what is typed in the composer: asks the sources for rows, and puts in the one that is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import Area
from ..patches.own_keys import row_of
from ..widgets.completion_rows import TypedLine

if TYPE_CHECKING:
    from ..widgets.completion import CompletionList
    from ..widgets.completion_rows import CompletionRow, CompletionSource
    from ..widgets.composer import Composer


LIST_STEPS = {"completion.up": -1, "completion.down": 1}
LIST_PAGES = {"completion.page-up": -1, "completion.page-down": 1}
"""The rows of the table of keys that move in a list of completions, and where to."""


class Completing:
    """Feeds the list of completions; while it is open, takes those keys of the composer that belong to it."""

    def __init__(self, composer: Composer, completions: CompletionList) -> None:
        self._composer = composer
        self._list = completions
        self._sources: list[CompletionSource] = []
        # Where the list was closed by the person: it stays closed for that word.
        self._closed_at: tuple[int, int] | None = None
        composer.keys_first.append(self._key)

    def add(self, source: CompletionSource) -> None:
        """Add a source. The first one that has an offer for a line is shown."""
        self._sources.append(source)

    @property
    def is_open(self) -> bool:
        """Whether there are rows to choose from."""
        return self._list.is_open

    def update(self) -> None:
        """Ask the sources again: the text or the cursor changed, or a source has found more."""
        composer = self._composer
        number, column = composer.cursor_location
        if composer.read_only or composer.selection.start != composer.selection.end:
            self._list.show(None)
            return
        by_key = composer.begun_by_key and not composer.shell
        line = TypedLine(composer.document.get_line(number), column, number, by_key)
        offer = next(
            (offer for source in self._sources if (offer := source.offer(line)) is not None),
            None,
        )
        if offer is None or self._closed_at != (number, offer.start):
            self._closed_at = None
        else:
            offer = None
        self._list.show(offer)

    @property
    def runs(self) -> bool:
        """Whether `enter` runs what it completes, and not only puts it in."""
        offer = self._list.offer
        return offer is not None and any(row.whole for row in offer.rows)

    def close(self) -> bool:
        """Close the list until another word is begun; return whether it was open."""
        offer = self._list.offer
        if offer is None:
            return False
        self._closed_at = (self._composer.cursor_location[0], offer.start)
        self._list.show(None)
        return True

    def take(self, row: CompletionRow, *, send: bool = False) -> None:
        """Put a row in, and send the line if nothing is missing in it and `send` is set."""
        offer, composer = self._list.offer, self._composer
        if offer is None:
            return
        number = composer.cursor_location[0]
        if composer.document.get_line(number)[offer.start : offer.end] != row.insert:
            composer.insert_whole(row.insert, (number, offer.start), (number, offer.end), typed=True)
        if send and row.whole:
            self._list.show(None)
            composer.action_submit()
        else:
            self.update()

    def _key(self, key: str) -> bool:
        """Use a key of the composer; False leaves it to the composer."""
        row = row_of(self._composer.app, Area.COMPLETION, key)
        if not row:
            return False
        # In a burst the key may come before the message that the text has changed.
        self.update()
        if not self._list.is_open:
            return False
        if row in LIST_STEPS:
            self._list.move(LIST_STEPS[row])
        elif row in LIST_PAGES:
            self._list.page(LIST_PAGES[row])
        elif row == "completion.complete":
            if self._list.chosen is None:
                self._list.move(1)
            if self._list.chosen is not None:
                self.take(self._list.chosen)
        elif row == "completion.run" and self._list.chosen is not None:
            self.take(self._list.chosen, send=True)
        else:
            return False
        return True
