"""What the lists of skills, MCP servers, hooks and rules show, and what can be done with their rows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..blocks.durations import count
from ..session.errors import describe
from ..session.mcp_servers import McpState, silent
from ..state.rule_files import BadRulesError
from ..state.sanitise import sanitise_line
from ..widgets.facts_view import Fact
from ..widgets.row_list import ListRow
from .listing import Listed, Listing
from .login_address import LoginAddress
from .online import is_online
from .questions import GO_ON, sure_question
from .view_models import at_home, directory

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from textual.dom import DOMNode

    from ..backend import BackendInUse
    from ..session import CodexSession
    from ..session.hooks import Hook
    from ..session.inventory import Inventory
    from ..session.mcp_servers import McpServer
    from ..session.rules import SavedRule
    from ..session.skills import SkillFacts
    from ..state.change import Change
    from ..widgets.composer import Composer
    from .copying import Copying
    from .listing import ListSource
    from .notifier import Notifier
    from .tasks import Tasks

OFFLINE = "There is no server now, so nothing can be read."
STARTING = "The server is starting: read again in a moment."

_SWITCH = {"listing.switch": "turn off"}
_SWITCH_ON = {"listing.switch": "turn on"}

_SCOPES = {"user": "yours", "repo": "of this project", "system": "built in", "admin": "of your organisation"}

_EVENTS = {
    "preToolUse": "before a tool runs",
    "permissionRequest": "when an approval is asked",
    "postToolUse": "after a tool has run",
    "preCompact": "before the history is shortened",
    "postCompact": "after the history was shortened",
    "sessionStart": "when a thread starts",
    "sessionEnd": "when a thread ends",
    "userPromptSubmit": "when a prompt is sent",
    "subagentStart": "when a sub-agent starts",
    "subagentStop": "when a sub-agent ends",
    "stop": "when a turn ends",
    "interrupt": "when a turn is interrupted",
}

_TRUST = {
    "trusted": "trusted",
    "managed": "trusted by your organisation",
    "untrusted": "not trusted, so it does not run",
    "modified": "changed since you trusted it, so it does not run",
}

_DECISIONS = {"allow": "runs unasked", "prompt": "asks", "forbidden": "forbidden"}


class ServerLists:
    """Opens the lists. They read again when something is changed here, or when a login has ended."""

    def __init__(
        self,
        node: DOMNode,
        session: CodexSession,
        backend: BackendInUse,
        tasks: Tasks,
        notifier: Notifier,
        copying: Copying,
        composer: Composer,
        input_clock: Callable[[], float],
        *,
        input_waits: Callable[[], bool],
    ) -> None:
        self.node = node
        self.session = session
        self.tasks = tasks
        self.notifier = notifier
        self.copying = copying
        self.composer = composer
        self.input_clock = input_clock
        self._input_waits = input_waits
        self._backend = backend

    def skills(self) -> None:
        """Show the skills of the directory."""
        self._open(SkillsList(self))

    def mcp(self) -> None:
        """Show the MCP servers; each is asked by itself, so that none waits for another."""
        self._open(McpList(self))

    def hooks(self) -> None:
        """Show the hooks of the directory."""
        self._open(HooksList(self))

    def rules(self) -> None:
        """Show the saved rules of commands."""
        self._open(RulesList(self))

    def watch(self, change: Change) -> None:
        """Ask an MCP server again when a login to it has ended; the address may still lie over the list."""
        if not change.mcp_logins:
            return
        for screen in self.node.app.screen_stack:
            if isinstance(screen, Listing) and isinstance(screen.source, McpList):
                for name in change.mcp_logins:
                    screen.source.again(screen, name)

    def _open(self, source: ListSource) -> None:
        self.node.app.push_screen(Listing(source, self.copy, input_waits=self._input_waits))

    def copy(self, text: str) -> None:
        """Copy a page."""
        self.copying.copy(text, "the page")

    # What the sources use

    @property
    def where(self) -> str:
        """The directory that the lists are about."""
        return directory(self.session.store, self.session.options)

    @property
    def inventory(self) -> Inventory:
        """The requests. Raises `TransportClosedError` while there is no server."""
        return self.session.inventory

    def home(self, path: str) -> str:
        """Return a path with `~`, sanitised."""
        return sanitise_line(at_home(path, self._backend.current.home))

    def start(self, listing: Listing, work: Coroutine[Any, Any, None], *, asks: str = "") -> None:
        """Run requests for a list; without a server, or when one fails, the list says so."""
        if not is_online(self.session, self.session.store.ui):
            work.close()
            listing.show([], STARTING if self.session.store.ui.starting else OFFLINE)
            return
        if asks:
            listing.say(asks)
        self.tasks.start(self._told(listing, work), group="listing", exclusive=True)

    async def _told(self, listing: Listing, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except CodexError as error:
            listing.say(describe(error))

    async def sure(self, title: str, text: str, act: str) -> bool:
        """Ask before something that cannot be taken back or is dangerous."""
        question = sure_question(title, text, act, composer=self.composer, clock=self.input_clock)
        return await self.node.app.push_screen_wait(question) == GO_ON.id


class SkillsList:
    """The skills that a prompt in a directory can name."""

    title = "Skills"
    empty = "no skills are here"

    def __init__(self, lists: ServerLists) -> None:
        self._lists = lists
        self._skills: dict[str, SkillFacts] = {}

    def read(self, listing: Listing, *, anew: bool) -> None:
        """Read them from the disk."""
        self._lists.start(listing, self._read(listing), asks="" if self._skills else "Asking the server ...")

    async def _read(self, listing: Listing) -> None:
        found = await self._lists.inventory.skills.read(self._lists.where)
        self._skills = {each.path: each for each in found.skills}
        rows = [self._row(each) for each in found.skills]
        rows += [_broken(path, why, self._lists.home(path)) for path, why in found.broken]
        on = sum([each.enabled for each in found.skills])
        listing.show(rows, f"{count(on, 'skill')} on. A prompt names one by $ and its name.")

    def _row(self, skill: SkillFacts) -> Listed:
        scope = _SCOPES.get(skill.scope, skill.scope)
        facts = [Fact("does", skill.about), Fact("is", "on" if skill.enabled else "off", scope)]
        if skill.plugin:
            facts.append(Fact("plugin", skill.plugin))
        facts.append(Fact("file", self._lists.home(skill.path)))
        right = f"{scope}   {'on ' if skill.enabled else 'off'}"
        acts = _SWITCH if skill.enabled else _SWITCH_ON
        return Listed(ListRow(skill.path, skill.name, right), tuple(facts), acts)

    def act(self, listing: Listing, key_id: str, row_id: str) -> None:
        """Turn a skill on or off."""
        skill = self._skills[row_id]
        self._lists.start(listing, self._switch(listing, skill))

    async def _switch(self, listing: Listing, skill: SkillFacts) -> None:
        wanted = not skill.enabled
        if await self._lists.inventory.skills.switch(skill.path, on=wanted) is not wanted:
            state = "off" if wanted else "on"
            self._lists.notifier.say(
                f"{skill.name} stays {state}: a stronger configuration says so.", bad=True
            )
        await self._read(listing)


class McpList:
    """The MCP servers of the configuration."""

    title = "MCP servers"
    empty = "no MCP servers are configured"

    def __init__(self, lists: ServerLists) -> None:
        self._lists = lists
        self._servers: dict[str, McpServer] = {}

    def read(self, listing: Listing, *, anew: bool) -> None:
        """Read the configuration, by the server too if the person asked for it, and ask each server."""
        self._lists.start(
            listing, self._read(listing, anew=anew), asks="" if self._servers else "Reading ..."
        )

    async def _read(self, listing: Listing, *, anew: bool) -> None:
        requests = self._lists.inventory
        if anew:
            await requests.mcp.reload()
        config = await requests.config(self._lists.where)
        self._servers = {each.name: each for each in requests.mcp.configured(config)}
        self._show(listing)
        asked = [each for each in self._servers.values() if each.state is McpState.ASKED]
        await asyncio.gather(*(self._ask(listing, each) for each in asked))

    def again(self, listing: Listing, name: str) -> None:
        """Ask one server again."""
        if (server := self._servers.get(name)) is not None:
            self._lists.tasks.start(self._ask(listing, server), group="mcp-again")

    async def _ask(self, listing: Listing, server: McpServer) -> None:
        try:
            told = await self._lists.inventory.mcp.ask(server, self._loaded)
        except CodexError as error:
            told = silent(server, describe(error))
        self._servers[server.name] = told
        self._show(listing)

    @property
    def _loaded(self) -> str | None:
        """The open thread, if its servers run; one that is not loaded has none."""
        thread = self._lists.session.store.open_thread
        return thread.id if thread is not None and thread.loaded else None

    def _show(self, listing: Listing) -> None:
        servers = self._servers.values()
        asked = sum([each.state is McpState.ASKED for each in servers])
        bad = sum([each.state in (McpState.FAILED, McpState.SILENT) for each in servers])
        parts = [f"{asked} still asked" if asked else "", f"{count(bad, 'server')} failed" if bad else ""]
        state = ", ".join(part for part in parts if part)
        listing.show([_mcp_row(each) for each in servers], f"{state}." if state else "")

    def act(self, listing: Listing, key_id: str, row_id: str) -> None:
        """Sign in to a server."""
        self._lists.tasks.request(self._login(row_id), group="mcp-login")

    async def _login(self, name: str) -> None:
        shown = sanitise_line(name)
        self._lists.notifier.say(f"Asking {shown} where to sign in ...")
        url = await self._lists.inventory.mcp.login(name, self._loaded)
        self._lists.node.app.push_screen(LoginAddress(f"Sign in to {shown}", url, self._lists.copying))


def _mcp_row(server: McpServer) -> Listed:
    name = sanitise_line(server.name)
    facts = [Fact("is", server.state.value, bad=server.state in (McpState.FAILED, McpState.SIGN_IN))]
    if server.error:
        facts.append(Fact("because", server.error, bad=True))
    if server.title:
        facts.append(Fact("calls itself", server.title))
    if server.tools:
        facts.append(Fact(count(len(server.tools), "tool"), ", ".join(server.tools)))
    if server.over_http:
        facts.append(Fact("account", "signed in" if server.signed_in else "not signed in"))
    if server.program:
        facts.append(Fact("at" if server.over_http else "program", server.program))
    tools = f"{count(len(server.tools), 'tool')}   " if server.tools else ""
    can_login = server.over_http and server.state is not McpState.OFF
    return Listed(
        ListRow(server.name, name, f"{tools}{server.state.value}"),
        tuple(facts),
        {"listing.login": "sign in"} if can_login else {},
    )


class HooksList:
    """The hooks: what runs, when, and whether it may."""

    title = "Hooks"
    empty = "no hooks are configured"

    def __init__(self, lists: ServerLists) -> None:
        self._lists = lists
        self._hooks: dict[str, Hook] = {}

    def read(self, listing: Listing, *, anew: bool) -> None:
        """Read them."""
        self._lists.start(listing, self._read(listing), asks="" if self._hooks else "Asking the server ...")

    async def _read(self, listing: Listing) -> None:
        found = await self._lists.inventory.hooks.read(self._lists.where)
        self._hooks = {each.key: each for each in found.hooks}
        troubles = [f"{each.rstrip('.')}." for each in found.troubles]
        listing.show([self._row(each) for each in found.hooks], " ".join(troubles))

    def _row(self, hook: Hook) -> Listed:
        when = _EVENTS.get(hook.event, hook.event)
        facts = [
            Fact("runs", hook.runs),
            Fact("when", when, f"for {hook.matcher}" if hook.matcher else ""),
            Fact("is", "on" if hook.enabled else "off", _TRUST.get(hook.trust, hook.trust)),
            Fact("ends after", count(hook.seconds, "second")),
            Fact("file", self._lists.home(hook.place)),
        ]
        acts = {} if hook.managed else dict(_SWITCH if hook.enabled else _SWITCH_ON)
        if not hook.is_trusted:
            acts["listing.trust"] = "trust it"
        state = "off" if not hook.enabled else "on " if hook.is_trusted else "not trusted"
        return Listed(ListRow(hook.key, hook.runs, f"{when}   {state}"), tuple(facts), acts)

    def act(self, listing: Listing, key_id: str, row_id: str) -> None:
        """Turn a hook on or off, or trust it."""
        hook = self._hooks[row_id]
        work = self._trust(listing, hook) if key_id == "listing.trust" else self._switch(listing, hook)
        self._lists.start(listing, work)

    async def _switch(self, listing: Listing, hook: Hook) -> None:
        await self._lists.inventory.hooks.switch(hook, on=not hook.enabled)
        await self._read(listing)

    async def _trust(self, listing: Listing, hook: Hook) -> None:
        when = _EVENTS.get(hook.event, hook.event)
        text = f"{hook.runs}\n\nThe server runs it {when}, outside the sandbox, until it is changed."
        if await self._lists.sure("Trust this hook?", text, "let it run"):
            await self._lists.inventory.hooks.trust(hook)
        await self._read(listing)


class RulesList:
    """The saved rules of commands."""

    title = "Rules of commands"
    empty = "no rules are saved"

    def __init__(self, lists: ServerLists) -> None:
        self._lists = lists
        self._rules: dict[str, SavedRule] = {}

    def read(self, listing: Listing, *, anew: bool) -> None:
        """Read them from the files of the configuration."""
        self._lists.start(listing, self._read(listing), asks="" if self._rules else "Reading the files ...")

    async def _read(self, listing: Listing) -> None:
        requests = self._lists.inventory
        found = await requests.rules.read(await requests.config(self._lists.where))
        self._rules = {each.id: each for each in found.rules}
        rows = [_broken(path, why, self._lists.home(path)) for path, why in found.broken]
        rows += [self._row(each) for each in found.rules]
        state = "With a file that cannot be read the server applies no rules at all." if found.broken else ""
        listing.show(rows, state)

    def _row(self, saved: SavedRule) -> Listed:
        rule = saved.rule
        does = _DECISIONS.get(rule.decision, rule.decision)
        facts = [Fact("command", rule.what), Fact("then", does, rule.why)]
        if not saved.counts:
            facts.append(Fact("but", f"{saved.layer} does not count here", bad=True))
        facts.append(Fact("file", f"{self._lists.home(saved.path)}:{rule.line}", saved.layer))
        return Listed(ListRow(saved.id, rule.what, does), tuple(facts), {"listing.remove": "remove"})

    def act(self, listing: Listing, key_id: str, row_id: str) -> None:
        """Remove a rule, after a question."""
        self._lists.start(listing, self._remove(listing, self._rules[row_id]))

    async def _remove(self, listing: Listing, saved: SavedRule) -> None:
        does = _DECISIONS.get(saved.rule.decision, saved.rule.decision)
        text = (
            f"{saved.rule.what}\n{does}; {self._lists.home(saved.path)}\n\n"
            "Threads that are loaded keep it until they are loaded again."
        )
        if await self._lists.sure("Remove this rule?", text, "remove it"):
            try:
                await self._lists.inventory.rules.remove(saved)
            except BadRulesError as error:
                self._lists.notifier.say(f"The rule was not removed. {error}", bad=True)
            else:
                self._lists.notifier.say(f"Removed the rule for {saved.rule.what}.")
        await self._read(listing)


def _broken(path: str, why: str, shown: str) -> Listed:
    facts = (Fact("cannot be read", why, bad=True), Fact("file", shown))
    # The end of a path says most.
    return Listed(ListRow(f"broken:{path}", "/".join(shown.split("/")[-2:]), "cannot be read"), facts, {})
