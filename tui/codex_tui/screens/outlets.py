"""What leaves the application: copies, files, exports, and diffs on their way to an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .changes import Changes
from .copying import Copying
from .exporting import Exporting
from .saving import Saving
from .view_models import directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..outside import Clipboard
    from ..session import CodexSession
    from ..widgets.composer import Composer
    from ..widgets.transcript.view import TranscriptView
    from .calling import Around
    from .editor import ExternalEditor
    from .history_loading import HistoryLoading
    from .notifier import Notifier
    from .tasks import Tasks


class Outlets:
    """Makes these parts, which are used together: an export ends in a copy or a file."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        history: HistoryLoading,
        editor: ExternalEditor,
        input_clock: Callable[[], float],
        *,
        clipboard: Clipboard,
        around: Around,
        composer: Composer,
        transcript: TranscriptView,
    ) -> None:
        store = session.store
        self.editor = editor
        self.composer = composer
        self.copying = Copying(clipboard, around.write, tasks, notifier)
        self.saving = Saving(
            lambda: directory(store, session.options), tasks, notifier, composer, input_clock
        )
        self.exporting = Exporting(store, transcript, history, tasks, notifier, self.copying, self.saving)
        self.changes = Changes(composer, session, history, tasks, notifier, self.copying, editor)
