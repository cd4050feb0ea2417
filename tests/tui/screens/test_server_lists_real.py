"""The lists of skills, MCP servers, hooks and rules, on the real server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import mcp_server
import pytest
from cockpit_stage import running, until
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.screens.listing import Listing
from codex_tui.screens.login_address import LoginAddress
from codex_tui.screens.page import Page
from codex_tui.screens.question import Question
from codex_tui.session import SessionOptions
from oauth_mcp_server import OAuthMcpServer, consent
from real_server import make_home, real_config

if TYPE_CHECKING:
    from pathlib import Path

    from real_server import CodexHome
    from scripted_model import ScriptedModel
    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio

HOOK = '[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = "echo stop"\n'
SLOW = '[mcp_servers.slow]\ncommand = "sleep"\nargs = ["60"]\n'
DEAD = '[mcp_servers.dead]\ncommand = "false"\n'
OFF = '[mcp_servers.off]\ncommand = "false"\nenabled = false\n'
TOUCH = 'prefix_rule(pattern=["touch"], decision="allow")\n'
KEPT = '# Mine.\n{}prefix_rule(pattern=["rm"], decision="forbidden")\n'


class Lists:
    """The application on a server, by its keys and its screen."""

    def __init__(self, home: CodexHome) -> None:
        options = SessionOptions(cwd=str(home.work), ask_trust=False)
        self.app = CodexTui(Backend(real_config(home), options))
        self.pilot: Pilot[None]

    async def open(self, command: str, *wanted: str) -> None:
        await self.pilot.press("slash", *command)
        await self.pilot.press("enter")
        await until(lambda: isinstance(self.app.screen, Listing), f"the list of {command}")
        await self.shows(*wanted)

    async def shows(self, *wanted: str) -> None:
        """Wait until the screen has these words, one space for several."""

        def missing() -> list[str]:
            lines = [" ".join(line.split()) for line in self.lines()]
            return [words for words in wanted if not any(words in line for line in lines)]

        try:
            await until(lambda: not missing())
        except AssertionError:
            raise AssertionError(f"{missing()} not in\n" + "\n".join(self.lines())) from None

    def lines(self) -> list[str]:
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text.ljust(width) for strip in strips[:height]]

    def notices(self) -> list[str]:
        return [each.message for each in self.app._notifications]

    async def answer(self, key: str) -> None:
        """Answer the question that is asked, once it takes an answer."""

        def takes() -> bool:
            screen = self.app.screen
            return isinstance(screen, Question) and screen._keys.gate.armed

        await until(takes, "the question")
        await self.pilot.press(key)
        await until(lambda: isinstance(self.app.screen, Listing), "the list")

    async def close(self) -> None:
        await self.pilot.press("q")
        await until(lambda: self.app.screen is self.app.cockpit, "the main screen")


async def test_skills_hooks_and_rules_are_shown_and_changed(
    tmp_path: Path, scripted_model: ScriptedModel
) -> None:
    home = make_home(tmp_path, scripted_model, tables=HOOK)
    for name, text in (("mine", "---\nname: mine\ndescription: Does \u202ethings.\n---\n"), ("bad", "no")):
        (home.path / "skills" / name).mkdir(parents=True)
        (home.path / "skills" / name / "SKILL.md").write_text(text, "utf-8")
    rules = home.path / "rules" / "default.rules"
    rules.parent.mkdir()
    rules.write_text(KEPT.format(TOUCH), "utf-8")
    config = home.path / "config.toml"
    lists = Lists(home)
    async with running(lists.app, size=(110, 40)) as lists.pilot:
        await lists.open("skills", "mine yours on", "bad/SKILL.md cannot be read")
        await lists.pilot.press("j")
        await lists.shows("mine yours on", "does Does <U+202E>things.")
        await lists.pilot.press("space")
        await lists.shows("mine yours off")
        assert "enabled = false" in config.read_text("utf-8")
        await lists.pilot.press("space")
        await lists.shows("mine yours on")
        await lists.close()

        await lists.open("hooks", "echo stop when a turn ends not trusted", "not trusted, so it does not run")
        await lists.pilot.press("t")
        await lists.answer("n")
        await lists.shows("when a turn ends not trusted")
        assert "trusted_hash" not in config.read_text("utf-8")
        await lists.pilot.press("t")
        await lists.answer("y")
        await lists.shows("echo stop when a turn ends on")
        await lists.pilot.press("space")
        await lists.shows("echo stop when a turn ends off")
        await lists.close()

        await lists.open("rules", "touch runs unasked", "rm forbidden")
        await lists.pilot.press(*"did")
        screen = lists.app.screen
        assert isinstance(screen, Listing), "a word is no key"
        await until(lambda: not screen._letters._typing, "the rest after the word")
        await lists.pilot.press("d")
        await lists.answer("n")
        assert rules.read_text("utf-8") == KEPT.format(TOUCH)
        await lists.pilot.press("d")
        await lists.answer("y")
        await lists.shows("Rules of commands 1")
        assert rules.read_text("utf-8") == KEPT.format("")
        await lists.close()

        await lists.app.cockpit.session.close()
        await lists.open("rules", "There is no server now, so nothing can be read.")


async def test_mcp_servers_are_asked_one_by_one_and_one_is_signed_in_to(
    tmp_path: Path, scripted_model: ScriptedModel
) -> None:
    with OAuthMcpServer() as oauth:
        tables = "\n".join((mcp_server.config(), SLOW, DEAD, OFF, oauth.config("locked")))
        lists = Lists(make_home(tmp_path, scripted_model, tables=tables))
        async with running(lists.app, size=(110, 40)) as lists.pilot:
            await lists.open(
                "mcp",
                "dead failed",
                "forms 2 tools connected",
                "locked sign in needed",
                "off off",
                "slow asked ...",
                "1 still asked, 1 server failed.",
            )
            await lists.pilot.press("enter")
            await until(lambda: isinstance(lists.app.screen, Page), "the page of the dead server")
            await lists.shows("MCP startup failed")
            await lists.pilot.press("q", "j", "j")
            await lists.shows("locked sign in needed")
            await lists.pilot.press("s")
            await until(lambda: isinstance(lists.app.screen, LoginAddress), "the address")
            address = lists.app.screen
            assert isinstance(address, LoginAddress)
            await lists.pilot.press("y")
            await asyncio.to_thread(consent, address.url)
            await until(lambda: "Signed in to the MCP server locked." in lists.notices(), "the notice")
            await lists.pilot.press("q")
            await lists.shows("locked 1 tool connected", "signed in")
