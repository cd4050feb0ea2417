"""Calling the person who looks elsewhere, and the title of the terminal."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..outside.notes import channel
from ..outside.sequences import title
from ..state.calls import CallKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..outside import Machine
    from ..settings import Settings
    from ..state.calls import Call
    from ..state.change import Change
    from ..state.store import Store
    from .tasks import Work

MOST_NOTES = 3
"""Notices of the desktop for one frame: when the server dies with ten threads, three say it."""

_WORDS = {CallKind.NEEDS_YOU: "needs you", CallKind.DONE: "done", CallKind.FAILED: "failed"}

OFF, BELL, NOTIFY = "off", "bell", "notify"


@dataclass(frozen=True, slots=True)
class CallWishes:
    """How a person wants to be called, for each kind: `off`, `bell`, or `notify`, which rings too."""

    needs_you: str = NOTIFY
    done: str = BELL
    failed: str = NOTIFY

    def of(self, kind: CallKind) -> str:
        """Return what is wanted for a kind."""
        return {CallKind.NEEDS_YOU: self.needs_you, CallKind.DONE: self.done}.get(kind, self.failed)


def call_wishes(settings: Settings) -> CallWishes:
    """Return what the person's settings say."""
    return CallWishes(
        settings.notifications_needs_you, settings.notifications_done, settings.notifications_failed
    )


class Around(Protocol):
    """What the application is seen in."""

    def bell(self) -> None:
        """Ring."""
        ...

    def write(self, sequence: str) -> None:
        """Write a control sequence."""
        ...

    @property
    def focused(self) -> bool:
        """Whether the person looks at it; True while it has not said otherwise."""
        ...


class InForce(Protocol):
    """Holds the settings in force."""

    @property
    def settings(self) -> Settings:
        """The settings."""
        ...


class Starting(Protocol):
    """Starts work beside the screen."""

    def start(self, work: Work, *, group: str) -> None:
        """Run a coroutine."""
        ...


class Saying(Protocol):
    """Shows notices in the application."""

    def say(self, text: str, *, bad: bool = False) -> None:
        """Show a notice."""
        ...


class WindowTitle:
    """Writes the title of the terminal when it has changed. The driver restores the one before."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._shown: str | None = None

    def show(self, text: str) -> None:
        """Set the title."""
        if text != self._shown:
            self._shown = text
            self._around.write(title(text))

    def write_again(self) -> None:
        """Write the title again: while the application was stopped, others wrote theirs."""
        if self._shown is not None:
            self._around.write(title(self._shown))


class Calling:
    """Rings and sends notices while the terminal is unfocused, as the settings in force say."""

    def __init__(
        self,
        store: Store,
        machine: Machine,
        around: Around,
        preferences: InForce,
        tasks: Starting,
        notifier: Saying,
    ) -> None:
        self.title = WindowTitle(around)
        self._store = store
        self._machine = machine
        self.around = around
        self._preferences = preferences
        self._tasks = tasks
        self._notifier = notifier

    def call(self, change: Change) -> None:
        """Call for what a change has reasons for; a step of the frame clock."""
        if not change.calls or self.around.focused:
            return
        wishes = call_wishes(self._preferences.settings)
        wanted = {call: wishes.of(call.kind) for call in change.calls}
        if any(wish != OFF for wish in wanted.values()):
            self.around.bell()
        if notes := [call for call, wish in wanted.items() if wish == NOTIFY][-MOST_NOTES:]:
            self._tasks.start(self._send(notes), group="calling")

    async def _send(self, calls: Sequence[Call]) -> None:
        way = await asyncio.to_thread(channel, self._machine)
        for call in calls:
            thread = self._store.threads.get(call.thread_id)
            name = thread.title if thread is not None else "codex-tui"
            words = _WORDS[call.kind]
            self.around.write(way.sequence(name, f"{words}: {call.about}" if call.about else words))

    def test(self) -> None:
        """Ring, send a notice whatever has the focus, and show what was sent and what stops the rest."""
        self._tasks.start(self._test(), group="calling")

    async def _test(self) -> None:
        self.around.bell()
        way = await asyncio.to_thread(channel, self._machine)
        self.around.write(way.sequence("codex-tui", "this is how you are called"))
        wishes = call_wishes(self._preferences.settings)
        wanted = ", ".join(f"{_WORDS[kind]}: {wishes.of(kind)}" for kind in CallKind)
        sent = "The bell rang" if way.form is None else "The bell rang, and a notice was sent"
        said = [f"{sent}.", way.trouble, way.focus_trouble, f"While you look elsewhere: {wanted}."]
        self._notifier.say(" ".join(part for part in said if part))
