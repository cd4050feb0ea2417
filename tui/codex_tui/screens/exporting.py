"""Exporting a thread or some of its blocks, and copying a single code block."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from ..blocks.cells import clip
from ..blocks.durations import count
from ..blocks.markdown import code_blocks
from ..export import copy_of, html_pieces, json_pieces, markdown_pieces
from ..state.items import AgentMessage
from ..state.sanitise import sanitise_line
from .copying import how_much
from .picking import pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..export import ExportedThread
    from ..state.items import ReadOnlyItem
    from ..state.store import Store
    from ..state.threads import ThreadState
    from ..widgets.transcript.view import TranscriptView
    from .copying import Copying
    from .history_loading import HistoryLoading
    from .notifier import Notifier
    from .saving import Saving
    from .tasks import Tasks

_SLICE = 200
"""Items that are written between two frames."""

_FIRST_LINE = 50
"""Cells of a code block's first line in the list of them."""


class Format(NamedTuple):
    """A format of an export: its name, the ending of its files, and what writes it."""

    name: str
    ending: str
    pieces: Callable[[ExportedThread], Iterator[str]]


FORMATS = (
    Format("Markdown", "md", markdown_pieces),
    Format("HTML, in both themes", "html", html_pieces),
    Format("JSON", "json", json_pieces),
)


class Exporting:
    """Exports what is selected, else the whole thread, whose history is read first."""

    def __init__(
        self,
        store: Store,
        transcript: TranscriptView,
        history: HistoryLoading,
        tasks: Tasks,
        notifier: Notifier,
        copying: Copying,
        saving: Saving,
    ) -> None:
        self._store = store
        self._transcript = transcript
        self._history = history
        self._tasks = tasks
        self._notifier = notifier
        self._copying = copying
        self._saving = saving

    @property
    def possible(self) -> bool:
        """Whether there is something to export."""
        thread = self._store.open_thread
        return thread is not None and len(thread.items) > 0

    def ask(self) -> None:
        """Ask for the format, and whether a file or the clipboard gets it."""
        thread = self._store.open_thread
        if thread is None:
            return
        chosen = self._selected()
        what = "the thread" if chosen is None else count(len(chosen), "block")

        def to(form: Format, *, file: bool) -> Callable[[], None]:
            return lambda: self._tasks.start(self._export(thread, chosen, form, file=file), group="export")

        choices = [(f"{form.name}: to a file", to(form, file=True)) for form in FORMATS]
        choices += [(f"{form.name}: to the clipboard", to(form, file=False)) for form in FORMATS]
        pick(self._transcript.app, f"Export {what} as…", choices)

    def _selected(self) -> list[ReadOnlyItem] | None:
        """Return the items of the selected blocks; None when none are selected."""
        cursor, selecting = self._transcript.cursor, self._transcript.text_selection is not None
        if not selecting or cursor.anchor_id is None:
            return None
        chosen = cursor.chosen(selecting=True)
        return (
            None if chosen is None else list(self._transcript.document.items.walk(chosen[0], chosen[1] + 1))
        )

    async def _export(
        self, thread: ThreadState, chosen: Sequence[ReadOnlyItem] | None, form: Format, *, file: bool
    ) -> None:
        if chosen is None:
            await self._history.read_all(thread.id)
        text = await _written(form.pieces(copy_of(thread, chosen)))
        what = "the thread" if chosen is None else count(len(chosen), "block")
        if file:
            self._saving.save(text, what, thread.title, form.ending)
        else:
            self._copying.copy(text, what)

    # Code blocks

    def codes(self) -> list[str]:
        """Return the code blocks of the answer under the cursor, else of the last answer that has some."""
        item = self._transcript.cursor.item
        if isinstance(item, AgentMessage) and (codes := code_blocks(item.text.value)):
            return codes
        thread = self._store.open_thread
        for each in reversed(thread.items if thread is not None else ()):
            if isinstance(each, AgentMessage) and (codes := code_blocks(each.text.value)):
                return codes
        return []

    def copy_code(self) -> None:
        """Copy the code block of an answer; of several, the one that the person chooses."""
        codes = self.codes()
        if not codes:
            self._notifier.say("No answer of this thread has a code block.")
            return
        if len(codes) == 1:
            self._copying.copy(codes[0], "the code block")
            return

        def copies(code: str) -> Callable[[], None]:
            return lambda: self._copying.copy(code, "the code block")

        pick(
            self._transcript.app,
            "Copy a code block…",
            [(_first_line(number, code), copies(code)) for number, code in enumerate(codes, 1)],
        )


def _first_line(number: int, code: str) -> str:
    first = next((line for line in code.split("\n") if line.strip()), "")
    return f"{number}  {clip(sanitise_line(first.strip()), _FIRST_LINE)}  ({how_much(code)})"


async def _written(pieces: Iterator[str]) -> str:
    """Join the pieces of an export; keys and frames come between them."""
    out: list[str] = []
    for number, piece in enumerate(pieces, 1):
        out.append(piece)
        if number % _SLICE == 0:
            await asyncio.sleep(0)
    return "".join(out)
