"""Typings through the whole application while cards come and go: no answer, no lost letter.

`TYPINGS=1000` in the environment types more (`make keys` does), `SEED=7` others; a failure names the seed of
its typing.
"""

from __future__ import annotations

import asyncio
import os
import random
from typing import TYPE_CHECKING, Any

import pytest
from approval_requests import ALL_DECISIONS, COMMAND, FILE_CHANGE, request
from cockpit_stage import clock_of, running, scripted_backend
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.patches.quiet import quiet
from codex_tui.widgets.approval_gate import QUIET
from form_requests import ASKED, ELICITATION, FORM, PERMISSIONS, PROFILE, QUESTIONS, TOOL, form_request
from mouse import press, release
from patience import PATIENCE
from textual import events
from textual.geometry import Size

if TYPE_CHECKING:
    from collections.abc import Coroutine

pytestmark = pytest.mark.anyio

TYPINGS = int(os.environ.get("TYPINGS", "200"))
SEED = int(os.environ.get("SEED", "20261128"))
FORMS: dict[str, list[dict[str, Any]]] = {
    QUESTIONS: [ASKED, {"questions": ASKED["questions"][1:]}],
    PERMISSIONS: [{"permissions": PROFILE}],
    ELICITATION: [{"requestedSchema": FORM}, {"_meta": TOOL}],
}
"""What is asked by a form, by its method."""
WORKSPACES = [(100, 30), (39, 24), (80, 9), (60, 14)]
"""Sizes of the window; in two of them the application says that it is too small."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def acted(app: CodexTui, *, draw: bool = True) -> None:
    """Wait until all events were handled and drawn; far quicker than the pilot's pause."""
    while True:
        assert await quiet(app, PATIENCE), "the application did not come to rest"
        if not draw or not app.screen._layout_required:
            return
        app.screen._on_timer_update()


class Typist:
    """Types ordinary text for the composer in bursts and pauses, and never goes to a card on purpose."""

    def __init__(self, app: CodexTui, seed: int) -> None:
        self.app = app
        self.clock = clock_of(app)
        self.dice = random.Random(seed)
        self.typed = ""
        self.steps: list[str] = []
        self.asked: list[asyncio.Task[object]] = []
        self.stood_still_since = 0.0

    @property
    def at_the_composer(self) -> bool:
        return self.app.screen is self.app.cockpit and self.app.focused is self.app.cockpit.composer

    async def step(self) -> None:
        chosen = self.dice.choices(list(STEPS), list(STEPS.values()))[0]
        self.steps.append(chosen)
        await getattr(self, chosen)()
        await acted(self.app)

    async def burst(self) -> None:
        """A few letters at once, or as fast as a person types them."""
        gap = self.dice.choice([0.0, 0.0, 0.02, 0.15, 0.45])
        for letter in self.dice.choices("yspnxabo ", k=self.dice.randint(1, 4)):
            self._type(events.Key(letter if letter != " " else "space", letter), letter)
            if gap:
                await acted(self.app, draw=False)
                self.clock.advance(gap)

    async def hold(self) -> None:
        letter = self.dice.choice("yx")
        for number in range(8):
            self._type(events.Key(letter, letter), letter)
            await acted(self.app, draw=False)
            self.clock.advance(0.03 if number else 0.5)

    async def paste(self) -> None:
        text = self.dice.choice(["y", "y\ny\n", "yes s p n x"])
        self._type(events.Paste(text), text)

    async def pause(self) -> None:
        self.clock.advance(self.dice.choice([0.1, QUIET, 3.0]))

    async def card(self) -> None:
        """One card or two: the second one waits behind the first."""
        for _ in range(self.dice.randint(1, 2)):
            method = self.dice.choice([COMMAND, COMMAND, FILE_CHANGE, QUESTIONS, PERMISSIONS, ELICITATION])
            key, where = self.dice.randrange(10_000), self.app.cockpit.ui.open_thread_id
            session = self.app.cockpit.session
            asking: Coroutine[object, object, object]
            if method in FORMS:
                form = form_request(key, method, threadId=where, **self.dice.choice(FORMS[method]))
                asking = session._forms.ask(form)
            else:
                params = {"command": "touch x\ttouch y", "availableDecisions": ALL_DECISIONS}
                asking = session._requests.approval(request(key, method, threadId=where, **params))
            self.asked.append(asyncio.create_task(asking))
        await asyncio.sleep(0)
        await self._shown()

    async def withdraw(self) -> None:
        if self.asked:
            self.asked.pop(self.dice.randrange(len(self.asked))).cancel()
            await asyncio.sleep(0)
            await self._shown()

    async def click(self) -> None:
        """Click where a card has just appeared, within its first half second."""
        card = self.app.cockpit.card
        if not card.region or self.clock.monotonic() - self.stood_still_since >= QUIET:
            return
        content = card.content_region
        x, y = (
            self.dice.randrange(content.x, content.right),
            self.dice.choice([content.y, content.bottom - 1]),
        )
        press(self.app, x, y)
        if self.dice.random() < 0.5:
            await acted(self.app)
            self.clock.advance(0.1)
        release(self.app, x, y)

    async def resize(self) -> None:
        size = Size(*self.dice.choice(WORKSPACES))
        assert self.app._driver is not None
        self.app._driver._size = size
        self.app.post_message(events.Resize(size, size))
        await acted(self.app)
        self.stood_still_since = self.clock.monotonic()
        if self.dice.random() < 0.5:
            await self.burst()
        size = Size(80, 24)
        assert self.app._driver is not None
        self.app._driver._size = size
        self.app.post_message(events.Resize(size, size))
        await acted(self.app)
        self.stood_still_since = self.clock.monotonic()
        self.app.cockpit.panes.to_composer()

    async def dialog(self) -> None:
        """The page of keys comes over everything, and something is typed there before it goes."""
        self.app.post_message(events.Key("f1", None))
        await acted(self.app)
        if self.dice.random() < 0.5:
            await self.card()
        self.clock.advance(self.dice.choice([0.1, 2.0]))
        await self.burst()
        await acted(self.app)
        # Within a second of the escape that closed the page before, another one does nothing.
        self.clock.advance(1.0)
        self.app.post_message(events.Key("escape", None))
        await acted(self.app)
        assert self.app.screen is self.app.cockpit

    async def inbox(self) -> None:
        """Somebody types into the inbox what would answer a card; it goes nowhere."""
        if self.app.cockpit.card.request is None:
            return
        self.app.cockpit.inbox.open()
        await acted(self.app)
        for _ in range(self.dice.randint(1, 4)):
            letter = self.dice.choice("ysnpxYh")
            self.app.post_message(events.Key(letter, letter))
            await acted(self.app, draw=False)
            self.clock.advance(self.dice.choice([0.02, QUIET, 2.0]))
        self.clock.advance(1.0)
        self.app.post_message(events.Key("escape", None))
        await acted(self.app)
        assert self.app.screen is self.app.cockpit
        self.stood_still_since = self.clock.monotonic()

    def _type(self, event: events.Key | events.Paste, text: str) -> None:
        # The sentence of a window that is too small takes the focus within a burst, and passes letters on.
        if self.at_the_composer or self.app.focused is self.app.cockpit.too_small:
            self.typed += text
        self.app.post_message(event)

    async def _shown(self) -> None:
        before = self.app.cockpit.card.request
        self.app.cockpit.frame_clock.flush()
        await acted(self.app)
        if self.app.cockpit.card.request != before:
            self.stood_still_since = self.clock.monotonic()

    async def type_once(self, steps: int) -> None:
        """Type for a while; check that nothing was answered and that every letter is in the composer."""
        self.app.cockpit.composer.load_draft("")
        assert self.at_the_composer
        await acted(self.app)
        for _ in range(steps):
            await self.step()
            assert self.at_the_composer, f"{self.app.focused} has the focus after {self.steps}"
        assert self.app.cockpit.composer.text == self.typed
        assert not any(each.done() for each in self.asked)
        for each in self.asked:
            each.cancel()
        await asyncio.sleep(0)
        await self._shown()
        assert self.app.cockpit.card.request is None


STEPS = {
    "burst": 8,
    "pause": 4,
    "card": 3,
    "withdraw": 2,
    "click": 3,
    "hold": 0.3,
    "paste": 0.5,
    "resize": 0.15,
    "dialog": 0.3,
    "inbox": 0.3,
}
"""What happens, and how often beside the rest."""


async def test_typing_while_cards_come_and_go_answers_none_and_loses_no_letter() -> None:
    app = CodexTui(scripted_backend(ScriptedServer()))
    dice = random.Random(SEED)
    async with running(app, size=(80, 24)):
        cockpit = app.cockpit
        cockpit.thread_display.show(await cockpit.session.turns.start_thread("/home/user"))
        cockpit.composer.focus()
        await acted(app)
        for _ in range(TYPINGS):
            seed = dice.getrandbits(32)
            try:
                await Typist(app, seed).type_once(4)
            except AssertionError as error:
                raise AssertionError(f"typing {seed}: {error}") from error
