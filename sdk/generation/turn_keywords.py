"""The fields of `turn/start` that `run` and `turn` of a thread accept in addition to the API reference.

Their signatures are written by hand, in the order of the reference. The additional fields of the protocol are
written between marks, so that a field of a new server is not forgotten.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generation.schema import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation.calls import Call, Parameter

FILE = "async_thread.py"
"""The module with the marks, in the parent of the generated package."""

_BY_HAND = frozenset(
    {
        "approval_policy",
        "approvals_reviewer",
        "client_user_message_id",
        "cwd",
        "effort",
        "input",
        "model",
        "output_schema",
        "personality",
        "sandbox_policy",
        "service_tier",
        "summary",
        "thread_id",
    }
)
_REGION = re.compile(
    r"^(?P<indent> *)# turn/start: (?P<what>keywords|values)\n.*?^ *# turn/start: end$",
    re.MULTILINE | re.DOTALL,
)
_OTHERS = frozenset({"Mapping", "None", "PathLike", "Sequence"})
_EACH = 4  # both methods of a class have both


def with_turn_keywords(text: str, calls: Iterable[Call]) -> str:
    """Return the text of a module with the keywords between its marks.

    Raises `SchemaError` when marks or fields of the reference are missing.
    """
    found = next((call for call in calls if call.method == "turn/start"), None)
    parameters = found.parameters if found is not None else ()
    missing = _BY_HAND - {each.name for each in parameters}
    if missing:
        raise SchemaError(
            f"turn/start has no {', '.join(sorted(missing))} any more: look at run() and turn()"
        )
    more = [each for each in parameters if each.name not in _BY_HAND]

    def region(match: re.Match[str]) -> str:
        indent, what = match["indent"], match["what"]
        lines = [_keyword(each) if what == "keywords" else f"{each.name}={each.name}," for each in more]
        return "\n".join(indent + line for line in (f"# turn/start: {what}", *lines, "# turn/start: end"))

    written, count = _REGION.subn(region, text)
    if count != _EACH:
        raise SchemaError(f"{count} of {_EACH} marks of turn/start were found in a module of a thread")
    return written


def _keyword(parameter: Parameter) -> str:
    certain = re.sub(r"Literal\[[^]]*\]", "str", parameter.annotation).removesuffix(" | None")
    certain = re.sub(r"\b[A-Z]\w*", _in_full, certain)
    return f"{parameter.name}: {certain} | None = None,"


def _in_full(match: re.Match[str]) -> str:
    """Return a model's name qualified by its module, so that it can be resolved at run time."""
    return match[0] if match[0] in _OTHERS else f"v2_all.{match[0]}"
