"""A request for more permissions as a form: each permission can be left out, and is granted for a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server.approvals import Decision
from codex_app_server.permissions import GrantPermissions

from .approval_grants import Grant, entry_grants, profile_grants, unknown_grants
from .forms import Action, Choice, Entry, Field, FieldKind, Form
from .sanitise import exact_line, sanitise

if TYPE_CHECKING:
    from codex_app_server.generated.v2_all import RequestPermissionProfile
    from codex_app_server.permissions import PermissionsAnswer, PermissionsApproval

    from .forms import FormAnswer

TURN = Action("card.accept", "for this turn", fills=True, allows=True)
SESSION = Action("card.session", "for this session", fills=True, allows=True)
NO = Action("card.decline", "no")

PERMISSIONS_TITLE = "Give more permissions"


def permissions_form(request: PermissionsApproval) -> Form:
    """Return the form: all that is asked for is ticked, and can be unticked where it can be told apart."""
    facts = [
        *unknown_grants(request.params),
        *([] if request.params.environment_id in (None, "local") else [_environment(request)]),
    ]
    parts = _parts(request.permissions)
    options: tuple[Choice, ...] = ()
    if parts is None:
        facts += profile_grants(request.permissions)
    else:
        facts += [grant for grant, part in parts if part is None]
        options = tuple(Choice(part, f"{each.label} {each.text}") for each, part in parts if part is not None)
    facts.append(Grant("in", exact_line(request.cwd)))
    text = sanitise(request.reason or "")
    if parts is not None and not options:
        return Form(text, tuple(facts), actions=(NO,), lacks="It asks for nothing that can be given.")
    ticked = Entry(frozenset(range(len(options))))
    kind = FieldKind.CHOICES
    field = Field("permissions", "It gets", kind=kind, options=options, required=True, initial=ticked)
    return Form(text, tuple(facts), (field,) if options else (), (TURN, SESSION, NO))


def permissions_answer(request: PermissionsApproval, form: Form, answer: FormAnswer) -> PermissionsAnswer:
    """Return what the SDK sends: exactly what is ticked, and never more than was asked for."""
    if answer.action not in (TURN.id, SESSION.id):
        return Decision.DECLINE
    for_session = answer.action == SESSION.id
    if not form.fields or len(answer.entries[0].chosen) == len(form.fields[0].options):
        return GrantPermissions(request.permissions, for_session=for_session)
    given: dict[str, object] = {}
    files: dict[str, list[object]] = {}
    for number in sorted(answer.entries[0].chosen):
        part = form.fields[0].options[number].value
        assert isinstance(part, _Part)
        if part.place == "network":
            given["network"] = part.value
        else:
            files.setdefault(part.place, []).append(part.value)
    raw = (
        request.permissions.model_dump(mode="json", by_alias=True, exclude_none=True).get("fileSystem") or {}
    )
    # What is denied cannot be unticked, and the depth only bounds what patterns find.
    denied = [entry for entry in raw.get("entries") or () if entry.get("access") == "deny"]
    if files or denied:
        granted: dict[str, object] = {**files}
        if denied:
            granted["entries"] = [*files.get("entries", []), *denied]
        if (depth := raw.get("globScanMaxDepth")) is not None:
            granted["globScanMaxDepth"] = depth
        given["fileSystem"] = granted
    return GrantPermissions(given, for_session=for_session)


@dataclass(frozen=True, slots=True)
class _Part:
    """A permission that can be granted alone: its place in the profile, and its value there."""

    place: str
    value: object


def _parts(profile: RequestPermissionProfile) -> list[tuple[Grant, _Part | None]] | None:
    """Return each permission with its words, a part of None where it is no choice; None if that is unclear.

    The server sends each path twice, as an entry and in a list of an older form; an entry stands for both.
    """
    parts: list[tuple[Grant, _Part | None]] = []
    raw = profile.model_dump(mode="json", by_alias=True, exclude_none=True)
    if any(
        unknown_grants(each) for each in (profile, profile.network, profile.file_system) if each is not None
    ):
        return None
    if profile.network is not None and profile.network.enabled is not None:
        network = Grant("network", "any host" if profile.network.enabled else "none")
        parts.append((network, _Part("network", raw["network"])))
    files = profile.file_system
    if files is None:
        return parts
    listed: set[tuple[str, str]] = set()
    for entry, value in zip(files.entries or (), raw["fileSystem"].get("entries") or (), strict=True):
        grants = entry_grants(entry)
        if len(grants) != 1 or str(entry.access) not in ("read", "write", "deny"):
            return None
        denies = str(entry.access) == "deny"
        parts.append((grants[0], None if denies else _Part("entries", value)))
        listed.add((str(entry.access), str(getattr(entry.path, "path", ""))))
    for place in ("read", "write"):
        for path in getattr(files, place) or ():
            if (place, path) not in listed:
                label = "reads" if place == "read" else "writes"
                parts.append((Grant(label, exact_line(path)), _Part(place, path)))
    if files.glob_scan_max_depth is not None:
        parts.append((Grant("depth", f"{files.glob_scan_max_depth} directories down for the patterns"), None))
    return parts


def _environment(request: PermissionsApproval) -> Grant:
    return Grant("where", f"environment {exact_line(request.params.environment_id or '')}")
