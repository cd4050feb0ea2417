"""The prompts that were sent, to step through with up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

KEPT = 1000


class PromptHistory:
    """Prompts, oldest first. Stepping keeps the text that was being typed, and `next` returns it at the end.

    When stepping ends otherwise, because the recalled prompt was edited or sent, that text is set aside.

    Texts are those of entries: see `state.draft.Entry`. `entries` are those of an earlier run. `on_added` is
    called with each prompt that is added later.
    """

    def __init__(self, entries: Iterable[str] = (), *, limit: int = KEPT) -> None:
        if limit < 1:
            raise ValueError(f"A prompt history of {limit} entries holds nothing; give a limit of 1 or more.")
        self._limit = limit
        self._entries: list[str] = []
        self._at: int | None = None
        self._typed = ""
        self.aside = ""
        """The text that was being typed when a prompt was recalled that was then edited."""
        self.on_added: Callable[[str], None] = _ignore
        self._details: dict[str, str] = {}
        for text in entries:
            self.add(text)

    @property
    def entries(self) -> tuple[str, ...]:
        """Every prompt kept, oldest first."""
        return tuple(self._entries)

    def add(self, text: str) -> None:
        """Add a prompt and stop stepping; a blank one and a repetition of the newest are not added."""
        self.stop()
        if not text.strip() or (self._entries and self._entries[-1] == text):
            return
        self._entries.append(text)
        del self._entries[: -self._limit]
        self.on_added(text)

    def note(self, entry: Entry) -> str:
        """Keep what belongs to the text of an entry, and return that text."""
        if entry.details:
            self._details[entry.text] = entry.details
            if len(self._details) > 2 * self._limit:
                used = {*self._entries, self._typed, self.aside, entry.text}
                self._details = {text: kept for text, kept in self._details.items() if text in used}
        return entry.text

    def entry(self, text: str) -> Entry:
        """Return the text of an entry with what belongs to it."""
        return Entry(text, self._details.get(text, ""))

    def put_before(self, entries: Iterable[str], details: Mapping[str, str] | None = None) -> None:
        """Put older prompts before those that are here; stepping goes on at the same prompt.

        `details` are those of some entries, by their text.
        """
        self._details = {**(details or {}), **self._details}
        here = self._entries
        older = list(entries)
        if older and here and older[-1] == here[0]:
            older.pop()
        self._entries = [*older, *here][-self._limit :]
        if self._at is not None:
            self._at += len(self._entries) - len(here)

    def previous(self, current: str) -> str | None:
        """Step to the older prompt and return it; None at the oldest. `current` is the composer's text."""
        if self._at is None:
            if not self._entries:
                return None
            start = len(self._entries)
        else:
            start = self._at
        at = start - 1
        # What is being typed may be the newest entry itself: showing it again would look like a dead key.
        if self._at is None and self._entries[at] == current:
            at -= 1
        if at < 0:
            return None
        if self._at is None:
            self._typed = current
        self._at = at
        return self._entries[at]

    def next(self) -> str | None:
        """Step to the newer prompt and return it, at the end the text being typed; None when not stepping."""
        if self._at is None:
            return None
        self._at += 1
        if self._at < len(self._entries):
            return self._entries[self._at]
        typed, self._at, self._typed = self._typed, None, ""
        return typed

    def stop(self) -> None:
        """Stop stepping, as when the text was sent; the text that was being typed is set aside."""
        typed, self._at, self._typed = self._typed, None, ""
        if not self.aside:
            self.aside = typed
        elif typed.strip() and typed != self.aside:
            # One text can be set aside: what a recalled prompt was made into is found in the history.
            self.add(typed)

    def set_aside(self, text: str) -> None:
        """Set a text aside that is being typed, because another one is recalled; a blank one is not kept."""
        if self._at is None and text.strip():
            self._typed = text
        self.stop()

    def take_aside(self) -> str:
        """Return the text that was set aside, and forget it."""
        self.stop()
        aside, self.aside = self.aside, ""
        return aside

    @property
    def unsent(self) -> str:
        """The text that was being typed before a prompt was recalled; empty when none was."""
        return self.aside or self._typed


def _ignore(_: str) -> None:
    pass
