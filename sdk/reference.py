"""Write the reference part of the guide from the code, so that it is never out of date.

`python sdk/reference.py` writes it between the marks of `sdk/README.md`. With `--check` it compares instead,
and exits with 1 when they differ.
"""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_origin

import codex_app_server

if TYPE_CHECKING:
    from collections.abc import Iterator

README = Path(__file__).parent / "README.md"
BEGIN = "<!-- written by sdk/reference.py: begin -->"
END = "<!-- written by sdk/reference.py: end -->"

# Each section has classes and functions. A class may have an asynchronous twin with the same members.
SECTIONS: dict[str, list[tuple[str, ...]]] = {
    "Clients": [("Codex", "AsyncCodex")],
    "Threads": [("Thread", "AsyncThread")],
    "Turns": [("TurnHandle", "AsyncTurnHandle"), ("AsyncTurnStream",)],
    "Goals, queues, sections": [
        ("Goal", "AsyncGoal"),
        ("Queue", "AsyncQueue"),
        ("Sections", "AsyncSections"),
        ("StartedTurns", "AsyncStartedTurns"),
    ],
    "Login": [("Login", "AsyncLogin")],
    "Inputs": [
        ("TextInput",),
        ("ImageInput",),
        ("LocalImageInput",),
        ("SkillInput",),
        ("MentionInput",),
        ("InputItem",),
        ("Input",),
        ("RunInput",),
    ],
    "Results": [("RunResult",), ("ThreadSettings",), ("InitializeResponse",), ("ServerInfo",)],
    "Approvals": [
        ("CommandApproval",),
        ("FileChangeApproval",),
        ("ApprovalRequest",),
        ("Decision",),
        ("AcceptWithExecpolicyAmendment",),
        ("ApplyNetworkPolicyAmendment",),
        ("ApprovalDecision",),
        ("ApprovalHandler",),
    ],
    "Other questions of the server": [
        ("PermissionsApproval",),
        ("GrantPermissions",),
        ("PermissionsAnswer",),
        ("PermissionsHandler",),
        ("UserInputRequest",),
        ("UserInputAnswers",),
        ("UserInputHandler",),
        ("McpElicitation",),
        ("AcceptElicitation",),
        ("ElicitationAnswer",),
        ("ElicitationHandler",),
        ("ToolCall",),
        ("ToolResult",),
        ("ToolAnswer",),
        ("ToolCallHandler",),
        ("ServerRequest",),
        ("ServerRequestAnswer",),
        ("ServerRequestHandler",),
    ],
    "Events and lists": [
        ("Notification",),
        ("UnknownNotification",),
        ("InvalidNotification",),
        ("NotificationMethod",),
        ("EventStream",),
        ("AsyncEventStream",),
        ("Pages",),
        ("AsyncPages",),
        ("Unset",),
        ("UNSET",),
    ],
    "Connections and retries": [
        ("running_server",),
        ("stdio_server",),
        ("signed_bearer_token",),
        ("BearerToken",),
        ("ThreadFollower", "AsyncThreadFollower"),
        ("retry_on_overload",),
        ("async_retry_on_overload",),
        ("is_retryable_error",),
        ("AppServerConfig",),
        ("__version__",),
    ],
}
# Names that are neither classes nor functions, so `inspect` finds no docstring for them.
_SAID = {
    "InputItem": "One part of an input.",
    "Input": "What `turn` and `steer` take.",
    "RunInput": "What `run` takes.",
    "ApprovalRequest": "What an approval handler is given.",
    "ApprovalDecision": "What it answers; a string is the value of a `Decision`.",
    "ApprovalHandler": "A function or coroutine function from the one to the other.",
    "PermissionsAnswer": "There is no `CANCEL`; interrupt the turn instead.",
    "PermissionsHandler": "From `PermissionsApproval` to `PermissionsAnswer`.",
    "UserInputAnswers": "The answer, or the answers, by the id of the question.",
    "UserInputHandler": "From `UserInputRequest` to `UserInputAnswers`.",
    "ElicitationAnswer": "What a handler of elicitations answers.",
    "ElicitationHandler": "From `McpElicitation` to `ElicitationAnswer`.",
    "ToolAnswer": "A plain string is the text of a success.",
    "ToolCallHandler": "From `ToolCall` to `ToolAnswer`.",
    "ServerRequestAnswer": "The result, with the names of the protocol or as a generated model.",
    "ServerRequestHandler": "From `ServerRequest` to `ServerRequestAnswer`.",
    "NotificationMethod": "The methods of all notifications, for editors and type checkers.",
    "UNSET": "The mark of an argument that was not given, where `None` means something.",
    "BearerToken": "A token, or what makes a fresh one for each connection.",
    "__version__": "The version of the package.",
}
_LONG_ALIASES = frozenset({"NotificationMethod"})
_MEMBERS_OF_THE_TABLE_OF_SETTINGS = frozenset({"AppServerConfig"})


def reference() -> str:
    """Return the text of the reference."""
    intro = (
        "Parameters after `*` are keywords; one without a value defaults to `None`. What is said of a "
        "synchronous class holds for its asynchronous twin, with `await` for what returns no iterator. Types "
        "without a module are here or in `codex_app_server.generated.v2_all`."
    )
    parts = [intro]
    for title, groups in SECTIONS.items():
        parts.append(f"### {title}")
        lines = ["| | returns | |", "| --- | --- | --- |"]
        for names in groups:
            lines += _rows(names)
        parts.append("\n".join(lines))
    parts.append("### Models and errors")
    models = ", ".join(f"`{name}`" for name in codex_app_server._NAMES["generated.v2_all"].split())
    parts.append(
        f"{models} are models of `codex_app_server.generated.v2_all`, here too because programs import them "
        "from here. `Api` and `AsyncApi` have a method for each request of the protocol. The errors have a "
        "tree above; what they carry:"
    )
    lines = ["| | |", "| --- | --- |"]
    for name in codex_app_server.__all__:
        kind = getattr(codex_app_server, name)
        if inspect.isclass(kind) and issubclass(kind, Exception):
            lines.append(f"| `{name}{_carried(kind)}` | {_first_line(kind)} |")
            for member, value in vars(kind).items():
                if isinstance(value, property):
                    lines.append(f"| `{name}.{member}` | {_first_line(value)} |")
    parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _rows(names: tuple[str, ...]) -> Iterator[str]:
    name = names[0]
    kind = getattr(codex_app_server, name)
    shown = ", ".join(f"`{each}`" for each in names)
    if inspect.isclass(kind) and get_origin(kind) is None:
        fields = _fields(kind)
        if fields:
            shown = f"`{name}({', '.join(fields)})`"
        if name in _MEMBERS_OF_THE_TABLE_OF_SETTINGS:
            shown = f"`{name}(...)`"
        yield f"| **{shown}** | | {_first_line(kind)} |"
        for member, value in vars(kind).items():
            if not member.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
                yield _member_row(name, member, value)
    elif inspect.isfunction(kind):
        yield f"| `{name}{_parameters(kind)}` | {_returned(kind)} | {_first_line(kind)} |"
    else:
        alias = "" if name in _LONG_ALIASES or name.isupper() or name.startswith("__") else _code(_type(kind))
        yield f"| `{name}` | {alias} | {_SAID[name]} |"


def _member_row(owner: str, name: str, member: Any) -> str:  # noqa: ANN401 - a function or a property
    if isinstance(member, property):
        return f"| `{owner}.{name}` | {_returned(member.fget)} | {_first_line(member)} |"
    return f"| `{owner}.{name}{_parameters(member)}` | {_returned(member)} | {_first_line(member)} |"


def _parameters(function: Any) -> str:  # noqa: ANN401 - whatever inspect takes
    shown = []
    starred = False
    for each in inspect.signature(function).parameters.values():
        if each.name == "self":
            continue
        if each.kind is each.KEYWORD_ONLY and not starred:
            starred = True
            shown.append("*")
        default = "" if each.default in (each.empty, None) else f"={each.default!r}"
        shown.append(f"{each.name}{default}")
    return f"({', '.join(shown)})"


def _returned(function: Any) -> str:  # noqa: ANN401 - whatever inspect takes
    said = inspect.signature(function).return_annotation
    return "" if said in (inspect.Signature.empty, "None", None) else _code(_type(said))


def _fields(kind: type) -> list[str]:
    if not dataclasses.is_dataclass(kind):
        return []
    return [field.name for field in dataclasses.fields(kind)]


def _carried(kind: type) -> str:
    made = kind.__dict__.get("__init__")
    if made is None:
        return ""
    names = [name for name in inspect.signature(made).parameters if name not in ("self", "message", "remedy")]
    return f"({', '.join(names)})" if names else ""


def _type(said: object) -> str:
    text = said if isinstance(said, str) else str(said)
    text = re.sub(r"(?:collections\.abc|typing|codex_app_server[\w.]*|v2_all|builtins)\.", "", text)
    text = re.sub(r"ForwardRef\('([^']*)'\)", r"\1", text).replace("v2_all.", "")
    return re.sub(r"<class '([\w.]+)'>", lambda found: found[1].rpartition(".")[2], text)


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").partition("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def current() -> str:
    """Return the text between the marks of the guide."""
    return README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Write the reference of the SDK's guide from the code.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if the guide is out of date"
    )
    options = parser.parse_args(argv)
    if options.check:
        if current() == reference():
            return 0
        print(f"The reference in {README} is out of date: run `make generate`.", file=sys.stderr)
        return 1
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{reference()}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
