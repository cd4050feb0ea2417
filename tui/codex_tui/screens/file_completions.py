"""Completions of `@` with the thread's files, and of `$` with its skills."""

from __future__ import annotations

import asyncio
import re
import shlex
from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..session.errors import describe
from ..widgets.completion_rows import CompletionRow, Offer, filtered, has_letters
from .online import is_online

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session import CodexSession
    from ..session.files import FoundFile, Skill, ThreadFiles
    from ..widgets.completion_rows import TypedLine
    from ..widgets.composer import Composer
    from .tasks import Tasks

DEBOUNCE = 0.08
"""Seconds without another letter before the server is asked: typing is not slowed by searches."""

_TOKEN = "codex-tui @"  # names the search that a later one cancels


def word_at(line: TypedLine, sign: str) -> tuple[int, str] | None:
    """Return where the word of the cursor begins and what of it stands behind a sign; None without that."""
    start = max(line.text.rfind(blank, 0, line.column) for blank in " \t\u00a0") + 1
    word = line.text[start : line.column]
    return (start, word[1:]) if word.startswith(sign) else None


class FileSource:
    """Offers files for a word that begins with `@`; taking one puts in its path.

    For an empty word these are those that git says are changed, then the directory; for one that ends with
    `/` that directory. `update` has the list drawn again when an answer has come.
    """

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        composer: Composer,
        update: Callable[[], None],
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._composer = composer
        self._update = update
        self._asked: tuple[str, str] | None = None
        self._answered: tuple[str, str] | None = None
        self._found: list[FoundFile] = []
        self._trouble = ""

    def offer(self, line: TypedLine) -> Offer | None:
        """Return the files as far as they are known, and ask the server for the others."""
        found = word_at(line, "@")
        if found is None:
            # What is changed is asked anew for the next `@`.
            self._asked = self._answered = None
            self._found = []
            return None
        start, word = found
        if not is_online(self._session, self._session.store.ui):
            return Offer((), start, line.column, note="no server to look for files")
        asked = (self._directory, word)
        if asked != self._asked:
            self._asked, self._trouble = asked, ""
            self._tasks.start(self._ask(*asked), group="files", exclusive=True)
        rows = self._found
        if self._answered != asked:
            # Those of the word before, until the answer is here: the list does not flicker.
            rows = [file for file in rows if has_letters(file.path.casefold(), word.casefold())]
        note = self._trouble or ("no file matches" if self._answered == asked else "looking for files")
        offered = [self._row(file) for file in rows]
        if word.endswith("/") and self._answered == asked and not self._trouble:
            path = _quoted(word, shell=self._composer.shell)
            offered.insert(0, CompletionRow(f"{path} ", word, "this directory"))
        return Offer(tuple(offered), start, line.column, note=note)

    @property
    def _directory(self) -> str:
        thread = self._session.store.open_thread
        return (thread.directory if thread else "") or self._session.options.cwd

    async def _ask(self, directory: str, word: str) -> None:
        if word:
            await asyncio.sleep(DEBOUNCE)
        try:
            files, trouble = await _files(self._session.files, directory, word), ""
        except CodexError as error:
            files, trouble = [], describe(error)
        if self._asked == (directory, word):
            self._answered, self._found, self._trouble = self._asked, files, trouble
            self._update()

    def _row(self, file: FoundFile) -> CompletionRow:
        if file.is_directory:
            # Its content is offered next.
            return CompletionRow(f"@{file.path}/", f"{file.path}/")
        path = _quoted(file.path, shell=self._composer.shell)
        return CompletionRow(f"{path} ", file.path, key="changed" if file.is_changed else "")


async def _files(files: ThreadFiles, directory: str, word: str) -> list[FoundFile]:
    if not word:
        changed, listed = await asyncio.gather(files.changed(directory), files.listed(directory))
        known = {file.path for file in changed}
        return [*changed, *(file for file in listed if file.path not in known)]
    if word.endswith("/") and ".." not in word.split("/"):
        try:
            return await files.listed(directory, word)
        except CodexError:
            # There is no such directory: the letters may still be part of a path.
            pass
    return await files.find(directory, word, token=_TOKEN)


def _quoted(path: str, *, shell: bool) -> str:
    if shell:
        return shlex.quote(path)
    return f'"{path}"' if re.search(r"\s", path) else path


_SKILL = re.compile(r"[A-Za-z][\w:.-]*|")
_NAMED_SKILL = re.compile(r"(?<!\S)\$([a-z][a-z0-9]*(?:[:-][a-z0-9]+)*)(?![\w/=.$({-])")


def named_skills(text: str) -> list[str]:
    """Return the names behind a `$` that may be skills: in lower case, as words of their own."""
    return list(dict.fromkeys(_NAMED_SKILL.findall(text)))


class SkillSource:
    """Offers skills for a word that begins with `$`."""

    def __init__(
        self, session: CodexSession, tasks: Tasks, composer: Composer, update: Callable[[], None]
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._composer = composer
        self._update = update
        self._asked = ""
        self._rows: tuple[CompletionRow, ...] | None = None
        self._trouble = ""

    def offer(self, line: TypedLine) -> Offer | None:
        """Return the skills that match, and ask the server for them at the first letter."""
        found = word_at(line, "$")
        if found is None or self._composer.shell or not _SKILL.fullmatch(found[1]):
            self._asked = ""
            return None
        start, word = found
        if not is_online(self._session, self._session.store.ui):
            return None
        thread = self._session.store.open_thread
        directory = (thread.directory if thread else "") or self._session.options.cwd
        if directory != self._asked:
            self._asked, self._rows, self._trouble = directory, None, ""
            self._tasks.start(self._ask(directory), group="skills", exclusive=True)
        rows = filtered(self._rows or (), word)
        note = self._trouble or ("looking for skills" if self._rows is None else "no skill of this name")
        return Offer(rows, start, line.column, note=note)

    async def _ask(self, directory: str) -> None:
        try:
            skills = await self._session.files.skills(directory)
        except CodexError as error:
            self._trouble = describe(error)
            skills = []
        if self._asked == directory:
            self._rows = tuple(map(_skill_row, skills))
            self._update()


def _skill_row(skill: Skill) -> CompletionRow:
    return CompletionRow(f"${skill.name} ", f"${skill.name}", skill.description)
