"""What a request for approval would permit beyond its command or diff, as labelled rows for the card.

A field of a request is in one of two tables: `SHOWN`, when code shows it, or `GRANTS_NOTHING`, with the
reason. A field in neither, which only a newer server sends, is shown as it came: a person who approves must
have seen it. A test walks the fields of the schema and requires an entry in one of the tables.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from codex_app_server.generated.v2_all import (
    AcceptWithExecpolicyAmendment,
    AcceptWithExecpolicyAmendmentCommandExecutionApprovalDecision,
    AdditionalFileSystemPermissions,
    AdditionalNetworkPermissions,
    AdditionalPermissionProfile,
    ApplyNetworkPolicyAmendment,
    ApplyNetworkPolicyAmendmentCommandExecutionApprovalDecision,
    CommandExecutionRequestApprovalParams,
    FileChangeRequestApprovalParams,
    FileSystemAccessMode,
    FileSystemSandboxEntry,
    FormMcpServerElicitationRequestParams,
    GlobPatternFileSystemPath,
    KindFileSystemSpecialPath,
    McpElicitationBooleanSchema,
    McpElicitationConstOption,
    McpElicitationLegacyTitledEnumSchema,
    McpElicitationNumberSchema,
    McpElicitationSchema,
    McpElicitationStringSchema,
    McpElicitationTitledEnumItems,
    McpElicitationTitledMultiSelectEnumSchema,
    McpElicitationTitledSingleSelectEnumSchema,
    McpElicitationUntitledEnumItems,
    McpElicitationUntitledMultiSelectEnumSchema,
    McpElicitationUntitledSingleSelectEnumSchema,
    MinimalFileSystemSpecialPath,
    NetworkApprovalContext,
    NetworkPolicyAmendment,
    OpenaiFormMcpServerElicitationRequestParams,
    OpenaiFormMcpServerElicitationRequestParams2,
    OpenaiUserVerificationMcpServerElicitationRequestParams,
    PathFileSystemPath,
    PermissionsRequestApprovalParams,
    RequestPermissionProfile,
    RootFileSystemSpecialPath,
    SlashTmpFileSystemSpecialPath,
    SpecialFileSystemPath,
    TmpdirFileSystemSpecialPath,
    ToolRequestUserInputOption,
    ToolRequestUserInputParams,
    ToolRequestUserInputQuestion,
    UnknownFileSystemSpecialPath,
    UrlMcpServerElicitationRequestParams,
)

from .sanitise import exact_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codex_app_server.generated.v2_all import FileSystemPath, FileSystemSpecialPath
    from pydantic import BaseModel

Params: TypeAlias = "CommandExecutionRequestApprovalParams | FileChangeRequestApprovalParams"

_NAMES = "names what the answer belongs to"

SHOWN: Mapping[type, frozenset[str]] = {
    CommandExecutionRequestApprovalParams: frozenset(
        {
            "additional_permissions",
            "available_decisions",
            "command",
            "cwd",
            "environment_id",
            "kind",
            "network_approval_context",
            "proposed_execpolicy_amendment",
            "proposed_network_policy_amendments",
            "reason",
        }
    ),
    FileChangeRequestApprovalParams: frozenset({"grant_root", "reason"}),
    PermissionsRequestApprovalParams: frozenset({"cwd", "environment_id", "permissions", "reason"}),
    RequestPermissionProfile: frozenset({"file_system", "network"}),
    ToolRequestUserInputParams: frozenset({"auto_resolution_ms", "is_blocking", "questions"}),
    ToolRequestUserInputQuestion: frozenset({"header", "is_other", "is_secret", "options", "question"}),
    ToolRequestUserInputOption: frozenset({"description", "label"}),
    FormMcpServerElicitationRequestParams: frozenset({"message", "requested_schema", "server_name"}),
    OpenaiFormMcpServerElicitationRequestParams: frozenset({"message", "requested_schema", "server_name"}),
    OpenaiFormMcpServerElicitationRequestParams2: frozenset({"message", "requested_schema", "server_name"}),
    OpenaiUserVerificationMcpServerElicitationRequestParams: frozenset(
        {"challenge", "description", "server_name", "title"}
    ),
    UrlMcpServerElicitationRequestParams: frozenset({"message", "server_name", "url"}),
    McpElicitationSchema: frozenset({"properties", "required"}),
    McpElicitationBooleanSchema: frozenset({"default", "description", "title"}),
    McpElicitationNumberSchema: frozenset({"default", "description", "maximum", "minimum", "title", "type"}),
    McpElicitationStringSchema: frozenset(
        {"default", "description", "format", "max_length", "min_length", "title"}
    ),
    McpElicitationLegacyTitledEnumSchema: frozenset(
        {"default", "description", "enum", "enum_names", "title"}
    ),
    McpElicitationUntitledSingleSelectEnumSchema: frozenset({"default", "description", "enum", "title"}),
    McpElicitationTitledSingleSelectEnumSchema: frozenset({"default", "description", "one_of", "title"}),
    McpElicitationUntitledMultiSelectEnumSchema: frozenset(
        {"default", "description", "items", "max_items", "min_items", "title"}
    ),
    McpElicitationTitledMultiSelectEnumSchema: frozenset(
        {"default", "description", "items", "max_items", "min_items", "title"}
    ),
    McpElicitationUntitledEnumItems: frozenset({"enum"}),
    McpElicitationTitledEnumItems: frozenset({"any_of"}),
    McpElicitationConstOption: frozenset({"const", "title"}),
    AdditionalPermissionProfile: frozenset({"file_system", "network"}),
    AdditionalNetworkPermissions: frozenset({"enabled"}),
    AdditionalFileSystemPermissions: frozenset({"entries", "glob_scan_max_depth", "read", "write"}),
    FileSystemSandboxEntry: frozenset({"access", "path"}),
    PathFileSystemPath: frozenset({"path", "type"}),
    GlobPatternFileSystemPath: frozenset({"pattern", "type"}),
    SpecialFileSystemPath: frozenset({"type", "value"}),
    RootFileSystemSpecialPath: frozenset({"kind"}),
    MinimalFileSystemSpecialPath: frozenset({"kind"}),
    KindFileSystemSpecialPath: frozenset({"kind", "subpath"}),
    TmpdirFileSystemSpecialPath: frozenset({"kind"}),
    SlashTmpFileSystemSpecialPath: frozenset({"kind"}),
    UnknownFileSystemSpecialPath: frozenset({"kind", "path", "subpath"}),
    NetworkApprovalContext: frozenset({"host", "protocol"}),
    NetworkPolicyAmendment: frozenset({"action", "host"}),
    AcceptWithExecpolicyAmendmentCommandExecutionApprovalDecision: frozenset(
        {"accept_with_execpolicy_amendment"}
    ),
    AcceptWithExecpolicyAmendment: frozenset({"execpolicy_amendment"}),
    ApplyNetworkPolicyAmendmentCommandExecutionApprovalDecision: frozenset(
        {"apply_network_policy_amendment"}
    ),
    ApplyNetworkPolicyAmendment: frozenset({"network_policy_amendment"}),
}
"""The fields whose value the card shows, by the model they belong to."""

_META = "data for programs; what the approval of a tool has there is shown"
_OF_AN_ELICITATION: Mapping[str, str] = {
    "meta": _META,
    "mode": "tells the kinds of elicitations apart, which look different",
    "thread_id": _NAMES,
    "turn_id": _NAMES,
}

GRANTS_NOTHING: Mapping[type, Mapping[str, str]] = {
    CommandExecutionRequestApprovalParams: {
        "approval_id": f"{_NAMES}: one of several callbacks of the same command",
        "command_actions": "the server's own reading of `command`, which is shown itself",
        "item_id": _NAMES,
        "started_at_ms": "when it was asked",
        "thread_id": _NAMES,
        "turn_id": _NAMES,
    },
    FileChangeRequestApprovalParams: {
        "item_id": f"{_NAMES}; the diff that it leads to is shown",
        "started_at_ms": "when it was asked",
        "thread_id": _NAMES,
        "turn_id": _NAMES,
    },
    PermissionsRequestApprovalParams: {
        "item_id": _NAMES,
        "started_at_ms": "when it was asked",
        "thread_id": _NAMES,
        "turn_id": _NAMES,
    },
    ToolRequestUserInputParams: {"item_id": _NAMES, "thread_id": _NAMES, "turn_id": _NAMES},
    ToolRequestUserInputQuestion: {"id": "names the answer; shown where there is no header"},
    FormMcpServerElicitationRequestParams: _OF_AN_ELICITATION,
    OpenaiFormMcpServerElicitationRequestParams: _OF_AN_ELICITATION,
    OpenaiFormMcpServerElicitationRequestParams2: _OF_AN_ELICITATION,
    OpenaiUserVerificationMcpServerElicitationRequestParams: _OF_AN_ELICITATION,
    UrlMcpServerElicitationRequestParams: {**_OF_AN_ELICITATION, "elicitation_id": _NAMES},
    McpElicitationSchema: {"schema_": "names the version of JSON Schema", "type": "is always `object`"},
    **{
        model: {"type": "tells the kinds of fields apart, which look different"}
        for model in (
            McpElicitationBooleanSchema,
            McpElicitationStringSchema,
            McpElicitationLegacyTitledEnumSchema,
            McpElicitationUntitledSingleSelectEnumSchema,
            McpElicitationTitledSingleSelectEnumSchema,
            McpElicitationUntitledMultiSelectEnumSchema,
            McpElicitationTitledMultiSelectEnumSchema,
            McpElicitationUntitledEnumItems,
        )
    },
}
"""The fields that permit nothing, each with the reason."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission, or a fact that decides what is permitted: a label and the exact value."""

    label: str
    text: str


def grants_of(params: Params) -> tuple[Grant, ...]:
    """Return all that a request asks for besides its command or diff, its directory and its reason."""
    if isinstance(params, CommandExecutionRequestApprovalParams):
        return tuple(_of_command(params))
    return tuple(_of_file_change(params))


def profile_grants(profile: RequestPermissionProfile) -> tuple[Grant, ...]:
    """Return all that a profile of permissions asks for."""
    return tuple(_profile(profile))


def entry_grants(entry: FileSystemSandboxEntry) -> tuple[Grant, ...]:
    """Return what one entry asks for: one row, and more for what this version does not know."""
    return tuple(_entry(entry))


def unknown_grants(model: BaseModel) -> tuple[Grant, ...]:
    """Return a row for each field that is in neither table."""
    return tuple(_others(model))


def _of_command(params: CommandExecutionRequestApprovalParams) -> Iterator[Grant]:
    if not params.kind.is_known:
        yield Grant("kind", exact_line(str(params.kind)))
    if params.network_approval_context is not None:
        context = params.network_approval_context
        yield Grant("network", exact_line(f"{context.protocol} to {context.host}"))
        yield from _others(context)
    if params.additional_permissions is not None:
        yield from _profile(params.additional_permissions)
    if params.environment_id not in (None, "local"):
        yield Grant("where", f"environment {exact_line(params.environment_id)}")
    yield from _others(params)


def _of_file_change(params: FileChangeRequestApprovalParams) -> Iterator[Grant]:
    if params.grant_root is not None:
        yield Grant("writes", f"anything under {exact_line(params.grant_root)}, in this session")
    yield from _others(params)


def _profile(profile: AdditionalPermissionProfile | RequestPermissionProfile) -> Iterator[Grant]:
    network, files = profile.network, profile.file_system
    if network is not None:
        if network.enabled is not None:
            yield Grant("network", "any host" if network.enabled else "none")
        yield from _others(network)
    if files is not None:
        for path in files.read or ():
            yield Grant("reads", exact_line(path))
        for path in files.write or ():
            yield Grant("writes", exact_line(path))
        for entry in files.entries or ():
            yield from _entry(entry)
        if files.glob_scan_max_depth is not None:
            yield Grant("depth", f"{files.glob_scan_max_depth} directories down for the patterns")
        yield from _others(files)
    yield from _others(profile)


_ACCESS = {
    FileSystemAccessMode.read: "reads",
    FileSystemAccessMode.write: "writes",
    FileSystemAccessMode.deny: "denied",
}


def _entry(entry: FileSystemSandboxEntry) -> Iterator[Grant]:
    label = _ACCESS.get(entry.access)
    path = exact_line(_path(entry.path))
    yield Grant(label, path) if label else Grant("access", f"{exact_line(str(entry.access))}: {path}")
    yield from _others(entry)


def _path(path: FileSystemPath) -> str:
    if type(path) is PathFileSystemPath:
        known = path.path
    elif type(path) is GlobPatternFileSystemPath:
        known = f"whatever matches {path.pattern}"
    elif type(path) is SpecialFileSystemPath:
        known = _special(path.value)
    else:
        return _json(path.model_dump(mode="json", by_alias=True))
    return known + _raw(path)


def _special(path: FileSystemSpecialPath) -> str:
    if isinstance(path, KindFileSystemSpecialPath):
        known = f"{_below(path.subpath)}the directories of the project"
    elif isinstance(path, UnknownFileSystemSpecialPath):
        known = f"{_below(path.subpath)}{path.path}"
    else:
        words = _SPECIAL.get(type(path))
        if words is None:
            return _json(path.model_dump(mode="json", by_alias=True))
        known = words
    return known + _raw(path)


_SPECIAL: Mapping[type, str] = {
    RootFileSystemSpecialPath: "/ and everything in it",
    MinimalFileSystemSpecialPath: "what programs need to run",
    TmpdirFileSystemSpecialPath: "the directory for temporary files",
    SlashTmpFileSystemSpecialPath: "/tmp",
}


def _below(subpath: str | None) -> str:
    return f"{subpath} in " if subpath else ""


def _raw(model: BaseModel) -> str:
    """Return the fields of a path that this version does not know, as text to put after the path."""
    return "".join([f", {name}: {_json(value)}" for name, value in _unknown(model)])


def _others(model: BaseModel) -> Iterator[Grant]:
    """Yield a row for each field that is in neither table, with its value as it came."""
    for name, value in _unknown(model):
        yield Grant("also", exact_line(f"asks for {name}: {_json(value)}"))


def _unknown(model: BaseModel) -> Iterator[tuple[str, object]]:
    known = SHOWN.get(type(model), frozenset()) | GRANTS_NOTHING.get(type(model), {}).keys()
    dumped: dict[str, object] = model.model_dump(mode="json", by_alias=True, exclude=set(known))
    for name, value in dumped.items():
        if value is not None:
            yield name, value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
