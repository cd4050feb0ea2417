"""When and how the person is called, and the title of the terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, open_thread, running, until
from codex_tui.app import CodexTui
from codex_tui.disk.settings_file import SettingsFile
from codex_tui.outside import Machine
from codex_tui.screens.calling import BELL, NOTIFY, OFF, Calling, WindowTitle
from codex_tui.settings import Settings
from codex_tui.state.calls import Call, CallKind
from codex_tui.state.change import Change
from codex_tui.state.store import Store
from rest import at_rest
from textual import events

if TYPE_CHECKING:
    from pathlib import Path

    from codex_tui.screens.tasks import Work

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class Around:
    """A terminal that records what it gets."""

    focused: bool = False
    rung: int = 0
    written: list[str] = field(default_factory=list)

    def bell(self) -> None:
        self.rung += 1

    def write(self, sequence: str) -> None:
        self.written.append(sequence)


class Stage:
    """Calling without a screen: what it starts is awaited by `call`."""

    def __init__(self, around: Around, machine: Machine, **wishes: str) -> None:
        self._work: list[Work] = []
        self.said: list[str] = []
        values = {f"notifications.{kind}": wish for kind, wish in wishes.items()}
        self.settings = Settings().changed(values)
        self.calling = Calling(Store(clock=lambda: 0.0), machine, around, self, self, self)

    def start(self, work: Work, *, group: str) -> None:
        self._work.append(work)

    def say(self, text: str, *, bad: bool = False) -> None:
        self.said.append(text)

    async def call(self, *kinds: CallKind) -> None:
        self.calling.call(Change(calls=[Call(kind, f"thread {kind.value}", "a word") for kind in kinds]))
        await self.finish()

    async def finish(self) -> None:
        for work in self._work:
            await work
        self._work.clear()


KITTY = Machine({"TERM": "xterm-kitty"})


async def test_a_person_who_looks_at_the_terminal_is_not_called() -> None:
    around = Around(focused=True)
    await Stage(around, KITTY).call(*CallKind)
    assert (around.rung, around.written) == (0, [])


async def test_each_kind_is_called_as_the_person_wants_it() -> None:
    around = Around()
    stage = Stage(around, KITTY, needs_you=NOTIFY, done=BELL, failed=OFF)
    await stage.call(CallKind.FAILED)
    assert (around.rung, around.written) == (0, [])
    await stage.call(CallKind.DONE)
    assert (around.rung, around.written) == (1, [])
    await stage.call(CallKind.NEEDS_YOU)
    assert around.rung == 2
    assert "needs you: a word" in around.written[0]


async def test_a_terminal_that_shows_no_notices_rings_alone() -> None:
    around = Around()
    await Stage(around, Machine({"TERM": "xterm"})).call(CallKind.NEEDS_YOU)
    assert (around.rung, around.written) == (1, [""])


async def test_the_test_says_what_was_sent_and_what_stops_the_rest() -> None:
    around = Around(focused=True)
    stage = Stage(around, Machine({"TERM": "xterm"}))
    stage.calling.test()
    await stage.finish()
    assert around.rung == 1
    sent, wanted = stage.said[0].split(" While you look elsewhere: ")
    assert sent == "The bell rang. This terminal is not known to show notices."
    assert wanted == "needs you: notify, done: bell, failed: notify."


def test_a_title_is_written_when_it_changes() -> None:
    around = Around()
    window = WindowTitle(around)
    for text in ("a", "a", "b"):
        window.show(text)
    window.write_again()
    assert around.written == ["\x1b]2;a\a", "\x1b]2;b\a", "\x1b]2;b\a"]


@pytest.mark.parametrize("looks_elsewhere", [False, True])
async def test_an_approval_calls_only_a_person_who_looks_elsewhere(
    monkeypatch: pytest.MonkeyPatch, *, looks_elsewhere: bool
) -> None:
    app = CodexTui(demo_backend(open_newest=False))
    rung: list[bool] = []
    async with running(app):
        monkeypatch.setattr(app, "bell", lambda: rung.append(True))
        if looks_elsewhere:
            app.post_message(events.AppBlur())
            await until(lambda: not app.app_focus, "the blur")
        app.cockpit.sending.submit("hello")
        await at_rest(app)
        assert open_thread(app).pending
        assert bool(rung) == looks_elsewhere


async def test_the_settings_say_how_the_person_is_called(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[notifications]\nneeds_you = "off"\n', "utf-8")
    app = CodexTui(demo_backend(open_newest=False), settings=SettingsFile(path))
    rung: list[bool] = []
    async with running(app):
        monkeypatch.setattr(app, "bell", lambda: rung.append(True))
        app.post_message(events.AppBlur())
        await until(lambda: not app.app_focus, "the blur")
        app.cockpit.sending.submit("hello")
        await at_rest(app)
        assert open_thread(app).pending
        assert rung == []
