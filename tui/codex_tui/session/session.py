"""The connection to one server: its events are folded into the store, its requests are made from here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codex_app_server import (
    BinaryNotFoundError,
    CodexError,
    ConnectionLostError,
    ServerStartError,
    TransportClosedError,
    __version__,
)

from ..state.change import Change
from ..state.sanitise import sanitise
from ..state.settings import ThreadSettings
from .background import Background
from .branches import Branches
from .catalogue import Catalogue
from .errors import describe, held_words, how_it_ended, what_to_do_about_start, why_no_start
from .files import ThreadFiles
from .form_requests import FormRequests
from .inventory import Inventory
from .login import Login, LoginOutcome, outcome_of
from .opening import Opening
from .pending_requests import PendingRequests
from .queues import Queues
from .readiness import EffectiveConfig, Problem, ProblemKind, Readiness, Trust, check_readiness, write_trust
from .searches import Searches
from .servers import ServerChoice, open_server
from .shell_commands import ShellCommands
from .threads import Threads
from .turns import Turns
from .versions import is_too_old, too_old
from .writer_locks import Writer, writer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codex_app_server import (
        AppServerConfig,
        AsyncCodex,
        AsyncEventStream,
        Notification,
    )

    from ..state.store import Store
    from .options import SessionOptions


_BY_TRUST = {
    Trust.TRUSTED: ("workspace-write", "on-request"),
    Trust.UNTRUSTED: ("read-only", "untrusted"),
}
"""The sandbox and approval policy that the server gives a thread when neither config nor request has one."""


_WRITING = {
    "writable_roots": "writableRoots",
    "network_access": "networkAccess",
    "exclude_slash_tmp": "excludeSlashTmp",
    "exclude_tmpdir_env_var": "excludeTmpdirEnvVar",
}
"""The keys of the config's table `sandbox_workspace_write`, and the fields of the sandbox."""


_OTHER_CODEX = "The package openai-codex-cli-bin brings one that fits, which is used unless you name another."


@dataclass(frozen=True)
class ConnectionLost:
    """The server ended unexpectedly; `how` is `signal 9` or the like."""

    how: str
    stderr_tail: str = ""
    """The end of what it wrote on stderr, sanitised; the SDK takes secrets out."""
    goes_on: bool = False
    """Whether the server runs on: its turns go on, and another connection finds them again."""
    shared: bool = False
    """Whether the server was not ours: it may be there again in a moment, as after an update."""


@dataclass(frozen=True)
class _Connection:
    """A running server, its events, and its requests."""

    codex: AsyncCodex
    events: AsyncEventStream
    opening: Opening
    turns: Turns
    queues: Queues
    background: Background
    threads: Threads
    login: Login
    catalogue: Catalogue
    shell: ShellCommands
    files: ThreadFiles
    searches: Searches
    inventory: Inventory


class CodexSession:
    """Connections to an app-server, one at a time, whose events are all folded into the same store.

    `listen` sets the callbacks for changes.
    """

    def __init__(
        self,
        config: AppServerConfig,
        store: Store,
        options: SessionOptions,
    ) -> None:
        self.store = store
        self.options = options
        store.ui.directory = options.cwd
        self.readiness = Readiness()
        self.branches = Branches(self._files_after_prompts, self._tell)
        """The git branches of directories; asked for again after a turn has ended or a thread was opened."""
        self._config = config
        self._changed: Callable[[Change], None] = _ignore
        self._lost: Callable[[ConnectionLost], None] = _ignore
        self._login_ended: Callable[[LoginOutcome], None] = _ignore
        self._effective_config = EffectiveConfig({})
        self.distrusts_for_now = False
        """Whether the directory counts as not trusted only because the person has not answered yet."""
        self._connection: _Connection | None = None
        self.uses_background = False
        """Whether to use the server that `codex` leaves in the background, when it answers: a setting."""
        self._followed: frozenset[str] = frozenset()
        """The threads that were followed when the connection to a shared server was lost."""
        self._held: asyncio.Event | None = None
        self._seen_held: set[str] = set()
        """Threads that the system's table of locks has shown as held: it will show when they are free."""
        self._requests = PendingRequests(store, self._tell)
        self._forms = FormRequests(self._requests)

    def listen(
        self,
        *,
        changed: Callable[[Change], None],
        lost: Callable[[ConnectionLost], None],
        login_ended: Callable[[LoginOutcome], None],
    ) -> None:
        """Set the callbacks: `changed` for each change of the store, `lost` once when the server dies.

        `login_ended` gets the outcome of a login. All three are called on the event loop and must not block.
        """
        self._changed, self._lost, self._login_ended = changed, lost, login_ended

    @property
    def connected(self) -> bool:
        """Whether there is a server to talk to."""
        return self._connection is not None

    @property
    def is_shared(self) -> bool:
        """Whether the server runs on without this application: threads outlive it, others may use them."""
        return self._connection is not None and self._connection.opening.shared

    @property
    def server_version(self) -> str:
        """The version of the server that is connected; empty when it does not say."""
        connection = self._connection
        return "" if connection is None else connection.codex.metadata.server_info.version or ""

    @property
    def is_trusted_enough(self) -> bool:
        """Whether the question about trust in this directory is settled, or is not asked at all."""
        return not self.options.ask_trust or self.readiness.trust is not Trust.UNKNOWN

    @property
    def turns(self) -> Turns:
        """The requests of a conversation. Raises `TransportClosedError` while there is no server."""
        return self._connected().turns

    @property
    def queues(self) -> Queues:
        """The requests about queues. Raises `TransportClosedError` while there is no server."""
        return self._connected().queues

    @property
    def background(self) -> Background:
        """The requests about commands in the background. Raises `TransportClosedError` without a server."""
        return self._connected().background

    @property
    def threads(self) -> Threads:
        """The requests about whole threads. Raises `TransportClosedError` while there is no server."""
        return self._connected().threads

    @property
    def searches(self) -> Searches:
        """The searches over all threads. Raises `TransportClosedError` while there is no server."""
        return self._connected().searches

    @property
    def files(self) -> ThreadFiles:
        """The files of threads. Raises `TransportClosedError` while there is no server."""
        return self._connected().files

    @property
    def shell(self) -> ShellCommands:
        """Runs the person's shell commands. Raises `TransportClosedError` while there is no server."""
        return self._connected().shell

    @property
    def login(self) -> Login:
        """The requests of a login. Raises `TransportClosedError` while there is no server."""
        return self._connected().login

    @property
    def catalogue(self) -> Catalogue:
        """What there is to choose from. Raises `TransportClosedError` while there is no server."""
        return self._connected().catalogue

    @property
    def inventory(self) -> Inventory:
        """What the server runs with and has. Raises `TransportClosedError` while there is no server."""
        return self._connected().inventory

    def use(self, config: AppServerConfig, options: SessionOptions) -> None:
        """Set the config and options for the next `start`."""
        self._config, self.options = config, options
        self.store.ui.directory = options.cwd

    async def start(self) -> Readiness:
        """Start a server and check whether a conversation is possible; one that does not start is closed.

        A problem is returned and not raised: the first screen shows it.
        """
        await self.close()
        config = replace(
            self._config,
            approval_handler=self._requests.approval,
            permissions_handler=self._forms.permissions,
            user_input_handler=self._forms.question,
            elicitation_handler=self._forms.elicitation,
            concurrent_turns=True,
            build_models_early=False,
            client_name="codex-tui",
            client_title="codex-tui",
            client_version=__version__,
        )
        try:
            opened = await open_server(config, self.options.server, background=self.uses_background)
        except CodexError as error:
            self.readiness = Readiness(problem=_cannot_start(error, self.options.server))
            return self.readiness
        codex, shared = opened.codex, opened.shared
        version = codex.metadata.server_info.version or ""
        if is_too_old(version):
            await codex.close()
            self.readiness = Readiness(
                problem=Problem(ProblemKind.NO_START, "This codex is too old", too_old(version), _OTHER_CODEX)
            )
            return self.readiness
        opening = Opening(
            codex,
            self.store,
            self._tell,
            self.settings_for,
            self._writing,
            lambda cwd: self.expected(cwd),
            shared=shared,
        )
        turns = Turns(codex, self.store, self._tell, opening, self._why_held)
        self._connection = _Connection(
            codex,
            opened.events,
            opening,
            turns,
            Queues(codex, self.store, self._tell, turns),
            Background(codex, self.store, self._tell),
            Threads(codex, self.store, self._tell, opening),
            Login(codex),
            Catalogue(codex),
            ShellCommands(codex, self.store, turns),
            ThreadFiles(codex),
            Searches(codex, self.store),
            Inventory(codex, opened.config),
        )
        return await self.check_readiness()

    async def follow_again(self) -> None:
        """Follow the threads again that were followed when a connection was lost, as far as they are loaded.

        Their events come from then on, and requests that wait are asked again. Raises `CodexError`.
        """
        followed, self._followed = self._followed, frozenset()
        if not followed or not self.is_shared:
            return
        connection = self._connected()
        loaded = (await connection.codex.api.thread_loaded_list()).data
        for thread_id in followed.intersection(loaded):
            self.store.thread(thread_id).loaded = True
            await connection.opening.follow(thread_id)

    async def check_readiness(self) -> Readiness:
        """Read config, login and trust again, as after a login."""
        self.branches.forget()
        try:
            found = await check_readiness(self._connected().codex, self.options.cwd)
        except CodexError as error:
            self.readiness = Readiness(problem=_cannot_start(error))
        else:
            self.readiness, self._effective_config = found
            if self.distrusts_for_now:
                self.distrusts_for_now = False
                if self.readiness.trust is Trust.UNKNOWN:
                    self.distrust_for_now()
        return self.readiness

    def hold_events(self) -> None:
        """Leave events as they come until `read_events`: their models take 0.2 s, and a prompt goes first."""
        self._held = asyncio.Event()

    def read_events(self) -> None:
        """Let `pump` fold the events that have come, and later ones."""
        if self._held is not None:
            self._held.set()
            self._held = None

    def _files_after_prompts(self) -> ThreadFiles | None:
        # While events are held, prompts go first.
        return None if self._connection is None or self._held is not None else self._connection.files

    async def pump(self) -> None:
        """Fold events until the connection ends: all that have come at once, then one call of `changed`."""
        connection = self._connection
        if connection is None:
            return
        if self._held is not None:
            await self._held.wait()
        try:
            while batch := await connection.events.receive_batch():
                change = Change()
                connection.opening.take_unread(change)
                for event in batch:
                    self.store.apply(event, into=change)
                    self._watch(event)
                if change:
                    self._tell(change)
        except TransportClosedError as error:
            if self._connection is connection:
                self._lose(error)

    async def remember_trust(self, trust: Trust) -> None:
        """Keep the person's answer about this directory in the server's config."""
        await write_trust(self._connected().codex, self.readiness.trust_root or self.options.cwd, trust)
        self.distrusts_for_now = False
        self._apply_trust(trust)

    def distrust_for_now(self) -> None:
        """Treat this directory as untrusted until the person answers; nothing is written."""
        self.distrusts_for_now = True
        self._apply_trust(Trust.UNTRUSTED)

    def _apply_trust(self, trust: Trust) -> None:
        self._effective_config.set_trust(self.readiness.trust_root or self.options.cwd, trust)
        self.readiness = replace(self.readiness, trust=trust)

    def answer(self, key: int, answer: object) -> bool:
        """Answer a waiting request; False when it is no longer open.

        Raises `AnswerNotOfferedError` for an answer that the server did not offer.
        """
        return self._requests.answer(key, answer)

    def settings_for(self, cwd: str) -> ThreadSettings:
        """Return the settings to request for a thread that works in this directory.

        By itself the server gives a trusted directory workspace-write with approvals on request, and an
        unknown one read-only. In one that the person does not trust it would allow writing.
        """
        options = self.options
        sandbox, approval = options.sandbox, options.approval_policy
        if self._effective_config.trust(cwd) is Trust.UNTRUSTED:
            sandbox = sandbox or "read-only"
            if self.distrusts_for_now and self._effective_config.text("approval_policy") is None:
                # The server has no answer yet, and would ask for fewer approvals than after a "no".
                approval = approval or "untrusted"
        return ThreadSettings(cwd, model=options.model, sandbox=sandbox, approval_policy=approval)

    def _writing(self) -> Mapping[str, object]:
        """Return what the config says about the sandbox workspace-write, in the protocol's words."""
        return {
            protocol: value
            for name, protocol in _WRITING.items()
            if (value := self._effective_config.within("sandbox_workspace_write", name)) is not None
        }

    def expected(self, cwd: str | None = None) -> ThreadSettings:
        """Return the settings that a thread started in a directory will get.

        None stands where only the server knows. Without `cwd` it is the directory of the command line.
        """
        cwd = cwd or self.options.cwd
        settings, config = self.settings_for(cwd), self._effective_config
        trust = config.trust(cwd)
        sandbox, approval = _BY_TRUST.get(trust, (None, None))
        return ThreadSettings(
            settings.cwd,
            model=settings.model,
            sandbox=settings.sandbox or config.text("sandbox_mode") or sandbox,
            approval_policy=settings.approval_policy or config.text("approval_policy") or approval,
        )

    def check_writer(self, thread_id: str, *, tries: bool = True) -> bool:
        """Make a thread read-only if another client holds it now, else writable; a loaded one is writable.

        One that only the server knows to be held stays so; with `tries` it becomes writable, and the next
        turn tells. Returns whether anything has changed.
        """
        thread = self.store.thread(thread_id)
        before = thread.read_only
        writer = None if thread.loaded else self._writer(thread_id)
        if writer is not None:
            self._seen_held.add(thread_id)
            thread.read_only = held_words(writer)
        elif tries or thread.loaded or thread_id in self._seen_held:
            self._seen_held.discard(thread_id)
            thread.read_only = None
        if before == thread.read_only:
            return False
        self._tell(Change(rows={thread_id}, status=True))
        return True

    def _writer(self, thread_id: str) -> Writer | None:
        # What a shared server holds is ours too, and it may hold it on another machine.
        if self._connection is None or self.is_shared:
            return None
        return writer_of(self._connection.codex.metadata.codex_home or "", thread_id)

    def _why_held(self, thread_id: str) -> str:
        return held_words(self._writer(thread_id) or Writer())

    async def close(self) -> None:
        """End the connection within a bounded time. What waits is not answered.

        With a server of our own the requests end. One that others share keeps them open for them.
        """
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.codex.close()
            self._tell(self.store.disconnected())

    def _connected(self) -> _Connection:
        if self._connection is None:
            raise TransportClosedError("There is no server at the moment: start one, then try again.")
        return self._connection

    def _tell(self, change: Change) -> None:
        self._changed(change)

    def _watch(self, event: Notification) -> None:
        if event.method == "item/started" and self.is_shared:
            self._tell_of_others(event)
        if event.method == "turn/completed":
            self._connected().turns.reviewing.discard(event.thread_id or "")
            # The agent may have gone to another branch.
            self.branches.forget()
        if event.method != "account/login/completed":
            return
        from codex_app_server.generated.v2_all import AccountLoginCompletedNotification

        if isinstance(event.payload, AccountLoginCompletedNotification):
            self._login_ended(outcome_of(event.payload))

    def _tell_of_others(self, event: Notification) -> None:
        """Add a line to a conversation when another client of the server says something in it."""
        from codex_app_server.generated.v2_all import ItemStartedNotification, UserMessageThreadItem

        payload = event.payload
        if not isinstance(payload, ItemStartedNotification):
            return
        item = payload.item
        if not isinstance(item, UserMessageThreadItem):
            return
        if not self._connected().turns.is_ours(payload.thread_id, item.client_id):
            self._tell(self.store.said_elsewhere(payload.thread_id, payload.turn_id, item.id))

    def _lose(self, error: TransportClosedError) -> None:
        connection, self._connection = self._connection, None
        shared = connection is not None and connection.opening.shared
        goes_on = shared and isinstance(error, ConnectionLostError)
        if connection is not None and goes_on:
            self._followed |= connection.opening.followed
        lost = ConnectionLost(how_it_ended(error), sanitise(error.stderr_tail), goes_on, shared)
        self._tell(self.store.connection_lost(describe(error), goes_on=goes_on))
        self._lost(lost)


def _ignore(_what: object) -> None:
    """Do nothing: the callback before `listen`."""


def _cannot_start(error: CodexError, choice: ServerChoice | None = None) -> Problem:
    if choice is not None and choice.url:
        return Problem(
            ProblemKind.NO_START,
            "The server cannot be reached",
            describe(error),
            f"Start it with `codex app-server --listen {sanitise(choice.url)}`, or leave out --server.",
        )
    if not isinstance(error, ServerStartError):
        return Problem(
            ProblemKind.NO_START,
            "The server does not answer",
            describe(error),
            "Try again, or look at the demo.",
        )
    if isinstance(error, BinaryNotFoundError):
        kind, title = ProblemKind.NO_BINARY, "There is no codex binary"
    else:
        kind, title = ProblemKind.NO_START, "The codex server does not start"
    return Problem(kind, title, why_no_start(error), what_to_do_about_start(error))
