"""The drafts and prompts on this machine, as the screens use them; `writer` keeps them in the database."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..state.draft import Draft, read_draft
from ..state.prompt_history import PromptHistory
from .kept_images import keep_image
from .outbox import Outbox
from .tables import DraftRow, PromptRow
from .writer import Left, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ..state.forks import Fork
    from .files import Notice


class LocalStore:
    """The drafts by thread and the prompt history of one server's `home`; in memory only without a directory.

    Several applications may use the same database: each has rows of its own for the drafts that it changed,
    and none overwrites another's. Nothing here raises because of a file: a full disk must not stop a
    conversation.
    """

    def __init__(self, directory: Path | None = None, *, home: str = "", prompts: Iterable[str] = ()) -> None:
        self.home = home
        self.prompts: Sequence[str] = tuple(prompts)
        """The prompts of earlier runs, oldest first."""
        self.prompt_details: Mapping[str, str] = {}
        """What belongs to some of them, by their text, in the form of `state.draft`."""
        self.loaded = directory is None
        """Whether `take` has added what earlier runs left; True without a directory."""
        self.last_notices: list[Notice] = []
        """Notices that came while closing, when there is no screen to show them."""
        self._directory = directory
        self._texts: dict[str, str] = {}
        self._details: dict[str, str] = {}
        self._directories: dict[str, set[str]] = {}
        self._unsent: dict[str, list[tuple[str, str]]] = {}
        self._settings: dict[str, str] = {}
        self._forks: dict[str, Fork] = {}
        self._outbox = Outbox()
        self._writer: Writer | None = None
        self._closing = False

    @property
    def in_memory(self) -> bool:
        """Whether there is no directory, so that nothing is written."""
        return self._directory is None

    def open(
        self,
        *,
        deliver: Callable[[Callable[[], None]], object],
        loaded: Callable[[Left], None],
        told: Callable[[Notice], None],
    ) -> None:
        """Start the writer, which first reads what earlier runs left.

        `deliver` makes a call in the thread of the screens. `loaded` is called there with what was read, late
        when another program holds the database; pass it to `take`. `told` is called there with each notice.
        """

        def tell(notice: Notice) -> None:
            if self._closing:
                self.last_notices.append(notice)
            else:
                deliver(lambda: told(notice))

        if self._directory is not None and self._writer is None:
            self._writer = Writer(
                self._directory,
                self.home,
                self._outbox,
                loaded=lambda left: deliver(lambda: loaded(left)),
                told=tell,
            )
            self._writer.start()

    def take(self, left: Left) -> None:
        """Put the drafts of earlier runs before what was typed meanwhile, and set `prompts`."""
        rows: dict[str, list[DraftRow]] = {}
        for row in left.drafts:
            rows.setdefault(row.thread, []).append(row)
        self._outbox.go_on_from(rows)
        for thread, of_thread in rows.items():
            last: dict[str, Draft] = {row.text: read_draft(row.text, row.details) for row in of_thread}
            draft = _joined(last.values())
            since = read_draft(self.draft(thread), self.details(thread))
            self._texts[thread], self._details[thread] = draft.text, draft.details
            if since:
                whole = since.after(draft)
                self.set_draft(thread, whole.text, whole.details)
            elif thread in self._unsent:
                self._queue_draft(thread)
        self.prompts = PromptHistory(text for text, _, _ in left.prompts).entries
        self.prompt_details = {text: details for text, _, details in left.prompts if details}
        self._settings = {**left.settings, **self._settings}
        self._forks = {**left.forks, **self._forks}
        for text, cwd, _ in left.prompts:
            self._directories.setdefault(text, set()).add(cwd)
        self.loaded = True

    @property
    def drafts(self) -> Mapping[str, str]:
        """All drafts by thread."""
        return self._texts

    def draft(self, thread: str) -> str:
        """Return the unsent text of a thread; empty when there is none."""
        return self._texts.get(thread, "")

    def details(self, thread: str) -> str:
        """Return what is kept beside the unsent text of a thread, in the form of `state.draft`."""
        return self._details.get(thread, "")

    def set_draft(self, thread: str, text: str, details: str = "") -> None:
        """Keep the unsent text of a thread and queue it for `save`; blank text removes the draft."""
        if not text.strip():
            text = details = ""
        if (text, details) == (self.draft(thread), self.details(thread)):
            return
        for kept, value in ((self._texts, text), (self._details, details)):
            if value:
                kept[thread] = value
            else:
                kept.pop(thread, None)
        self._queue_draft(thread)

    def hold(self, thread: str, text: str, details: str = "") -> None:
        """Keep a prompt that is not known to have arrived: on disk it stands before the draft of its thread.

        So a later run finds it in the composer, whatever ends this one. `release` ends that.
        """
        self._unsent.setdefault(thread, []).append((text, details))
        self._queue_draft(thread)

    def release(self, thread: str, text: str) -> None:
        """Keep a prompt no longer, because it has arrived or is a part of the draft again."""
        held = self._unsent.get(thread, [])
        found = next((each for each in held if each[0] == text), None)
        if found is not None:
            held.remove(found)
            if not held:
                del self._unsent[thread]
            self._queue_draft(thread)

    def _queue_draft(self, thread: str) -> None:
        draft = read_draft(self.draft(thread), self.details(thread))
        kept = draft.after(_joined(read_draft(*each) for each in self._unsent.get(thread, ())))
        self._outbox.add_draft(thread, kept.text, kept.details)

    def thread_settings(self, thread: str) -> str:
        """Return the settings of a thread, in the form of `screens.kept_settings`; empty without any."""
        return self._settings.get(thread, "")

    def set_thread_settings(self, thread: str, settings: str) -> None:
        """Keep the settings of a thread and queue them for `save`."""
        if settings != self.thread_settings(thread):
            self._settings[thread] = settings
            self._outbox.add_settings(thread, settings)

    @property
    def forks(self) -> Mapping[str, Fork]:
        """The forks that are remembered, by thread."""
        return self._forks

    def set_fork(self, thread: str, fork: Fork | None) -> None:
        """Remember a fork, or with None forget it, and queue that for `save`."""
        if fork == self._forks.get(thread):
            return
        if fork is None:
            self._forks.pop(thread, None)
        else:
            self._forks[thread] = fork
        self._outbox.add_fork(thread, fork)

    def add_prompt(self, text: str, *, thread: str, cwd: str, details: str = "") -> None:
        """Queue a prompt for `save`; `prompts` does not change."""
        self._directories.setdefault(text, set()).add(cwd)
        self._outbox.add_prompt(PromptRow(self.home, thread, cwd, text, time.time(), details))

    def was_sent_in(self, cwd: str, text: str) -> bool:
        """Whether a prompt was sent while the agent worked in a directory."""
        return cwd in self._directories.get(text, ())

    def keep_image(self, data: bytes) -> str:
        """Write an image of the clipboard to a file, and return its path. Raises `OSError`."""
        return keep_image(self._directory, data)

    def save(self, *, wait: bool = False) -> None:
        """Have what changed written; with `wait`, return after that or after `writer.LAST_WAIT` seconds."""
        if self._writer is not None and self._outbox:
            self._writer.save(wait=wait)

    def close(self) -> None:
        """Write what changed and close the database, within `writer.LAST_WAIT` seconds."""
        if self._writer is not None:
            self._closing = True
            self._writer.close()
            self._writer = None


def _joined(drafts: Iterable[Draft]) -> Draft:
    """Return one draft of several, in their order."""
    whole = Draft()
    for draft in drafts:
        whole = draft.after(whole)
    return whole
