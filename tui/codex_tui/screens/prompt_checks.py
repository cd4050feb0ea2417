"""What is wrong with a prompt before it is sent: the server would drop an image or a skill without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.sanitise import sanitise_line
from .file_completions import named_skills

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..session import CodexSession
    from ..state.draft import Image
    from ..widgets.chips import Chips
    from .notifier import Notifier


class PromptChecks:
    """Finds the images of a prompt, and asks the server about these and about its skills.

    A prompt that was found fault with is sent when the person sends the same text again.
    """

    def __init__(self, session: CodexSession, notifier: Notifier, chips: Chips) -> None:
        self._session = session
        self._notifier = notifier
        self._chips = chips
        self._told = ""

    def inputs(self, text: str) -> tuple[dict[str, object], ...]:
        """Return the inputs of a prompt besides its text, as the protocol writes them."""
        return tuple({"type": "localImage", "path": image.path} for image in self._chips.images(text))

    async def problem(self, text: str, directory: str) -> str:
        """Return why a prompt should not be sent, and what to do; empty when it should.

        Fault is found with an image that is gone, with a label of an earlier run of which nothing is known,
        and with a skill that the server does not know in the directory.
        Raises `CodexError` when the server cannot be asked about them.
        """
        told, self._told = self._told, ""
        images = self._chips.images(text)
        # In a long text, a pasted script perhaps, a `$` is more likely that of a variable.
        skills = [] if self._chips.is_long(text) else named_skills(text)
        lost = self._chips.lost(text)
        if told == text or not (images or skills or lost):
            return ""
        said = f"{lost[0]} stands for nothing any more: attach or paste it again." if lost else ""
        said = said or (await self._gone(images) if images else "")
        said = said or (await self._unknown(skills, directory) if skills else "")
        if not said:
            return ""
        self._told = text
        return f"{said} {self._notifier.key('composer.send').capitalize()} again sends it as it is."

    async def _gone(self, images: Sequence[Image]) -> str:
        gone = await self._session.files.missing(tuple(image.path for image in images))
        return f"There is no file {sanitise_line(gone[0])} any more." if gone else ""

    async def _unknown(self, names: Sequence[str], directory: str) -> str:
        known = {skill.name for skill in await self._session.files.skills(directory)}
        unknown = [name for name in names if name not in known]
        return f"There is no skill ${unknown[0]}." if unknown else ""
