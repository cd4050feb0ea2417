"""What was changed: by a turn, by a thread, in the working tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..session.errors import describe
from ..session.files import NoWorkingTreeError
from ..state.git_diff import by_file, read_git_diff
from ..state.items import FileChange, ItemStatus
from ..widgets.completion_rows import CompletionRow
from .pager import Pager
from .picker import Picker
from .view_models import directory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.dom import DOMNode

    from ..session import CodexSession
    from ..state.items import FilePatch
    from ..state.threads import ThreadState, TurnState
    from .copying import Copying
    from .editor import ExternalEditor
    from .history_loading import HistoryLoading
    from .notifier import Notifier
    from .tasks import Tasks

TURN, THREAD, TREE = "turn", "thread", "tree"

_WORDS = {
    TURN: "the last turn",
    THREAD: "this thread",
    TREE: "the working tree, against the last commit",
}

KIND_ROWS = tuple(CompletionRow(kind, kind, words, whole=True) for kind, words in _WORDS.items())
"""What may stand behind the slash name."""

_NO_DIFF = "the server keeps edits only, not the diff of a turn: what commands changed is not here"


class Changes:
    """Shows diffs in the pager of a node's application.

    A turn of this run has its whole diff; of an earlier one the server keeps the edits of the agent.
    """

    def __init__(
        self,
        node: DOMNode,
        session: CodexSession,
        history: HistoryLoading,
        tasks: Tasks,
        notifier: Notifier,
        copying: Copying,
        editor: ExternalEditor,
    ) -> None:
        self._node = node
        self._session = session
        self._store = session.store
        self._history = history
        self._tasks = tasks
        self._notifier = notifier
        self._copying = copying
        self._editor = editor

    def show(self, kind: str = "") -> None:
        """Show the changes of `turn`, `thread` or `tree`; without a kind, ask which."""
        self._tasks.start(self._show(kind.strip()), group="changes")

    async def _show(self, kind: str) -> None:
        if not kind:
            picked = await self._node.app.push_screen_wait(Picker("Changes", _rows()))
            if picked is None:
                return
            kind = picked
        if kind not in _WORDS:
            self._notifier.say(f"There are no changes of that kind. Say {', '.join(_WORDS)}.", bad=True)
            return
        cwd = directory(self._store, self._session.options)
        try:
            files, lacks = await self._of(kind, cwd)
        except NoWorkingTreeError as error:
            self._notifier.say(f"No changes can be shown: {error}", bad=True)
            return
        except CodexError as error:
            self._notifier.say(describe(error), bad=True)
            return
        if not files:
            self._notifier.say(" ".join((f"Nothing is changed in {_WORDS[kind]}.", *_sentences(lacks))))
            return
        item = FileChange(f"changes:{kind}", "", status=ItemStatus.COMPLETED, changes=tuple(files))
        pager = Pager(item, self._copying, cwd, editor=self._editor, about=f"in {_WORDS[kind]}")
        self._node.app.push_screen(pager)
        for each in _sentences(lacks):
            self._notifier.say(each)

    async def _of(self, kind: str, cwd: str) -> tuple[Sequence[FilePatch], Sequence[str]]:
        if kind == TREE:
            tree = await self._session.files.tree.changes(cwd)
            return tree.files, tree.lacks
        thread = self._store.open_thread
        if thread is None:
            return (), ()
        if kind == THREAD:
            await self._history.read_all(thread.id)
            turns = list(thread.turns.values())
        else:
            last = thread.turns.get(thread.last_turn_id or "")
            turns = [] if last is None else [last]
        return _of_turns(thread, turns, self._session.branches.top_of(thread.directory or cwd))


def _rows() -> list[CompletionRow]:
    return [CompletionRow(kind, words) for kind, words in _WORDS.items()]


def _sentences(lacks: Iterable[str]) -> list[str]:
    return [f"{each[:1].upper()}{each[1:]}".rstrip(".") + "." for each in lacks]


def _of_turns(
    thread: ThreadState, turns: Sequence[TurnState], root: str
) -> tuple[Sequence[FilePatch], Sequence[str]]:
    """Return the files of turns: their diffs where these are kept, else the edits of the agent."""
    edits: dict[str, list[FilePatch]] = {}
    live: set[str] = set()
    for item in thread.items:
        if item.started_at_ms is not None:
            live.add(item.turn_id)
        if isinstance(item, FileChange) and item.status is ItemStatus.COMPLETED:
            edits.setdefault(item.turn_id, []).extend(item.changes)
    found: list[FilePatch] = []
    lacks: dict[str, None] = {}
    for turn in turns:
        # A line that begins with a backslash says that a diff, or its end, is not kept.
        if turn.diff and not turn.diff.startswith("\\") and "\n\\ This diff" not in turn.diff:
            found += read_git_diff(turn.diff, root)
        else:
            found += edits.get(turn.id, ())
            if turn.diff or turn.id not in live:
                lacks[_NO_DIFF] = None
    if thread.older is not None:
        lacks["earlier turns are not here: they could not be read"] = None
    return by_file(found), list(lacks)
