"""A client of the Codex app-server: start it, run turns on its threads, answer its requests.

Each name is imported when it is first used, so `import codex_app_server` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ._version import __version__

if TYPE_CHECKING:
    from ._core.notifications import InvalidNotification, Notification, UnknownNotification
    from ._unset import UNSET, Unset
    from .approvals import (
        AcceptWithExecpolicyAmendment,
        ApplyNetworkPolicyAmendment,
        ApprovalDecision,
        ApprovalHandler,
        ApprovalRequest,
        CommandApproval,
        Decision,
        FileChangeApproval,
    )
    from .async_codex import AsyncCodex
    from .async_events import AsyncEventStream
    from .async_follower import AsyncThreadFollower
    from .async_goals import AsyncGoal
    from .async_login import AsyncLogin
    from .async_pages import AsyncPages
    from .async_queues import AsyncQueue
    from .async_sections import AsyncSections
    from .async_started_turns import AsyncStartedTurns
    from .async_thread import AsyncThread
    from .async_turn import AsyncTurnHandle, AsyncTurnStream
    from .codex import Codex
    from .config import AppServerConfig
    from .elicitations import AcceptElicitation, ElicitationAnswer, ElicitationHandler, McpElicitation
    from .errors import (
        BinaryNotFoundError,
        CodexError,
        ConcurrentUseError,
        ConnectionLostError,
        ConnectionRejectedError,
        ExperimentalApiError,
        ForkError,
        InitializeTimeoutError,
        InputTooLongError,
        InternalRpcError,
        InvalidInputError,
        InvalidParamsError,
        InvalidRequestError,
        JsonRpcError,
        LoginFailedError,
        LoginTimeoutError,
        MessageTooLongError,
        MethodNotFoundError,
        NotInitializedError,
        ParseError,
        RequestTimeoutError,
        ResponseInvalidError,
        RetryLimitExceededError,
        ServerBusyError,
        ServerDiedError,
        ServerStartError,
        ServerUnreachableError,
        StreamIdleError,
        ThreadBusyError,
        TransportClosedError,
        TurnFailedError,
        WriteTimeoutError,
        WrongEventLoopError,
    )
    from .events import EventStream
    from .follower import ThreadFollower
    from .generated.api import Api
    from .generated.async_api import AsyncApi
    from .generated.methods import NotificationMethod
    from .generated.v2_all import (
        AskForApproval,
        Personality,
        PlanType,
        ReasoningEffort,
        ReasoningSummary,
        SandboxMode,
        SandboxPolicy,
        ThreadForkParams,
        ThreadItem,
        ThreadListParams,
        ThreadResumeParams,
        ThreadSortKey,
        ThreadSourceKind,
        ThreadStartParams,
        ThreadTokenUsageUpdatedNotification,
        TurnCompletedNotification,
        TurnStartParams,
        TurnStatus,
        TurnSteerParams,
    )
    from .goals import Goal
    from .inputs import (
        ImageInput,
        Input,
        InputItem,
        LocalImageInput,
        MentionInput,
        RunInput,
        SkillInput,
        TextInput,
    )
    from .login import Login
    from .metadata import InitializeResponse, ServerInfo
    from .pages import Pages
    from .permissions import GrantPermissions, PermissionsAnswer, PermissionsApproval, PermissionsHandler
    from .queues import Queue
    from .remote import BearerToken, running_server, signed_bearer_token
    from .results import OutputInvalidError, RunResult, ThreadSettings
    from .retry import async_retry_on_overload, is_retryable_error, retry_on_overload
    from .sections import Sections
    from .server_requests import ServerRequest, ServerRequestAnswer, ServerRequestHandler
    from .started_turns import StartedTurns
    from .stdio import stdio_server
    from .thread import Thread
    from .tool_calls import ToolAnswer, ToolCall, ToolCallHandler, ToolResult
    from .turn import TurnHandle
    from .user_input import UserInputAnswers, UserInputHandler, UserInputRequest

_NAMES = {
    "stdio": "stdio_server",
    "async_goals": "AsyncGoal",
    "goals": "Goal",
    "async_queues": "AsyncQueue",
    "queues": "Queue",
    "async_sections": "AsyncSections",
    "sections": "Sections",
    "async_started_turns": "AsyncStartedTurns",
    "started_turns": "StartedTurns",
    "_core.notifications": "InvalidNotification Notification UnknownNotification",
    "approvals": "AcceptWithExecpolicyAmendment ApplyNetworkPolicyAmendment ApprovalDecision "
    "ApprovalHandler ApprovalRequest CommandApproval Decision FileChangeApproval",
    "async_codex": "AsyncCodex",
    "async_thread": "AsyncThread",
    "codex": "Codex",
    "config": "AppServerConfig",
    "errors": "BinaryNotFoundError CodexError ConcurrentUseError ExperimentalApiError "
    "InitializeTimeoutError InternalRpcError "
    "InvalidInputError InvalidParamsError InvalidRequestError JsonRpcError MethodNotFoundError "
    "NotInitializedError "
    "ParseError RequestTimeoutError ResponseInvalidError RetryLimitExceededError "
    "ServerBusyError ServerDiedError ServerStartError ServerUnreachableError TransportClosedError "
    "ConnectionLostError ConnectionRejectedError TurnFailedError ForkError InputTooLongError "
    "LoginFailedError LoginTimeoutError ThreadBusyError "
    "MessageTooLongError StreamIdleError WriteTimeoutError WrongEventLoopError",
    "_unset": "UNSET Unset",
    "async_events": "AsyncEventStream",
    "events": "EventStream",
    "async_follower": "AsyncThreadFollower",
    "follower": "ThreadFollower",
    "generated.api": "Api",
    "generated.async_api": "AsyncApi",
    "generated.methods": "NotificationMethod",
    "generated.v2_all": "AskForApproval Personality PlanType ReasoningEffort ReasoningSummary SandboxMode "
    "SandboxPolicy ThreadForkParams ThreadItem ThreadListParams ThreadResumeParams "
    "ThreadSortKey ThreadSourceKind ThreadStartParams ThreadTokenUsageUpdatedNotification "
    "TurnCompletedNotification TurnStartParams TurnStatus TurnSteerParams",
    "inputs": "ImageInput Input InputItem LocalImageInput MentionInput RunInput SkillInput TextInput",
    "async_login": "AsyncLogin",
    "login": "Login",
    "metadata": "InitializeResponse ServerInfo",
    "async_pages": "AsyncPages",
    "pages": "Pages",
    "results": "OutputInvalidError RunResult ThreadSettings",
    "retry": "async_retry_on_overload is_retryable_error retry_on_overload",
    "remote": "BearerToken running_server signed_bearer_token",
    "thread": "Thread",
    "async_turn": "AsyncTurnHandle AsyncTurnStream",
    "turn": "TurnHandle",
    "elicitations": "AcceptElicitation ElicitationAnswer ElicitationHandler McpElicitation",
    "permissions": "GrantPermissions PermissionsAnswer PermissionsApproval PermissionsHandler",
    "server_requests": "ServerRequest ServerRequestAnswer ServerRequestHandler",
    "tool_calls": "ToolAnswer ToolCall ToolCallHandler ToolResult",
    "user_input": "UserInputAnswers UserInputHandler UserInputRequest",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}
# Names of the official SDK that have no counterpart here, and what to use instead.
_INSTEAD = {
    "AppServerClient": "use Codex, whose `api` and `request()` send any request.",
    "AsyncAppServerClient": "use AsyncCodex, whose `api` and `request()` send any request.",
    "AppServerError": "catch CodexError, the base of every error of this package.",
    "AppServerRpcError": "catch JsonRpcError, the base of what the server refuses.",
    "ServiceTier": "the protocol has no such enum any more; give the name of the tier as a string.",
}

__all__ = [
    "UNSET",
    "AcceptElicitation",
    "AcceptWithExecpolicyAmendment",
    "Api",
    "AppServerConfig",
    "ApplyNetworkPolicyAmendment",
    "ApprovalDecision",
    "ApprovalHandler",
    "ApprovalRequest",
    "AskForApproval",
    "AsyncApi",
    "AsyncCodex",
    "AsyncEventStream",
    "AsyncGoal",
    "AsyncLogin",
    "AsyncPages",
    "AsyncQueue",
    "AsyncSections",
    "AsyncStartedTurns",
    "AsyncThread",
    "AsyncThreadFollower",
    "AsyncTurnHandle",
    "AsyncTurnStream",
    "BearerToken",
    "BinaryNotFoundError",
    "Codex",
    "CodexError",
    "CommandApproval",
    "ConcurrentUseError",
    "ConnectionLostError",
    "ConnectionRejectedError",
    "Decision",
    "ElicitationAnswer",
    "ElicitationHandler",
    "EventStream",
    "ExperimentalApiError",
    "FileChangeApproval",
    "ForkError",
    "Goal",
    "GrantPermissions",
    "ImageInput",
    "InitializeResponse",
    "InitializeTimeoutError",
    "Input",
    "InputItem",
    "InputTooLongError",
    "InternalRpcError",
    "InvalidInputError",
    "InvalidNotification",
    "InvalidParamsError",
    "InvalidRequestError",
    "JsonRpcError",
    "LocalImageInput",
    "Login",
    "LoginFailedError",
    "LoginTimeoutError",
    "McpElicitation",
    "MentionInput",
    "MessageTooLongError",
    "MethodNotFoundError",
    "NotInitializedError",
    "Notification",
    "NotificationMethod",
    "OutputInvalidError",
    "Pages",
    "ParseError",
    "PermissionsAnswer",
    "PermissionsApproval",
    "PermissionsHandler",
    "Personality",
    "PlanType",
    "Queue",
    "ReasoningEffort",
    "ReasoningSummary",
    "RequestTimeoutError",
    "ResponseInvalidError",
    "RetryLimitExceededError",
    "RunInput",
    "RunResult",
    "SandboxMode",
    "SandboxPolicy",
    "Sections",
    "ServerBusyError",
    "ServerDiedError",
    "ServerInfo",
    "ServerRequest",
    "ServerRequestAnswer",
    "ServerRequestHandler",
    "ServerStartError",
    "ServerUnreachableError",
    "SkillInput",
    "StartedTurns",
    "StreamIdleError",
    "TextInput",
    "Thread",
    "ThreadBusyError",
    "ThreadFollower",
    "ThreadForkParams",
    "ThreadItem",
    "ThreadListParams",
    "ThreadResumeParams",
    "ThreadSettings",
    "ThreadSortKey",
    "ThreadSourceKind",
    "ThreadStartParams",
    "ThreadTokenUsageUpdatedNotification",
    "ToolAnswer",
    "ToolCall",
    "ToolCallHandler",
    "ToolResult",
    "TransportClosedError",
    "TurnCompletedNotification",
    "TurnFailedError",
    "TurnHandle",
    "TurnStartParams",
    "TurnStatus",
    "TurnSteerParams",
    "UnknownNotification",
    "Unset",
    "UserInputAnswers",
    "UserInputHandler",
    "UserInputRequest",
    "WriteTimeoutError",
    "WrongEventLoopError",
    "__version__",
    "async_retry_on_overload",
    "is_retryable_error",
    "retry_on_overload",
    "running_server",
    "signed_bearer_token",
    "stdio_server",
]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if name in _INSTEAD:
        raise ImportError(f"codex_app_server has no {name}: {_INSTEAD[name]}")
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
