# Written by sdk/generate.py from async_thread.py.
# Do not edit: run `make generate`.
"""A conversation: run prompts on it, read it, name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, NoReturn

from ._core.parameters import ApprovalPolicy, OutputSchema, TurnSandbox
from ._handles import refuse_pickling
from .async_thread import AsyncThread
from .generated import v2_all
from .goals import Goal
from .inputs import Input, RunInput
from .pages import DEFAULT_PAGE_SIZE, Pages
from .queues import Queue
from .results import RunResult, ThreadSettings
from .started_turns import StartedTurns
from .turn import TurnHandle

if TYPE_CHECKING:
    from ._io.portal import Portal

__all__ = ["AsyncThread", "Thread"]


class Thread:
    """A conversation of a `Codex`.

    A thread that this client has neither started nor resumed nor forked, or that the server has unloaded
    since, is resumed when a turn starts on it, with the settings that this client gave it before. See
    `Codex.thread` for what else a resume starts.
    """

    def __init__(self, portal: Portal, twin: AsyncThread) -> None:
        self._portal = portal
        self._async = twin

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"

    def __eq__(self, other: object) -> bool:
        """Return whether both are handles on the same thread of the same client."""
        if not isinstance(other, Thread):
            return NotImplemented
        return self._async == other._async

    def __hash__(self) -> int:
        return hash(self._async)

    def __reduce__(self) -> NoReturn:
        refuse_pickling(self, "Pass its id on, and call thread(id) on a client there.")

    @property
    def id(self) -> str:
        """The id of the thread."""
        return self._async.id

    @property
    def settings(self) -> ThreadSettings | None:
        """The settings in effect when the thread was last started, resumed or forked by this object.

        None if this object has done none of these, for example after `Codex.thread_unarchive`.
        """
        return self._async.settings

    def run(
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
    ) -> RunResult:
        """Start a turn, wait for its end and return its result (`turn/start`).

        All settings but `output_schema` stay with the thread. An interrupted turn returns the items that it
        had completed. With `output_type`, a pydantic class, the answer follows its schema and is in `parsed`;
        an answer that does not fit raises `OutputInvalidError`. Raises `TurnFailedError` when the turn fails,
        `ConcurrentUseError` while another turn of the client is consumed and, with `concurrent_turns` too,
        while another `run` waits on this thread, `ThreadBusyError` when `output_schema` is given while a turn
        without it runs there, and what a request can raise. Ctrl-C leaves the turn running.
        """
        return self._portal.call(
            self._async.run,
            input,
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
            output_type=output_type,
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
        )

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
    ) -> TurnHandle:
        """Start a turn and return a handle on it (`turn/start`).

        `with` interrupts it where the block is left before it has ended. If a turn is running on the thread,
        the server adds the input to it, and the handle is on that turn. All settings but `output_schema` stay
        with the thread; a running turn keeps its old settings. Raises `TypeError` for a plain string,
        `ThreadBusyError` when `output_schema` is given while a turn without it runs, and what a request can
        raise.
        """
        return TurnHandle(
            self._portal,
            self._portal.call(
                self._async.turn,
                input,
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
            ),
        )

    def turn_handle(self, turn_id: str) -> TurnHandle:
        """Return a handle on a turn that was begun elsewhere, such as by `run` or by another client.

        The handle gets the events from now on, and can steer and interrupt the turn. For a turn that has
        ended, it has the end from the history. The thread is resumed as for a new turn. Raises
        `InvalidRequestError` for a turn that the thread does not have, and what a request can raise.
        """
        return TurnHandle(self._portal, self._portal.call(self._async.turn_handle, turn_id))

    def read(self, *, include_turns: bool = False) -> v2_all.ThreadReadResponse:
        """Return the stored thread, with its history if `include_turns` is set (`thread/read`).

        The history of a thread without a turn is empty.
        """
        return self._portal.call(self._async.read, include_turns=include_turns)

    def turns(
        self,
        *,
        sort_direction: v2_all.SortDirection | str = "asc",
        items_view: v2_all.TurnItemsView | str = "full",
        page_size: int = DEFAULT_PAGE_SIZE,
    ) -> Pages[v2_all.Turn]:
        """Iterate over the turns of the thread, fetching `page_size` at a time (`thread/turns/list`).

        The oldest come first, or with `sort_direction="desc"` the newest. `items_view` is how much of their
        items comes with them: `full`, `summary` or `notLoaded`. Raises `InvalidInputError` for a page size
        out of bounds; iterating raises what a request can raise.
        """
        return Pages(
            self._portal,
            self._async.turns(sort_direction=sort_direction, items_view=items_view, page_size=page_size),
        )

    def items(
        self,
        *,
        turn_id: str | None = None,
        sort_direction: v2_all.SortDirection | str = "asc",
        page_size: int = DEFAULT_PAGE_SIZE,
    ) -> Pages[v2_all.ThreadItemEntry]:
        """Iterate over the items of the thread, or of one of its turns (`thread/items/list`).

        The oldest come first, or with `sort_direction="desc"` the newest. Raises `InvalidInputError` for a
        page size out of bounds; iterating raises what a request can raise.
        """
        return Pages(
            self._portal,
            self._async.items(turn_id=turn_id, sort_direction=sort_direction, page_size=page_size),
        )

    def search(
        self, search_term: str, *, page_size: int = DEFAULT_PAGE_SIZE
    ) -> Pages[v2_all.ThreadSearchOccurrence]:
        """Find the occurrences of a text in the thread (`thread/searchOccurrences`).

        They come in the order of the conversation, each with its turn and its item. The method is
        experimental. Raises `InvalidInputError` for a page size out of bounds; iterating raises what a
        request can raise.
        """
        return Pages(self._portal, self._async.search(search_term, page_size=page_size))

    @property
    def goal(self) -> Goal:
        """The goal that the server works on by itself."""
        return Goal(self._portal, self._async.goal)

    @property
    def queue(self) -> Queue:
        """The messages that wait for the running turn to end."""
        return Queue(self._portal, self._async.queue)

    def started_turns(self) -> StartedTurns:
        """Return a stream with a handle on each turn that begins on this thread, whatever starts it."""
        return StartedTurns(self._portal, self._portal.run(self._async.started_turns))

    def revert(self, before_turn_id: str) -> v2_all.ThreadRevertResponse:
        """Remove this turn and all later ones from the history (`thread/revert`).

        The server reloads the thread for this, which interrupts a running turn. It does so even for a turn
        that does not exist, and then loses a thread without turns. So this method looks the turn up first,
        and raises `InvalidRequestError` if it does not exist. The total of the tokens goes back too.
        """
        return self._portal.call(self._async.revert, before_turn_id)

    def set_name(self, name: str) -> v2_all.ThreadSetNameResponse:
        """Give the thread a name (`thread/name/set`)."""
        return self._portal.call(self._async.set_name, name)

    def compact(self) -> v2_all.ThreadCompactStartResponse:
        """Start a turn in which the model shortens the history (`thread/compact/start`).

        Interrupts a running turn.
        """
        return self._portal.call(self._async.compact)

    def compact_turn(self) -> TurnHandle:
        """Start a turn in which the model shortens the history, and return its handle.

        This sends `thread/compact/start`. `run()` of the handle waits for the end. Interrupts a running turn.
        Raises what a request can raise.
        """
        return TurnHandle(self._portal, self._portal.call(self._async.compact_turn))

    def review(
        self,
        target: v2_all.ReviewTarget | Mapping[str, object] | str | None = None,
        *,
        delivery: v2_all.ReviewDelivery | str | None = None,
    ) -> TurnHandle:
        """Start a review of code and return a handle on its turn (`review/start`).

        `target` is a `BaseBranchReviewTarget`, a `CommitReviewTarget`, a text with instructions, or None for
        the uncommitted changes. The review is the last message of the turn, and also the text of its
        `exitedReviewMode` item. A review cannot be steered. With `delivery="detached"`, which needs a thread
        with a legacy history, it runs on a thread of its own, whose id the handle has. Raises
        `TurnFailedError` when the target does not exist, and what a request can raise.
        """
        return TurnHandle(self._portal, self._portal.call(self._async.review, target, delivery=delivery))
