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
from ..widgets.completion_rows import CompletionRow
from .copying import how_much
from .picker import Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..export import ExportedThread
    from ..state.items import ReadOnlyItem
    from ..state.store import Store
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
    """A format of an export: its name, and what writes it."""

    name: str
    pieces: Callable[[ExportedThread], Iterator[str]]


FORMATS = {
    "md": Format("Markdown", markdown_pieces),
    "html": Format("HTML, in both themes", html_pieces),
    "json": Format("JSON, which can be read back", json_pieces),
}
"""By the ending of their files."""

_ENDINGS = {"markdown": "md"}
"""What a person may call a format besides."""

_CLIPBOARD = "-"
"""In place of a file: the clipboard."""

FORMAT_ROWS = tuple(CompletionRow(f"{ending} ", ending, form.name) for ending, form in FORMATS.items())
"""What may stand behind the slash name."""

_FORMAT_ROWS = (
    *(CompletionRow(ending, f"{form.name}: to a file") for ending, form in FORMATS.items()),
    *(
        CompletionRow(f"{ending} {_CLIPBOARD}", f"{form.name}: to the clipboard")
        for ending, form in FORMATS.items()
    ),
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

    def begin(self, words: str = "") -> None:
        """Export to the format and the file that are named, `html ~/it.html`; ask for what is not named."""
        self._tasks.start(self._begin(words), group="export")

    async def _begin(self, words: str) -> None:
        thread = self._store.open_thread
        if thread is None:
            return
        chosen = self._selected()
        what = "the thread" if chosen is None else count(len(chosen), "block")
        ending, _, path = (words or await self._pick(f"Export {what}", _FORMAT_ROWS)).partition(" ")
        ending = _ENDINGS.get(ending.lower(), ending)
        form = FORMATS.get(ending)
        if form is None:
            if ending:
                known = ", ".join(FORMATS)
                self._notifier.say(f"There is no format {clip(ending, 20)}. There are: {known}.", bad=True)
            return
        if chosen is None:
            await self._history.read_all(thread.id)
        text = await _written(form.pieces(copy_of(thread, chosen)))
        if path == _CLIPBOARD:
            self._copying.copy(text, what)
        else:
            self._saving.save(text, what, thread.title, ending, path.strip())

    async def _pick(self, title: str, rows: Sequence[CompletionRow]) -> str:
        return await self._transcript.app.push_screen_wait(Picker(title, rows)) or ""

    def _selected(self) -> list[ReadOnlyItem] | None:
        """Return the items of the selected blocks; None when none are selected."""
        cursor, selecting = self._transcript.cursor, self._transcript.text_selection is not None
        if not selecting or cursor.anchor_id is None:
            return None
        chosen = cursor.chosen(selecting=True)
        return (
            None if chosen is None else list(self._transcript.document.items.walk(chosen[0], chosen[1] + 1))
        )

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
        self._tasks.start(self._copy_one(codes), group="export")

    async def _copy_one(self, codes: Sequence[str]) -> None:
        rows = [_code_row(number, code) for number, code in enumerate(codes)]
        chosen = rows[0].insert if len(rows) == 1 else await self._pick("Copy a code block", rows)
        if chosen:
            self._copying.copy(codes[int(chosen)], "the code block")


def _code_row(number: int, code: str) -> CompletionRow:
    first = next((line for line in code.split("\n") if line.strip()), "")
    label = clip(sanitise_line(first.strip()), _FIRST_LINE)
    return CompletionRow(str(number), f"{number + 1}  {label}", how_much(code))


async def _written(pieces: Iterator[str]) -> str:
    """Join the pieces of an export; keys and frames come between them."""
    out: list[str] = []
    for number, piece in enumerate(pieces, 1):
        out.append(piece)
        if number % _SLICE == 0:
            await asyncio.sleep(0)
    return "".join(out)
