# Written by sdk/generate.py from async_codex.py and _blocking/codex.py.
# Do not edit: run `make generate`.
"""The synchronous client, and the asynchronous one that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import NoReturn, TypeVar

from ._blocking.codex import BlockingCodex
from ._core.parameters import ApprovalPolicy, Params, Sandbox
from ._handles import refuse_pickling
from ._unset import UNSET, Unset
from .async_codex import AsyncCodex
from .events import EventStream
from .generated import v2_all
from .generated.api import Api
from .generated.methods import NotificationMethod
from .login import Login
from .metadata import InitializeResponse
from .pages import DEFAULT_PAGE_SIZE, Pages
from .sections import Sections
from .thread import Thread

__all__ = ["AsyncCodex", "Codex"]

T = TypeVar("T")


class Codex(BlockingCodex):
    """A client of one app-server, for programs without an event loop.

    The server is running when the constructor returns; when it does not get ready, the constructor raises
    `ServerStartError` and nothing is left running. Any thread may make calls and close the client. A client
    that was closed, or whose server has died, stays so: later calls raise the same error.
    """

    def __reduce__(self) -> NoReturn:
        refuse_pickling(self, "Pass its AppServerConfig on, and make a client there.")

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @property
    def metadata(self) -> InitializeResponse:
        """The server's description of itself, from its answer to `initialize`."""
        return self._async.metadata

    @property
    def models_are_built(self) -> bool:
        """Whether the models of a first turn are built, which takes 0.2 s beside the first requests.

        Until then typed answers and events wait for it; the `settings` of a thread block.
        """
        return self._async.models_are_built

    def wait_for_models(self) -> None:
        """Wait until the models of a first turn are built."""
        self._portal.call(self._async.wait_for_models)

    @property
    def api(self) -> Api:
        """Every request of the protocol as a typed call under its own name: `codex.api.model_list()`.

        Prefer the methods of this class and of its threads where they exist: they resume a thread that is not
        loaded, remember its settings and follow its turns.
        """
        from .generated.api import Api

        return Api(self.request)

    def close(self) -> None:
        """End the server within the config's `close_timeout`, even if it does not respond.

        Pending and later calls raise `TransportClosedError`. Calling it again does nothing.
        """
        self._close()

    def thread_start(
        self,
        *,
        approval_policy: ApprovalPolicy | None = None,
        base_instructions: str | None = None,
        config: Mapping[str, object] | None = None,
        cwd: str | PathLike[str] | None = None,
        developer_instructions: str | None = None,
        ephemeral: bool | None = None,
        model: str | None = None,
        model_provider: str | None = None,
        personality: v2_all.Personality | str | None = None,
        sandbox: Sandbox | None = None,
        approvals_reviewer: v2_all.ApprovalsReviewer | str | None = None,
        service_name: str | None = None,
        service_tier: str | None = None,
        dynamic_tools: Sequence[v2_all.DynamicToolSpec | Mapping[str, object]] | None = None,
    ) -> Thread:
        """Start a new thread (`thread/start`); omitted values come from the server's configuration.

        `dynamic_tools` are tools of this program, whose calls go to the config's `tool_call_handler`; they
        are experimental. `approval_policy="never"` also disables tools of MCP servers that are not marked as
        read-only: they fail without asking, unless the sandbox is `danger-full-access`. Raises
        `InvalidParamsError` for values that the server does not know, and what a request can raise.
        """
        return Thread(
            self._portal,
            self._portal.call(
                self._async.thread_start,
                approval_policy=approval_policy,
                base_instructions=base_instructions,
                config=config,
                cwd=cwd,
                developer_instructions=developer_instructions,
                ephemeral=ephemeral,
                model=model,
                model_provider=model_provider,
                personality=personality,
                sandbox=sandbox,
                approvals_reviewer=approvals_reviewer,
                service_name=service_name,
                service_tier=service_tier,
                dynamic_tools=dynamic_tools,
            ),
        )

    def thread_list(
        self,
        *,
        archived: bool | None = None,
        cursor: str | None = None,
        cwd: str | PathLike[str] | Sequence[str] | None = None,
        limit: int | None = None,
        model_providers: Sequence[str] | None = None,
        sort_key: v2_all.ThreadSortKey | str | None = None,
        source_kinds: Sequence[v2_all.ThreadSourceKind | str] | None = None,
        search_term: str | None = None,
        sort_direction: v2_all.SortDirection | str | None = None,
        use_state_db_only: bool | None = None,
        section_id: str | None = None,
        originators: Sequence[str] | None = None,
        excluded_thread_ids: Sequence[str] | None = None,
    ) -> v2_all.ThreadListResponse:
        """List stored threads, a page at a time (`thread/list`).

        Without `model_providers` only threads of the configured provider are listed; an empty list means all.
        Without `source_kinds` only interactive threads are listed. To page, sort by `recency_at` or
        `updated_at`: the default `created_at` loses threads created in the same second as a page's last one.
        """
        return self._portal.call(
            self._async.thread_list,
            archived=archived,
            cursor=cursor,
            cwd=cwd,
            limit=limit,
            model_providers=model_providers,
            sort_key=sort_key,
            source_kinds=source_kinds,
            search_term=search_term,
            sort_direction=sort_direction,
            use_state_db_only=use_state_db_only,
            section_id=section_id,
            originators=originators,
            excluded_thread_ids=excluded_thread_ids,
        )

    def thread_resume(
        self,
        thread_id: str,
        *,
        approval_policy: ApprovalPolicy | None = None,
        base_instructions: str | None = None,
        config: Mapping[str, object] | None = None,
        cwd: str | PathLike[str] | None = None,
        developer_instructions: str | None = None,
        model: str | None = None,
        model_provider: str | None = None,
        personality: v2_all.Personality | str | None = None,
        sandbox: Sandbox | None = None,
        approvals_reviewer: v2_all.ApprovalsReviewer | str | None = None,
        service_tier: str | None = None,
        exclude_turns: bool | None = None,
    ) -> Thread:
        """Load a stored thread (`thread/resume`), with the settings this client gave it before.

        The server ignores new settings for a thread that is already loaded: `settings` of the returned
        thread has those in effect. Raises `InvalidRequestError` for a thread that does not exist, is
        archived, or is loaded by another server.
        """
        return Thread(
            self._portal,
            self._portal.call(
                self._async.thread_resume,
                thread_id,
                approval_policy=approval_policy,
                base_instructions=base_instructions,
                config=config,
                cwd=cwd,
                developer_instructions=developer_instructions,
                model=model,
                model_provider=model_provider,
                personality=personality,
                sandbox=sandbox,
                approvals_reviewer=approvals_reviewer,
                service_tier=service_tier,
                exclude_turns=exclude_turns,
            ),
        )

    def thread_fork(
        self,
        thread_id: str,
        *,
        approval_policy: ApprovalPolicy | None = None,
        base_instructions: str | None = None,
        config: Mapping[str, object] | None = None,
        cwd: str | PathLike[str] | None = None,
        developer_instructions: str | None = None,
        ephemeral: bool | None = None,
        model: str | None = None,
        model_provider: str | None = None,
        sandbox: Sandbox | None = None,
        approvals_reviewer: v2_all.ApprovalsReviewer | str | None = None,
        service_tier: str | None = None,
        exclude_turns: bool | None = None,
        last_turn_id: str | None = None,
    ) -> Thread:
        """Start a new thread with the history of another (`thread/fork`), up to `last_turn_id` if given.

        Settings that this client gave to the other thread are given to the new one, unless named here. The
        answer for an ephemeral fork has no turns, because the server has turns only for stored threads.
        Raises `InvalidRequestError` for a thread that cannot be forked.
        """
        return Thread(
            self._portal,
            self._portal.call(
                self._async.thread_fork,
                thread_id,
                approval_policy=approval_policy,
                base_instructions=base_instructions,
                config=config,
                cwd=cwd,
                developer_instructions=developer_instructions,
                ephemeral=ephemeral,
                model=model,
                model_provider=model_provider,
                sandbox=sandbox,
                approvals_reviewer=approvals_reviewer,
                service_tier=service_tier,
                exclude_turns=exclude_turns,
                last_turn_id=last_turn_id,
            ),
        )

    def thread_archive(self, thread_id: str) -> v2_all.ThreadArchiveResponse:
        """Put a thread into the archive (`thread/archive`); a turn that runs on it is interrupted."""
        return self._portal.call(self._async.thread_archive, thread_id)

    def thread_unarchive(self, thread_id: str) -> Thread:
        """Take a thread out of the archive (`thread/unarchive`).

        The server does not load it. Starting a turn on the returned thread does.
        """
        return Thread(self._portal, self._portal.call(self._async.thread_unarchive, thread_id))

    def models(
        self, *, include_hidden: bool = False, cursor: str | None = None, limit: int | None = None
    ) -> v2_all.ModelListResponse:
        """List the models that the server offers (`model/list`)."""
        return self._portal.call(
            self._async.models, include_hidden=include_hidden, cursor=cursor, limit=limit
        )

    def login_chatgpt(self) -> Login:
        """Begin a login with ChatGPT in a browser (`account/login/start`).

        The login has the URL of a page to open in a browser on the server's machine. Its `wait()` returns
        when the user has finished. It replaces a login that has not ended. Raises what a request can raise.
        """
        return Login(self._portal, self._portal.call(self._async.login_chatgpt))

    def login_device_code(self) -> Login:
        """Begin a login with ChatGPT on any device (`account/login/start`).

        The login has the URL of a page and a code to enter there. Raises `InternalRpcError` when the server
        cannot get a code, and what a request can raise.
        """
        return Login(self._portal, self._portal.call(self._async.login_device_code))

    def login_api_key(self, api_key: str) -> None:
        """Give the server an API key, which it stores unencrypted in its home (`account/login/start`).

        Raises `InvalidInputError` for an empty key, and what a request can raise.
        """
        self._portal.call(self._async.login_api_key, api_key)

    def account(self, *, refresh_token: bool = False) -> v2_all.GetAccountResponse:
        """Return the signed-in account, and whether signing in is required (`account/read`)."""
        return self._portal.call(self._async.account, refresh_token=refresh_token)

    def logout(self) -> None:
        """Sign out, which removes keys and tokens from the server's home (`account/logout`)."""
        self._portal.call(self._async.logout)

    @property
    def sections(self) -> Sections:
        """The sections into which threads are sorted."""
        return Sections(self._portal, self._async.sections)

    def thread(self, thread_id: str, *, resume: bool = True) -> Thread:
        """Return a thread by its id without a request to the server; the first turn on it resumes it.

        It is not resumed when this client has started, resumed or forked it. A resume also starts turns for
        messages in the queue of the thread, and for its goal, one after another. `resume=False` forbids a
        resume: a turn that would need one raises `InvalidInputError`, because the client would get no events
        of that turn.
        """
        return Thread(self._portal, self._async.thread(thread_id, resume=resume))

    def threads(
        self,
        *,
        archived: bool | None = None,
        cwd: str | PathLike[str] | Sequence[str] | None = None,
        model_providers: Sequence[str] | None = None,
        sort_key: v2_all.ThreadSortKey | str | None = None,
        source_kinds: Sequence[v2_all.ThreadSourceKind | str] | None = None,
        search_term: str | None = None,
        sort_direction: v2_all.SortDirection | str | None = None,
        page_size: int = DEFAULT_PAGE_SIZE,
    ) -> Pages[v2_all.Thread]:
        """Iterate over all stored threads, fetching `page_size` at a time (`thread/list`).

        The most recently used come first, unless `sort_key` or `sort_direction` say otherwise. Without
        `model_providers` only threads of the configured provider are listed; an empty list means all. Without
        `source_kinds` only interactive threads are listed. `search_term` searches names and first prompts
        only, and is case-sensitive. Raises `InvalidInputError` for a page size out of bounds; iterating
        raises what a request can raise.
        """
        return Pages(
            self._portal,
            self._async.threads(
                archived=archived,
                cwd=cwd,
                model_providers=model_providers,
                sort_key=sort_key,
                source_kinds=source_kinds,
                search_term=search_term,
                sort_direction=sort_direction,
                page_size=page_size,
            ),
        )

    def search(
        self,
        search_term: str,
        *,
        archived: bool | None = None,
        sort_key: v2_all.ThreadSearchSortKey | str | None = None,
        source_kinds: Sequence[v2_all.ThreadSourceKind | str] | None = None,
        sort_direction: v2_all.SortDirection | str | None = None,
        page_size: int = DEFAULT_PAGE_SIZE,
    ) -> Pages[v2_all.ThreadSearchResult]:
        """Search the text of all threads, fetching `page_size` hits at a time (`thread/search`).

        Each hit is a thread with a snippet, the most recently used first; `search` of that thread finds each
        occurrence in it. The method is experimental. Raises `InvalidInputError` for a page size out of
        bounds; iterating raises what a request can raise.
        """
        return Pages(
            self._portal,
            self._async.search(
                search_term,
                archived=archived,
                sort_key=sort_key,
                source_kinds=source_kinds,
                sort_direction=sort_direction,
                page_size=page_size,
            ),
        )

    def events(
        self,
        *,
        thread_id: str | None = None,
        methods: Iterable[NotificationMethod] | None = None,
        outside_turns: bool = False,
    ) -> EventStream:
        """Return a stream of this client's notifications, from now on and in wire order.

        `thread_id` selects those about that thread and `methods` those with these names. `outside_turns`
        selects those that no stream of a turn has: about no turn, or after the end of their turn, such as
        late output of a command that went on in the background.
        """
        return EventStream(
            self._portal,
            self._portal.run(
                self._async.events, thread_id=thread_id, methods=methods, outside_turns=outside_turns
            ),
        )

    def request(
        self, method: str, params: Params, result_type: type[T], *, timeout: float | Unset | None = UNSET
    ) -> T:
        """Send any request of the protocol and return its result as `result_type`.

        `params` have the names of the protocol, or are a generated model. With `dict` the result is the JSON
        as it came, for which no model is built. `timeout` is in seconds; None means
        no limit. Raises `JsonRpcError` when the server refuses, `RequestTimeoutError` when it does not answer
        in time, `ResponseInvalidError` when the result does not fit, `InvalidInputError` when the parameters
        cannot be sent, and `TransportClosedError` when the connection has ended.
        """
        return self._portal.call(self._async.request, method, params, result_type, timeout=timeout)
