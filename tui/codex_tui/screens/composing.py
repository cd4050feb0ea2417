"""What fills the composer besides keys: files, skills, images, sent prompts, the person's editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attaching import Attaching
from .editor import ExternalEditor
from .file_completions import FileSource, SkillSource
from .prompt_checks import PromptChecks
from .recalling import Recalling
from .unfolding import Unfolding

if TYPE_CHECKING:
    from ..backend import BackendInUse
    from ..session import CodexSession
    from ..widgets.composer import Composer
    from .completing import Completing
    from .notifier import Notifier
    from .tasks import Tasks


class Composing:
    """Makes the parts that write into the composer, and those that look at what is sent from it."""

    def __init__(
        self,
        session: CodexSession,
        backend: BackendInUse,
        tasks: Tasks,
        notifier: Notifier,
        completing: Completing,
        composer: Composer,
    ) -> None:
        self.attaching = Attaching(session, backend, tasks, notifier, composer)
        self.checks = PromptChecks(session, notifier, composer.chips)
        self.editor = ExternalEditor(composer, tasks, notifier)
        self.recalling = Recalling(session.store, backend, composer)
        self.unfolding = Unfolding(composer, notifier)
        for source in (FileSource, SkillSource):
            completing.add(source(session, tasks, composer, completing.update))
