"""Reviews of code by the agent: what to review, and the findings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..blocks.cells import clip
from ..session.errors import describe
from ..session.files import NoWorkingTreeError
from ..state.findings import last_findings
from ..widgets.completion_rows import CompletionRow
from .picker import Picker
from .view_models import directory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..session import CodexSession
    from .notifier import Notifier
    from .outlets import Outlets
    from .sending import Sending
    from .tasks import Tasks
    from .waking import Waking

UNCOMMITTED, BRANCH, COMMIT = "uncommitted", "branch", "commit"
_OWN = "own"

KIND_ROWS = (
    CompletionRow(UNCOMMITTED, UNCOMMITTED, "what is not committed", whole=True),
    CompletionRow(f"{BRANCH} ", BRANCH, "what this branch changes against another"),
    CompletionRow(f"{COMMIT} ", COMMIT, "one commit"),
)
"""What may stand behind the slash name; anything else is an instruction."""

_PICK_ROWS = (
    CompletionRow(UNCOMMITTED, "what is not committed"),
    CompletionRow(BRANCH, "what this branch changes against another"),
    CompletionRow(COMMIT, "one commit"),
    CompletionRow(_OWN, "by your own instructions"),
)

_TITLE = 60
"""Cells of a finding's title in the list."""


class Reviewing:
    """Starts reviews in the open conversation, and walks over their findings."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        sending: Sending,
        waking: Waking,
        outlets: Outlets,
    ) -> None:
        self._session = session
        self._store = session.store
        self._tasks = tasks
        self._notifier = notifier
        self._sending = sending
        self._waking = waking
        self._editor = outlets.editor
        self._composer = outlets.composer

    def begin(self, words: str = "") -> None:
        """Review `uncommitted`, `branch NAME`, `commit ID`, or by other words as instructions; else ask."""
        self._tasks.start(self._begin(words.strip()), group="review")

    async def _begin(self, words: str) -> None:
        if (thread := self._store.open_thread) is not None and thread.active_turn_id is not None:
            self._notifier.say("A turn is running here. A review can begin when it has ended.", bad=True)
            return
        try:
            target = await self._target(words)
            if target is None:
                return
            thread_id = self._store.ui.open_thread_id or await self._sending.thread_of(self._store.ui.new)
            if await self._waking.is_allowed(thread_id, "A review here"):
                await self._session.turns.review(thread_id, target)
        except NoWorkingTreeError as error:
            self._notifier.say(f"Not reviewed: {error}", bad=True)
        except CodexError as error:
            self._notifier.say(f"Not reviewed: {describe(error)}", bad=True)

    async def _target(self, words: str) -> Mapping[str, object] | None:
        kind, _, name = (words or await self._pick("Review", _PICK_ROWS)).partition(" ")
        tree, cwd = self._session.files.tree, directory(self._store, self._session.options)
        if not kind:
            return None
        if kind == _OWN and not words:
            self._composer.load_text("/review ")
            self._composer.move_cursor(self._composer.document.end)
            return None
        if kind == UNCOMMITTED and not name:
            return {"type": "uncommittedChanges"}
        if kind == BRANCH and len(name.split()) <= 1:
            name = name or await self._pick(
                "Against which branch", [CompletionRow(each, each) for each in await tree.branches(cwd)]
            )
            return {"type": "baseBranch", "branch": name} if name else None
        if kind == COMMIT and len(name.split()) <= 1:
            name = name or await self._pick(
                "Which commit",
                [CompletionRow(commit, commit, title) for commit, title in await tree.commits(cwd)],
            )
            return {"type": "commit", "sha": name} if name else None
        return {"type": "custom", "instructions": words}

    async def _pick(self, title: str, rows: Sequence[CompletionRow]) -> str:
        picked = await self._composer.app.push_screen_wait(Picker(title, rows))
        return picked or ""

    def findings(self) -> None:
        """List the findings of the newest review; the one that is taken is opened in the editor."""
        self._tasks.start(self._findings(), group="review")

    async def _findings(self) -> None:
        findings = last_findings(self._store.open_thread)
        if not findings:
            self._notifier.say("No review of this thread has a finding.")
            return
        top = f"{directory(self._store, self._session.options).rstrip('/')}/"
        rows = [
            CompletionRow(
                str(number), clip(finding.title, _TITLE), f"{finding.path.removeprefix(top)}:{finding.first}"
            )
            for number, finding in enumerate(findings)
        ]
        if chosen := await self._pick("Findings", rows):
            finding = findings[int(chosen)]
            self._editor.open_file(str(Path(top, finding.path)), finding.first)
