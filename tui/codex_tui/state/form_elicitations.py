"""Elicitations of MCP servers as forms: a schema to fill in, a page to open, the approval of a tool."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from codex_app_server.approvals import Decision
from codex_app_server.elicitations import AcceptElicitation

from .approval_grants import Grant
from .forms import Action, Choice, Entry, Field, FieldKind, Form, number_text, value_of
from .sanitise import exact_line, sanitise
from .web_address import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias, TypeGuard

    from codex_app_server.elicitations import ElicitationAnswer, McpElicitation

    from .forms import FormAnswer

    Schema: TypeAlias = Mapping[str, object]

SEND = Action("card.accept", "send", fills=True, allows=True)
ACCEPT = Action("card.accept", "yes", allows=True)
ONCE = Action("card.accept", "once", allows=True)
SESSION = Action("card.session", "this session", allows=True)
ALWAYS = Action("card.always", "always", allows=True)
OPEN = Action("card.accept", "open the page", allows=True)
COPY = Action("form.copy", "copy the address, and go on", "copy it", allows=True)
NO = Action("card.decline", "no")

READ: Mapping[str, frozenset[str]] = {
    "": frozenset({"type", "title", "description", "default"}),
    "string": frozenset({"enum", "enumNames", "oneOf", "format", "minLength", "maxLength"}),
    "number": frozenset({"minimum", "maximum"}),
    "integer": frozenset({"minimum", "maximum"}),
    "boolean": frozenset(),
    "array": frozenset({"items", "minItems", "maxItems"}),
}
"""The words of a field's schema that the form obeys, by its type; `""` has those of every type."""
READ_OF_ITEMS = frozenset({"type", "enum", "anyOf", "oneOf"})
READ_OF_FORM = frozenset({"$schema", "type", "properties", "required"})
READ_OF_TOOL = frozenset(
    {"codex_approval_kind", "persist", "tool_description", "tool_params", "tool_params_display", "tool_title"}
)
"""What is read of the data that comes with the approval of a tool."""


def elicitation_title(request: McpElicitation) -> str:
    """Return the title of the card."""
    if request.is_tool_approval:
        return "Call a tool of an MCP server"
    return "An MCP server wants a page opened" if request.mode == "url" else "An MCP server asks"


def elicitation_form(request: McpElicitation) -> Form:
    """Return the form of an elicitation."""
    message = sanitise(request.message or "")
    server = Grant("server", exact_line(request.server_name))
    if request.is_tool_approval:
        return _tool(request, message, server)
    if request.mode == "url":
        return _page(request, message, server)
    if request.mode in ("form", "openai/form", "openaiForm"):
        return _schema_form(request, message, server)
    raw = request.params.model_dump(mode="json", by_alias=True)
    rest = {
        key: value
        for key, value in raw.items()
        if key not in ("mode", "serverName", "threadId", "turnId", "message") and value is not None
    }
    lacks = f"It asks in a way that this version does not know: {exact_line(request.mode)}."
    return Form(message, (server, *_others(rest)), actions=(NO,), lacks=lacks)


def elicitation_answer(request: McpElicitation, form: Form, answer: FormAnswer) -> ElicitationAnswer:
    """Return what the SDK sends for what the person did."""
    if answer.action == NO.id:
        return Decision.DECLINE
    if answer.action == SESSION.id:
        return AcceptElicitation(persist="session")
    if answer.action == ALWAYS.id:
        return AcceptElicitation(persist="always")
    given = {
        each.name: value
        for each, entry in zip(form.fields, answer.entries, strict=True)
        if (value := value_of(each, entry)) is not None
    }
    return AcceptElicitation(given)


def _tool(request: McpElicitation, message: str, server: Grant) -> Form:
    meta = request.meta
    facts = [server]
    if meta.get("tool_title"):
        facts.append(Grant("tool", _shown(meta["tool_title"])))
    params = meta.get("tool_params")
    if isinstance(params, dict):
        facts += [
            Grant("with", f"{exact_line(str(name))}: {_shown(value)}") for name, value in params.items()
        ]
    elif params is not None:
        facts.append(Grant("with", _shown(params)))
    if isinstance(meta.get("tool_description"), str):
        facts.append(Grant("does", f"the server says: {exact_line(str(meta['tool_description']))}"))
    facts += _others({key: value for key, value in meta.items() if key not in READ_OF_TOOL})
    facts += _others(_unread_of_form(request.requested_schema or {}))
    facts.append(Grant("no", "fails this call only; the turn goes on"))
    persist = request.persist_choices
    actions = [ONCE]
    if "session" in persist:
        actions.append(SESSION)
    if "always" in persist:
        actions.append(ALWAYS)
        facts.append(Grant("always", "this tool is not asked about again, in any thread"))
    fields = (request.requested_schema or {}).get("properties")
    if fields:
        return Form(message, tuple(facts), actions=(NO,), lacks="It asks for more than a yes.")
    return Form(message, tuple(facts), actions=(*actions, NO))


def _page(request: McpElicitation, message: str, server: Grant) -> Form:
    address = web_address(request.url or "")
    facts = [server]
    if address.host:
        facts.append(Grant("host", address.host))
    facts += [Grant("mark", mark) for mark in address.marks]
    facts.append(Grant("page", address.shown))
    lacks = f"It is not opened from here: {address.refused}." if address.refused else ""
    return Form(message, tuple(facts), actions=(NO,) if lacks else (OPEN, COPY, NO), lacks=lacks)


def _schema_form(request: McpElicitation, message: str, server: Grant) -> Form:
    if request.requested_schema is None:
        raw = getattr(request.params, "requested_schema", None)
        facts = [server, *_others({"requestedSchema": raw} if raw is not None else {})]
        return Form(message, tuple(facts), actions=(NO,), lacks="It does not say what it asks for.")
    schema: Schema = request.requested_schema
    facts = [server, *_others(_unread_of_form(schema))]
    properties = schema.get("properties")
    wanted = schema.get("required")
    required = [each for each in wanted if isinstance(each, str)] if isinstance(wanted, list) else []
    asked = dict(properties) if isinstance(properties, dict) else {}
    # The server passes on a required field that no property describes: it takes any text.
    asked.update({name: {"type": "string"} for name in required if name not in asked})
    fields: list[Field] = []
    cannot: list[str] = []
    for name, each in asked.items():
        made = _field(name, each, required=name in required) if isinstance(each, dict) else None
        if made is not None:
            fields.append(made)
            facts += _others({f"{name}, {word}": value for word, value in _unread(each)})
        else:
            facts.append(Grant("left out", f"{exact_line(name)}: {_shown(each)}"))
            if name in required:
                cannot.append(exact_line(name))
    if cannot:
        lacks = f"It needs {', '.join(cannot)}, in a form that this version cannot show."
        return Form(message, tuple(facts), actions=(NO,), lacks=lacks)
    return Form(message, tuple(facts), tuple(fields), (SEND if fields else ACCEPT, NO))


def _field(name: str, schema: Schema, *, required: bool) -> Field | None:
    """Return the field of a property; None when its schema is of a kind that no field has."""
    kind = schema.get("type")
    title, ask = schema.get("title"), schema.get("description")
    label = exact_line(title) if isinstance(title, str) and title.strip() else exact_line(name)
    ask = sanitise(ask) if isinstance(ask, str) else ""
    default = schema.get("default")
    if kind == "boolean":
        options: tuple[Choice, ...] = (Choice(True, "yes"), Choice(False, "no"))
        chosen = _chosen(options, [default] if isinstance(default, bool) else [])
        return Field(name, label, ask, FieldKind.CHOICE, options, required=required, initial=Entry(chosen))
    if kind == "array":
        items = schema.get("items")
        options = _options(items) if isinstance(items, dict) else ()
        if not options:
            return None
        least, most = _bound(schema, "minItems"), _bound(schema, "maxItems")
        chosen = _chosen(options, default if isinstance(default, list) else [])
        # An array without an element is there too: a server that requires it gets it filled.
        return Field(
            name, label, ask, FieldKind.CHOICES, options, required=required, least=least, most=most,
            initial=Entry(chosen),
        )  # fmt: skip
    if kind == "string" and any(word in schema for word in ("enum", "oneOf")):
        options = _options(schema)
        if not options:
            return None
        chosen = _chosen(options, [default] if isinstance(default, str) else [])
        return Field(name, label, ask, FieldKind.CHOICE, options, required=required, initial=Entry(chosen))
    if kind == "string":
        word = schema.get("format")
        return Field(
            name, label, ask, required=required, least=_bound(schema, "minLength"),
            most=_bound(schema, "maxLength"), format=exact_line(word) if isinstance(word, str) else "",
            initial=Entry(text=default if isinstance(default, str) else ""),
        )  # fmt: skip
    if kind in ("integer", "number"):
        number = number_text(default) if _is_number(default) else ""
        return Field(
            name, label, ask, FieldKind.INTEGER if kind == "integer" else FieldKind.NUMBER, required=required,
            least=_bound(schema, "minimum"), most=_bound(schema, "maximum"), initial=Entry(text=number),
        )  # fmt: skip
    return None


def _options(schema: Schema) -> tuple[Choice, ...]:
    """Return the options of an enum with or without titles; none for a schema that is no enum."""
    values = schema.get("enum")
    if isinstance(values, list) and all(isinstance(each, str) for each in values):
        names = schema.get("enumNames")
        titled = names if isinstance(names, list) and len(names) == len(values) else values
        return tuple(_option(value, title) for value, title in zip(values, titled, strict=True))
    for word in ("oneOf", "anyOf"):
        listed = schema.get(word)
        if isinstance(listed, list) and all(
            isinstance(each, dict) and isinstance(each.get("const"), str) for each in listed
        ):
            return tuple(_option(each["const"], each.get("title")) for each in listed)
    return ()


def _option(value: str, title: object) -> Choice:
    label = exact_line(title) if isinstance(title, str) and title.strip() else exact_line(value)
    sent = exact_line(value)
    return Choice(value, label, f"sends {sent}" if label.casefold() != sent.casefold() else "")


def _chosen(options: tuple[Choice, ...], values: list[object]) -> frozenset[int]:
    return frozenset(number for number, each in enumerate(options) if each.value in values)


def _bound(schema: Schema, word: str) -> float | None:
    number = schema.get(word)
    return float(number) if _is_number(number) else None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _unread(schema: Schema) -> Iterator[tuple[str, object]]:
    """Yield the words of a field's schema that the form does not obey, with their values."""
    kind = schema.get("type")
    read = READ[""] | READ.get(kind if isinstance(kind, str) else "", frozenset())
    for word, value in schema.items():
        if word not in read and value is not None:
            yield word, value
    items = schema.get("items")
    if kind == "array" and isinstance(items, dict):
        for word, value in items.items():
            if word not in READ_OF_ITEMS and value is not None:
                yield f"items, {word}", value


def _unread_of_form(schema: Schema) -> dict[str, object]:
    return {word: value for word, value in schema.items() if word not in READ_OF_FORM and value is not None}


def _others(values: Mapping[str, object]) -> list[Grant]:
    return [Grant("also", f"{exact_line(name)}: {_shown(value)}") for name, value in values.items()]


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return exact_line(text)
