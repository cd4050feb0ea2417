"""The settings of the open conversation: model, effort, permissions, plan mode.

A choice holds from the next turn of the thread on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.models import named
from ..state.sanitise import sanitise_line
from ..state.settings import ThreadSettings
from ..widgets.completion_rows import CompletionRow, filtered
from .permission_rows import permission_named, permission_rows, permissions
from .picker import Picker
from .questions import GO_ON, sure_question
from .settings_in_use import settings_in_use

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from ..session import CodexSession
    from ..session.catalogue import ProfileChoice
    from ..state.models import ModelChoice
    from ..widgets.composer import Composer
    from .completing import Completing
    from .drawing import Drawing
    from .notifier import Notifier
    from .permission_rows import Permission
    from .tasks import Tasks

DEFAULT = "--default"
"""Behind a model: write it into the server's config too."""


class Choosing:
    """Runs the commands that change settings; each works with words behind it, and with a list without."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        drawing: Drawing,
        completing: Completing,
        composer: Composer,
        input_clock: Callable[[], float],
    ) -> None:
        self._session = session
        self._store = session.store
        self._tasks = tasks
        self._notifier = notifier
        self._drawing = drawing
        self._completing = completing
        self._composer = composer
        self._clock = input_clock
        self._models: tuple[ModelChoice, ...] = ()
        self._profiles: tuple[ProfileChoice, ...] = ()
        self._reading = False

    @property
    def now(self) -> ThreadSettings:
        """The settings of the open conversation, as far as they are known, with what was chosen here."""
        return settings_in_use(self._store, self._session)

    # Model and effort

    def model(self, words: str = "") -> None:
        """Choose the model: by its id or the beginning of it, else from a list."""
        self._begin(self._choose_model(words))

    async def _choose_model(self, words: str) -> None:
        models = await self._read_models()
        names, default = [each for each in words.split() if each != DEFAULT], DEFAULT in words.split()
        name = names[0] if names else await self._pick("Model", model_rows(models, self.now))
        if not name:
            return
        found = named(models, name)
        if len(found) > 1:
            self._notifier.say(_which("model", name, [each.id for each in found]), bad=True)
        elif found:
            await self._use_model(found[0], names[1:], default=default)
        elif await self._is_meant(name):
            effort = names[1] if len(names) > 1 else None
            more = " The server does not list it: whether it is there, the next turn shows."
            await self._apply(ThreadSettings(model=name, effort=effort), f"{name}{_with(effort)}", more)
            if default:
                await self._write_default(name, effort)

    async def _is_meant(self, name: str) -> bool:
        """Whether a person wants a model that the server does not list: their own provider may have it."""
        if name in (self.now.model, self._session.readiness.model):
            return True
        question = sure_question(
            f"Use {sanitise_line(name)}?",
            "The server lists no model of this name. A provider in your config may have it; if it has not, "
            "the next turn fails.",
            "use it",
            composer=self._composer,
            clock=self._clock,
        )
        return await self._composer.app.push_screen_wait(question) == GO_ON.id

    async def _use_model(self, model: ModelChoice, words: Sequence[str], *, default: bool) -> None:
        effort = words[0] if words else None
        if effort is not None and not model.has_effort(effort):
            has = ", ".join(each.word for each in model.efforts)
            self._notifier.say(f"{model.id} has no effort {effort}. It has: {has}.", bad=True)
            return
        said = ""
        before = self.now.effort
        if effort is None and before is not None and model.efforts and not model.has_effort(before):
            effort = model.default_effort
            said = f" It has no effort {before}, and gets {effort}."
        await self._apply(ThreadSettings(model=model.id, effort=effort), f"{model.id}{_with(effort)}", said)
        if default:
            await self._write_default(model.id, effort)

    async def _write_default(self, model: str, effort: str | None) -> None:
        values = {"model": model, **({"model_reasoning_effort": effort} if effort is not None else {})}
        overridden = await self._session.catalogue.write_defaults(values)
        if overridden:
            self._notifier.say(f"Written, but it has no effect: {overridden}.", bad=True)
        else:
            await self._session.check_readiness()
            self._notifier.say(f"New threads begin with {model}{_with(effort)}.")
        self._drawing.bars()

    def effort(self, words: str = "") -> None:
        """Choose the effort: by its name, else from a list of those that the model has."""
        self._begin(self._choose_effort(words))

    async def _choose_effort(self, words: str) -> None:
        models = await self._read_models()
        now = self.now
        model = next(iter(named(models, now.model or "")), None)
        rows = effort_rows(model, now)
        if not words and not rows:
            self._notifier.say(f"The server does not say which efforts {now.model or 'this model'} has.")
            return
        word = words or await self._pick(f"Effort of {now.model}", rows)
        if not word:
            return
        if model is not None and not model.has_effort(word):
            has = ", ".join(each.word for each in model.efforts)
            self._notifier.say(f"{model.id} has no effort {word}. It has: {has}.", bad=True)
            return
        await self._apply(ThreadSettings(effort=word), f"Effort {word}")

    # Permissions

    def permissions(self, words: str = "") -> None:
        """Choose a profile, a sandbox, when to ask, or who answers."""
        self._begin(self._choose_permission(words))

    async def _choose_permission(self, words: str) -> None:
        choices = permissions(await self._read_profiles())
        now = self.now
        unknown = "" if now.sandbox else "The sandbox of this thread is unknown until it runs."
        word = words or await self._pick("Permissions", permission_rows(choices, now), text=unknown)
        if not word:
            return
        found = permission_named(choices, word)
        if len(found) != 1:
            self._notifier.say(
                _which("permission", word, [f"{each.kind} {each.word}" for each in found]), bad=True
            )
        elif await self._is_sure(found[0]):
            permission = found[0]
            name = f"{permission.kind} {permission.word}".capitalize()
            await self._apply(permission.settings, name, permission.note and f" {permission.note}")

    async def _is_sure(self, permission: Permission) -> bool:
        if not permission.danger:
            return True
        name = f"{permission.kind} {permission.word}"
        question = sure_question(
            f"{name}?", permission.danger, f"use {name}", composer=self._composer, clock=self._clock
        )
        return await self._composer.app.push_screen_wait(question) == GO_ON.id

    # Plan mode

    def plan(self) -> None:
        """Switch plan mode on, or off."""
        on = self.now.mode != "plan"
        what = "Plan mode: the agent plans, and changes nothing" if on else "Plan mode is off"
        self._begin(self._apply(ThreadSettings(mode="plan" if on else "default"), what))

    # What can be completed

    def model_rows(self, typed: str) -> Sequence[CompletionRow]:
        """Return completions of a model's name."""
        self._read_lists()
        first, blank, rest = typed.partition(" ")
        if blank:
            rows = [CompletionRow(f"{first} {DEFAULT}", DEFAULT, "new threads begin with it too", whole=True)]
            return rows if DEFAULT.startswith(rest.strip()) and rest.strip() != DEFAULT else ()
        return filtered(model_rows(self._models, self.now, whole=True), typed)

    def effort_rows(self, typed: str) -> Sequence[CompletionRow]:
        """Return completions of an effort."""
        self._read_lists()
        model = next(iter(named(self._models, self.now.model or "")), None)
        return filtered(effort_rows(model, self.now, whole=True), typed)

    def permission_rows(self, typed: str) -> Sequence[CompletionRow]:
        """Return completions of a permission."""
        self._read_lists()
        return filtered(permission_rows(permissions(self._profiles), self.now, whole=True), typed)

    def _read_lists(self) -> None:
        """Read what can be completed, once; the list of completions is updated when it is here."""
        if not self._reading and not (self._models and self._profiles):
            self._reading = True
            self._tasks.request(self._read_for_completing(), group="choices")

    async def _read_for_completing(self) -> None:
        try:
            await self._read_models()
            await self._read_profiles()
        finally:
            self._reading = False
        self._completing.update()

    async def _read_models(self) -> tuple[ModelChoice, ...]:
        self._models = await self._session.catalogue.models()
        return self._models

    async def _read_profiles(self) -> tuple[ProfileChoice, ...]:
        cwd = self.now.cwd or self._session.options.cwd
        self._profiles = await self._session.catalogue.profiles(cwd)
        return self._profiles

    # How a choice is made and kept

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        self._tasks.request(work, group="choosing")

    async def _pick(self, title: str, rows: Sequence[CompletionRow], *, text: str = "") -> str:
        """Have the person pick a row; empty when none was taken."""
        return await self._composer.app.push_screen_wait(Picker(title, rows, text=text)) or ""

    async def _apply(self, wanted: ThreadSettings, what: str, more: str = "") -> None:
        """Keep a choice for the open conversation, and give it to the server if it has the thread loaded."""
        thread, new = self._store.open_thread, self._store.ui.new
        if thread is None:
            new.chosen = wanted.over(new.chosen)
            when = "in this new thread"
        elif await self._session.turns.choose(thread.id, wanted):
            when = "from the next turn of this thread on"
            if thread.active_turn_id is not None:
                more = f"{more} The running turn goes on as it began."
        else:
            when = "from the next turn of this thread on; the server gets it with your next prompt"
        self._notifier.say(f"{what}, {when}.{more}")
        self._drawing.bars()


def model_rows(
    models: Sequence[ModelChoice], now: ThreadSettings, *, whole: bool = False
) -> list[CompletionRow]:
    """Return a row for each model, first the one that the thread has now, which a list may not have."""
    rows = [
        CompletionRow(
            each.id,
            each.id,
            f"now{_with(now.effort)}: {each.description}" if each.id == now.model else each.description,
            whole=whole,
        )
        for each in sorted(models, key=lambda each: each.id != now.model)
    ]
    if now.model and all(each.id != now.model for each in models):
        hint = f"now{_with(now.effort)}: the server does not list it"
        rows.insert(0, CompletionRow(now.model, now.model, hint, whole=whole))
    return rows


def effort_rows(
    model: ModelChoice | None, now: ThreadSettings, *, whole: bool = False
) -> list[CompletionRow]:
    """Return a row for each effort of a model, in the model's order."""
    return [
        CompletionRow(
            each.word,
            each.word,
            f"now: {each.description}" if each.word == now.effort else each.description,
            whole=whole,
        )
        for each in (model.efforts if model is not None else ())
    ]


def _with(effort: str | None) -> str:
    return "" if effort is None else f" {effort}"


def _which(what: str, word: str, found: Sequence[str]) -> str:
    """Say that a word names nothing, or too much."""
    if not found:
        return f"There is no {what} {word}. The command without a word lists them."
    return f"{word} can be {', '.join(found)}: type more of it."
