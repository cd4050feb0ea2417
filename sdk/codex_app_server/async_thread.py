"""A conversation: run prompts on it, read it, name it, from an event loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from os import PathLike
from typing import TYPE_CHECKING, Literal, NoReturn, TypeVar

from ._core.parameters import ApprovalPolicy, OutputSchema, TurnSandbox, schema_of, turn_settings_to_wire
from ._core.turn_events import TurnEvents
from ._core.wire import JsonValue, wire_params
from ._handles import refuse_pickling
from ._io.resuming import resume
from ._kept_settings import KeptSettings, id_in
from .async_goals import AsyncGoal
from .async_pages import DEFAULT_PAGE_SIZE, AsyncPages, checked_page_size
from .async_queues import AsyncQueue
from .async_started_turns import AsyncStartedTurns
from .async_turn import AsyncTurnHandle, AsyncTurnStream
from .errors import InvalidInputError, InvalidRequestError, JsonRpcError
from .generated import v2_all
from .inputs import Input, RunInput, input_to_wire
from .results import RunResult, ThreadSettings, result_of
from .special_turns import compact_turn, review_turn
from .turn_start import TurnStart

if TYPE_CHECKING:
    from ._io.client import Client

T = TypeVar("T")

_NO_TURNS_YET = "list_turns is not supported yet"


class AsyncThread:
    """A conversation of an `AsyncCodex`.

    A thread that this client has neither started nor resumed nor forked, or that the server has unloaded
    since, is resumed when a turn starts on it, with the settings that this client gave it before. See
    `AsyncCodex.thread` for what else a resume starts.
    """

    # A program may hold thousands.
    __slots__ = ("__weakref__", "_client", "_id", "_resumes", "_settings")

    def __init__(
        self,
        client: Client,
        thread_id: str,
        settings: KeptSettings | None = None,
        *,
        resumes: bool = True,
    ) -> None:
        self._client = client
        self._resumes = resumes
        self._id = thread_id
        self._settings = settings

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"

    def __eq__(self, other: object) -> bool:
        """Return whether both are handles on the same thread of the same client."""
        if not isinstance(other, AsyncThread):
            return NotImplemented
        return self._id == other._id and self._client is other._client

    def __hash__(self) -> int:
        return hash((id(self._client), self._id))

    def __reduce__(self) -> NoReturn:
        refuse_pickling(self, "Pass its id on, and call thread(id) on a client there.")

    @property
    def id(self) -> str:
        """The id of the thread."""
        return self._id

    @property
    def settings(self) -> ThreadSettings | None:
        """The settings in effect when the thread was last started, resumed or forked by this object.

        None if this object has done none of these, for example after `AsyncCodex.thread_unarchive`.
        """
        return None if self._settings is None else self._settings.read()

    async def run(
        self,
        input: RunInput,
        *,
        approval_policy: ApprovalPolicy | None = None,
        approvals_reviewer: v2_all.ApprovalsReviewer | str | None = None,
        cwd: str | PathLike[str] | None = None,
        effort: v2_all.ReasoningEffort | str | None = None,
        model: str | None = None,
        output_schema: OutputSchema | None = None,
        personality: v2_all.Personality | str | None = None,
        sandbox_policy: TurnSandbox | None = None,
        service_tier: str | None = None,
        summary: v2_all.ReasoningSummary | str | None = None,
        client_user_message_id: str | None = None,
        output_type: type[v2_all.BaseModel] | None = None,
        # turn/start: keywords
        additional_context: Mapping[str, v2_all.AdditionalContextEntry] | None = None,
        collaboration_mode: v2_all.CollaborationMode | None = None,
        cyber_access_program: v2_all.CyberAccessProgram | str | None = None,
        disabled_plugin_ids: Sequence[str] | None = None,
        environments: Sequence[v2_all.TurnEnvironmentParams] | None = None,
        multi_agent_mode: v2_all.MultiAgentMode | str | Mapping[str, object] | None = None,
        parent_turn_id: str | None = None,
        permissions: str | None = None,
        responsesapi_client_metadata: Mapping[str, str] | None = None,
        root_turn_id: str | None = None,
        runtime_workspace_roots: Sequence[str | PathLike[str]] | None = None,
        service_tier_for_turn: str | None = None,
        tool_output: v2_all.TurnToolOutput | None = None,
        turn_trigger: str | None = None,
        # turn/start: end
    ) -> RunResult:
        """Start a turn, wait for its end and return its result (`turn/start`).

        All settings but `output_schema` stay with the thread. An interrupted turn returns the items that it
        had completed. With `output_type`, a pydantic class, the answer follows its schema and is in `parsed`;
        an answer that does not fit raises `OutputInvalidError`. Raises `TurnFailedError` when the turn fails,
        `ConcurrentUseError` while another turn of the client is consumed and, with `concurrent_turns` too,
        while another `run` waits on this thread, `ThreadBusyError` when `output_schema` is given while a turn
        without it runs there, and what a request can raise. Cancelling the call leaves the turn running.
        """
        if output_type is not None:
            if output_schema is not None:
                raise InvalidInputError("run got output_schema and output_type; give the one or the other.")
            output_schema = schema_of(output_type)
        # Taken before the turn starts: a turn that cannot be consumed should not run.
        with self._client.consuming(), self._client.running_on(self._id):
            turn = await self._begin(
                input,
                "run",
                approval_policy=approval_policy,
                approvals_reviewer=approvals_reviewer,
                cwd=cwd,
                effort=effort,
                model=model,
                output_schema=output_schema,
                personality=personality,
                sandbox_policy=sandbox_policy,
                service_tier=service_tier,
                summary=summary,
                client_user_message_id=client_user_message_id,
                # turn/start: values
                additional_context=additional_context,
                collaboration_mode=collaboration_mode,
                cyber_access_program=cyber_access_program,
                disabled_plugin_ids=disabled_plugin_ids,
                environments=environments,
                multi_agent_mode=multi_agent_mode,
                parent_turn_id=parent_turn_id,
                permissions=permissions,
                responsesapi_client_metadata=responsesapi_client_metadata,
                root_turn_id=root_turn_id,
                runtime_workspace_roots=runtime_workspace_roots,
                service_tier_for_turn=service_tier_for_turn,
                tool_output=tool_output,
                turn_trigger=turn_trigger,
                # turn/start: end
            )
            fold = await turn._folded(AsyncTurnStream(None, turn._events))
        return result_of(fold, output_type)

    def turn(
        self,
        input: Input,
        *,
        approval_policy: ApprovalPolicy | None = None,
        cwd: str | PathLike[str] | None = None,
        effort: v2_all.ReasoningEffort | str | None = None,
        model: str | None = None,
        output_schema: OutputSchema | None = None,
        personality: v2_all.Personality | str | None = None,
        sandbox_policy: TurnSandbox | None = None,
        summary: v2_all.ReasoningSummary | str | None = None,
        approvals_reviewer: v2_all.ApprovalsReviewer | str | None = None,
        service_tier: str | None = None,
        client_user_message_id: str | None = None,
        # turn/start: keywords
        additional_context: Mapping[str, v2_all.AdditionalContextEntry] | None = None,
        collaboration_mode: v2_all.CollaborationMode | None = None,
        cyber_access_program: v2_all.CyberAccessProgram | str | None = None,
        disabled_plugin_ids: Sequence[str] | None = None,
        environments: Sequence[v2_all.TurnEnvironmentParams] | None = None,
        multi_agent_mode: v2_all.MultiAgentMode | str | Mapping[str, object] | None = None,
        parent_turn_id: str | None = None,
        permissions: str | None = None,
        responsesapi_client_metadata: Mapping[str, str] | None = None,
        root_turn_id: str | None = None,
        runtime_workspace_roots: Sequence[str | PathLike[str]] | None = None,
        service_tier_for_turn: str | None = None,
        tool_output: v2_all.TurnToolOutput | None = None,
        turn_trigger: str | None = None,
        # turn/start: end
    ) -> TurnStart:
        """Start a turn and return a handle on it (`turn/start`).

        `async with` interrupts it where the block is left before it has ended, also by a cancellation.
        If a turn is running on the thread, the server adds the input to it, and the handle is on that turn.
        All settings but `output_schema` stay with the thread; a running turn keeps its old settings. Raises
        `TypeError` for a plain string, `ThreadBusyError` when `output_schema` is given while a turn without
        it runs, and what a request can raise.
        """
        begin = self._begin(
            input,
            "turn",
            approval_policy=approval_policy,
            cwd=cwd,
            effort=effort,
            model=model,
            output_schema=output_schema,
            personality=personality,
            sandbox_policy=sandbox_policy,
            summary=summary,
            approvals_reviewer=approvals_reviewer,
            service_tier=service_tier,
            client_user_message_id=client_user_message_id,
            # turn/start: values
            additional_context=additional_context,
            collaboration_mode=collaboration_mode,
            cyber_access_program=cyber_access_program,
            disabled_plugin_ids=disabled_plugin_ids,
            environments=environments,
            multi_agent_mode=multi_agent_mode,
            parent_turn_id=parent_turn_id,
            permissions=permissions,
            responsesapi_client_metadata=responsesapi_client_metadata,
            root_turn_id=root_turn_id,
            runtime_workspace_roots=runtime_workspace_roots,
            service_tier_for_turn=service_tier_for_turn,
            tool_output=tool_output,
            turn_trigger=turn_trigger,
            # turn/start: end
        )
        return TurnStart(begin)

    async def turn_handle(self, turn_id: str) -> AsyncTurnHandle:
        """Return a handle on a turn that was begun elsewhere, such as by `run` or by another client.

        The handle gets the events from now on, and can steer and interrupt the turn. For a turn that has
        ended, it has the end from the history. The thread is resumed as for a new turn. Raises
        `InvalidRequestError` for a turn that the thread does not have, and what a request can raise.
        """
        router = self._client.session.router
        events = TurnEvents(router.settle_turn(router.expect_turn(self._id), turn_id))
        try:
            if self._id not in self._client.subscriptions:
                await self._load("turn_handle")
            if not router.is_followed_elsewhere(self._id, turn_id, events.queue):
                turn = await self._find_turn(turn_id)
                if turn.status != v2_all.TurnStatus.in_progress:
                    events.ended_before(self._id, turn)
                    router.ended_turns.add(turn_id, turn.status.value)
                    router.unsubscribe(events.queue)
        except BaseException:
            router.unsubscribe(events.queue)
            raise
        return AsyncTurnHandle(self._client, self._id, turn_id, events)

    async def _find_turn(self, turn_id: str) -> v2_all.Turn:
        async for turn in self.turns(sort_direction="desc", items_view="notLoaded"):
            if turn.id == turn_id:
                return turn
        raise InvalidRequestError(-32600, f"turn not found: {turn_id}", None, "thread/turns/list")

    async def read(self, *, include_turns: bool = False) -> v2_all.ThreadReadResponse:
        """Return the stored thread, with its history if `include_turns` is set (`thread/read`).

        The history of a thread without a turn is empty.
        """
        params = {"threadId": self._id, "includeTurns": include_turns}
        try:
            return await self._client.call("thread/read", params, v2_all.ThreadReadResponse)
        except JsonRpcError as error:
            # The server's error for a thread that has had no turn.
            if not include_turns or not error.message.startswith(_NO_TURNS_YET):
                raise
        return await self._client.call("thread/read", {"threadId": self._id}, v2_all.ThreadReadResponse)

    def turns(
        self,
        *,
        sort_direction: v2_all.SortDirection | str = "asc",
        items_view: v2_all.TurnItemsView | str = "full",
        page_size: int = DEFAULT_PAGE_SIZE,
    ) -> AsyncPages[v2_all.Turn]:
        """Iterate over the turns of the thread, fetching `page_size` at a time (`thread/turns/list`).

        The oldest come first, or with `sort_direction="desc"` the newest. `items_view` is how much of their
        items comes with them: `full`, `summary` or `notLoaded`. Raises `InvalidInputError` for a page size
        out of bounds; iterating raises what a request can raise.
        """
        params = wire_params(
            thread_id=self._id,
            limit=checked_page_size(page_size),
            sort_direction=sort_direction,
            items_view=items_view,
        )
        return self._client.pages("thread/turns/list", params, v2_all.ThreadTurnsListResponse)

    def items(
        self,
        *,
        turn_id: str | None = None,
        sort_direction: v2_all.SortDirection | str = "asc",
        page_size: int = DEFAULT_PAGE_SIZE,
    ) -> AsyncPages[v2_all.ThreadItemEntry]:
        """Iterate over the items of the thread, or of one of its turns (`thread/items/list`).

        The oldest come first, or with `sort_direction="desc"` the newest. Raises `InvalidInputError` for a
        page size out of bounds; iterating raises what a request can raise.
        """
        params = wire_params(
            thread_id=self._id,
            turn_id=turn_id,
            limit=checked_page_size(page_size),
            sort_direction=sort_direction,
        )
        return self._client.pages(
            "thread/items/list", params, v2_all.ThreadItemsListResponse, self._check_history
        )

    def search(
        self, search_term: str, *, page_size: int = DEFAULT_PAGE_SIZE
    ) -> AsyncPages[v2_all.ThreadSearchOccurrence]:
        """Find the occurrences of a text in the thread (`thread/searchOccurrences`).

        They come in the order of the conversation, each with its turn and its item. The method is
        experimental. Raises `InvalidInputError` for a page size out of bounds; iterating raises what a
        request can raise.
        """
        params = wire_params(thread_id=self._id, search_term=search_term, limit=checked_page_size(page_size))
        return self._client.pages("thread/searchOccurrences", params, v2_all.ThreadSearchOccurrencesResponse)

    async def _check_history(self) -> None:
        """Raise the true reason why the server does not list the items of a thread.

        Only `thread/turns/list` says that the thread has no history because it has had no prompt.
        """
        await self._client.call("thread/turns/list", {"threadId": self._id, "limit": 1}, dict)

    @property
    def goal(self) -> AsyncGoal:
        """The goal that the server works on by itself."""
        return AsyncGoal(self._client, self._id)

    @property
    def queue(self) -> AsyncQueue:
        """The messages that wait for the running turn to end."""
        return AsyncQueue(self._client, self._id)

    def started_turns(self) -> AsyncStartedTurns:
        """Return a stream with a handle on each turn that begins on this thread, whatever starts it."""
        return AsyncStartedTurns(self._client, self._id)

    async def revert(self, before_turn_id: str) -> v2_all.ThreadRevertResponse:
        """Remove this turn and all later ones from the history (`thread/revert`).

        The server reloads the thread for this, which interrupts a running turn. It does so even for a turn
        that does not exist, and then loses a thread without turns. So this method looks the turn up first,
        and raises `InvalidRequestError` if it does not exist. The total of the tokens goes back too.
        """
        await self._find_turn(before_turn_id)
        params = {"threadId": self._id, "beforeTurnId": before_turn_id}
        return await self._call_loaded("thread/revert", params, v2_all.ThreadRevertResponse)

    async def set_name(self, name: str) -> v2_all.ThreadSetNameResponse:
        """Give the thread a name (`thread/name/set`)."""
        params = {"threadId": self._id, "name": name}
        return await self._client.call("thread/name/set", params, v2_all.ThreadSetNameResponse)

    async def compact(self) -> v2_all.ThreadCompactStartResponse:
        """Start a turn in which the model shortens the history (`thread/compact/start`).

        Interrupts a running turn.
        """
        return await self._call_loaded(
            "thread/compact/start", {"threadId": self._id}, v2_all.ThreadCompactStartResponse
        )

    async def compact_turn(self) -> AsyncTurnHandle:
        """Start a turn in which the model shortens the history, and return its handle.

        This sends `thread/compact/start`. `run()` of the handle waits for the end. Interrupts a running turn.
        Raises what a request can raise.
        """
        return await compact_turn(self._client, self._id, self.compact)

    async def review(
        self,
        target: v2_all.ReviewTarget | Mapping[str, object] | str | None = None,
        *,
        delivery: v2_all.ReviewDelivery | str | None = None,
    ) -> AsyncTurnHandle:
        """Start a review of code and return a handle on its turn (`review/start`).

        `target` is a `BaseBranchReviewTarget`, a `CommitReviewTarget`, a text with instructions, or None for
        the uncommitted changes. The review is the last message of the turn, and also the text of its
        `exitedReviewMode` item. A review cannot be steered. With `delivery="detached"`, which needs a thread
        with a legacy history, it runs on a thread of its own, whose id the handle has. Raises
        `TurnFailedError` when the target does not exist, and what a request can raise.
        """
        return await review_turn(self._client, self._id, self._call_loaded, target, delivery)

    async def _begin(
        self, given: RunInput, asked_by: Literal["run", "turn"], **settings: object
    ) -> AsyncTurnHandle:

        params = {
            "threadId": self._id,
            "input": input_to_wire(given, allow_text=asked_by == "run", asked_by=asked_by),
            **turn_settings_to_wire(settings),
        }
        router = self._client.session.router
        expected = router.expect_turn(self._id)
        try:
            late = partial(self._client.interrupt_late_turn, self._id)
            answer = await self._call_loaded("turn/start", params, dict, late)
            turn_id = id_in("turn/start", answer, "turn")
            events = TurnEvents(router.settle_turn(expected, turn_id))
        finally:
            router.abandon_turn(expected)
        return AsyncTurnHandle(self._client, self._id, turn_id, events)

    async def _call_loaded(
        self,
        method: str,
        params: Mapping[str, object],
        result_type: type[T],
        on_late: Callable[[JsonValue], None] | None = None,
    ) -> T:
        """Send a request about this thread, after resuming it if this client does not get its events."""
        if self._id not in self._client.subscriptions:
            self._client.check(method, params)
            await self._load(method)
        try:
            return await self._client.call(method, params, result_type, on_late=on_late)
        except InvalidRequestError as error:
            if not error.message.startswith("thread not found") or not self._resumes:
                raise
        await self._load(method)
        return await self._client.call(method, params, result_type, on_late=on_late)

    async def _load(self, method: str) -> None:
        if not self._resumes:
            raise InvalidInputError(
                f"{method} was not sent: this client has neither started nor resumed thread {self._id}, so "
                "it would hear nothing of the turn, and thread(..., resume=False) forbids to resume it. Call "
                "thread_resume() where its queue and its goal may run."
            )
        load = partial(resume, self._client, self._id, {"excludeTurns": True})
        answer = await self._client.loading.call(self._id, load)
        self._settings = KeptSettings("thread/resume", answer, self._client.first_answers)
