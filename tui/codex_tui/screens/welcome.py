"""The first screen: shows what is missing, what to do about it, and the ways to continue."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from codex_app_server import CodexError
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from ..keys import Area
from ..patches.own_keys import name_of, row_of
from ..session.errors import describe
from ..state.sanitise import sanitise_line
from ..widgets.answer_keys import AnswerKeys, KeyUse
from ..widgets.bindings import bindings
from ..widgets.choices import Choices, use_of
from ..widgets.key_bar import KeyBar, KeyHint
from ..widgets.line_input import LineInput
from .too_small import TINY, TooSmall, is_too_small

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input, OptionList

    from ..session import CodexSession, LoginOffer, LoginOutcome, Problem
    from ..widgets.composer import Composer
    from .copying import Copying


class WayOn(str, Enum):
    """How the person left the first screen."""

    AGAIN = "again"
    DEMO = "demo"
    QUIT = "quit"


_CHATGPT, _DEVICE, _KEY = "chatgpt", "device", "key"
_LOGINS = (
    (_CHATGPT, "sign in with ChatGPT, in a browser on this machine"),
    (_DEVICE, "sign in with a code, on any device"),
    (_KEY, "use an API key"),
)
_WAYS = (
    (WayOn.AGAIN.value, "try again"),
    (WayOn.DEMO.value, "look at the demo: no network, no account, nothing is changed"),
    (WayOn.QUIT.value, "quit"),
)


class Welcome(Screen[WayOn]):
    """Shows what is missing; dismissed with the way on. A login that succeeds is `AGAIN`.

    It comes up by itself, so keys and clicks count by the rule of `AnswerKeys`. Letters go to `composer`, and
    a line says so. Once text is typed no way is highlighted until an arrow highlights one: an `enter` that
    ends the text chooses nothing. The line for the API key is opened on purpose and takes text at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.WELCOME)
    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-roomy")]  # noqa: RUF012 - see above

    def __init__(
        self,
        session: CodexSession,
        problem: Problem,
        composer: Composer,
        clock: Callable[[], float],
        copying: Copying,
    ) -> None:
        super().__init__(id="welcome")
        self._keys = AnswerKeys(clock, composer)
        self._session = session
        self._problem = problem
        self._copying = copying
        self._offer: LoginOffer | None = None

    def compose(self) -> ComposeResult:
        """Create the problem, the advice, the choices, and the text of a login."""
        problem = self._problem
        with Vertical(id="welcome-text"):
            with VerticalScroll(id="welcome-problem", can_focus=False):
                yield Static(Content("codex-tui"), id="welcome-name")
                yield Static(Content(problem.title), id="welcome-title")
                yield Static(Content(problem.detail), id="welcome-detail")
                yield Static(Content(problem.what_to_do), id="welcome-advice")
            logins = _LOGINS if problem.offers_login else ()
            yield Choices(
                *(Option(Content(words), id=value) for value, words in logins),
                # A row that cannot be chosen separates the logins from the rest.
                *([Option("", disabled=True)] if logins else []),
                *(Option(Content(words), id=value) for value, words in _WAYS),
                compact=True,
            )
            send = name_of(self.app, "line.send")
            line = LineInput(password=True, placeholder=f"API key; {send} hands it to the server")
            line.display = False
            yield line
            yield Static("", id="welcome-login")
            yield Static("", id="welcome-kept")
        yield TooSmall(self._keys.composer, self._keys.clock)
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the choices, and show the keys."""
        self._keys.gate.appeared()
        self.query(Choices).focus()
        self._show_keys(*self._choosing())
        self._show_kept()

    def on_resize(self, event: events.Resize) -> None:
        """Take no choice where the text cannot be read; after a move a click counts half a second later."""
        self._keys.gate.moved()
        self.set_class(is_too_small(event.size), TINY)
        if not is_too_small(event.size):
            # A hidden widget cannot take the focus; the next layout displays it.
            self.call_after_refresh(self._focus)

    def on_descendant_focus(self) -> None:
        """Restart the half second that must pass before a key counts."""
        self._keys.focused()

    def on_descendant_blur(self) -> None:
        """Take no choice while the focus is elsewhere."""
        self._keys.gate.blurred()

    def on_key(self, event: events.Key) -> None:
        """Take a choice that counts; type text into the composer. The API key's line has its own keys."""
        if self.query_one(LineInput).has_focus:
            return
        use = self._keys.sort(event, self._meant(event.key))
        if use in (KeyUse.MOVE, KeyUse.LEAVE, KeyUse.OTHER):
            return
        if use is KeyUse.ANSWER and row_of(self.app, Area.WELCOME, event.key):
            # Bindings are looked up after this handler.
            return
        event.stop()
        event.prevent_default()
        if use is KeyUse.ANSWER:
            option = self.query_one(Choices).highlighted_option
            self._choose(None if option is None else option.id)
        elif use is not KeyUse.NOTHING:
            self._show_kept()

    def _meant(self, key: str) -> KeyUse:
        """Return what the table of keys has for a key here; during a login some keys are answers."""
        row = row_of(self.app, Area.WELCOME, key)
        if row == "welcome.back":
            return KeyUse.LEAVE
        if self.has_class(TINY):
            return KeyUse.OTHER
        if row and self._offer is not None:
            return KeyUse.ANSWER
        return use_of(self.app, key)

    def on_mouse_down(self) -> None:
        """Record a press; it chooses when it is released on a choice."""
        self._keys.gate.press()

    def on_paste(self, event: events.Paste) -> None:
        """Put a paste into the composer."""
        event.stop()
        self._keys.paste(event)
        self._show_kept()

    def _show_kept(self) -> None:
        """Show that typed text is kept, and highlight no choice: an enter would be the end of the text."""
        text = self._keys.composer.text
        if text:
            self.query_one(Choices).highlighted = None
        kept = self.query_one("#welcome-kept", Static)
        kept.display = bool(text)
        kept.update(Content(f"What you type is kept for the composer: {_end_of(text)}"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice that was clicked, if the click counts."""
        event.stop()
        if self._keys.gate.click():
            self._choose(event.option.id)

    def _choose(self, chosen: str | None) -> None:
        if chosen in (_CHATGPT, _DEVICE):
            self.run_worker(self._begin_login(chosen), group="login", exclusive=True)
        elif chosen == _KEY:
            self._show_key_line(shown=True)
        elif chosen is not None and self.is_current:
            self.dismiss(WayOn(chosen))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the API key to the server; no widget keeps it."""
        event.stop()
        key = event.value.strip()
        event.input.value = ""
        if key:
            self._show_key_line(shown=False)
            self.run_worker(self._hand_over(key), group="login", exclusive=True)

    def login_ended(self, outcome: LoginOutcome) -> None:
        """Dismiss after a login that succeeded; else show why it did not, if it is the one that waits."""
        if outcome.success:
            self.dismiss(WayOn.AGAIN)
        elif self._offer is not None and outcome.login_id == self._offer.login_id:
            self._offer = None
            self._say(f"Not signed in: {outcome.error or 'the login was not completed'}")

    def action_give_up_login(self) -> None:
        """Close the line for the API key, and cancel a waiting login."""
        self._show_key_line(shown=False)
        offer, self._offer = self._offer, None
        if offer is not None:
            self._say("The login was cancelled.")
            self.run_worker(self._cancel(offer), group="cancel")

    def action_open_address(self) -> None:
        """Open the address of the waiting login in a browser."""
        if self._offer is not None and self._offer.url.startswith("https://"):
            self.app.open_url(self._offer.url)

    def action_copy_address(self) -> None:
        """Copy the address of the waiting login."""
        if self._offer is not None:
            self._copying.copy(self._offer.url, "the address")

    async def _begin_login(self, kind: str) -> None:
        await self._give_up_quietly()
        self._say("Asking the server ...")
        login = self._session.login
        try:
            offer = await (login.with_chatgpt() if kind == _CHATGPT else login.with_device_code())
        except CodexError as error:
            self._say(f"Not signed in: {describe(error)}")
            return
        self._offer = offer
        code = f"\nand enter the code  {offer.code}" if offer.code else ""
        opens, copies, cancels = (name_of(self.app, f"welcome.{name}") for name in ("open", "copy", "back"))
        self._say(
            f"Open\n{offer.url}{code}\n\n"
            f"Waiting for the login. {opens} opens it, {copies} copies it, {cancels} cancels it."
        )

    async def _hand_over(self, key: str) -> None:
        self._say("Handing the key to the server ...")
        try:
            await self._session.login.with_api_key(key)
        except CodexError as error:
            self._say(f"Not signed in: {describe(error)}")

    async def _give_up_quietly(self) -> None:
        offer, self._offer = self._offer, None
        if offer is not None:
            await self._cancel(offer)

    async def _cancel(self, offer: LoginOffer) -> None:
        try:
            await self._session.login.cancel(offer)
        except CodexError as error:
            self._say(describe(error))

    def _show_key_line(self, *, shown: bool) -> None:
        line = self.query_one(LineInput)
        line.display = shown
        self._focus()
        self._show_keys(*(self._typing() if shown else self._choosing()))

    def _choosing(self) -> tuple[KeyHint, ...]:
        up, down, take = (name_of(self.app, f"choices.{name}") for name in ("up", "down", "select"))
        return KeyHint(f"{up} {down}", "choose"), KeyHint(take, "take it")

    def _typing(self) -> tuple[KeyHint, ...]:
        hand_over, back = name_of(self.app, "line.send"), name_of(self.app, "welcome.back")
        return KeyHint(hand_over, "hand over"), KeyHint(back, "back")

    def _focus(self) -> None:
        line = self.query_one(LineInput)
        (line if line.display else self.query_one(Choices)).focus()

    def _show_keys(self, *hints: KeyHint) -> None:
        self.query_one(KeyBar).show((*hints, KeyHint(name_of(self.app, "app.quit"), "quit", "app.quit")))

    def on_key_bar_clicked(self, event: KeyBar.Clicked) -> None:
        """Quit: no other hint here has a command."""
        event.stop()
        self.app.exit()

    def _say(self, text: str) -> None:
        self.query_one("#welcome-login", Static).update(Content(text))


_SHOWN_OF_TEXT = 60
"""Characters of a kept text that are shown: its end, where the person types."""


def _end_of(text: str) -> str:
    line = sanitise_line(text)
    return line if len(line) <= _SHOWN_OF_TEXT else f"\u2026{line[-_SHOWN_OF_TEXT:]}"
