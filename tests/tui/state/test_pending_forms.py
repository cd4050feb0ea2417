from __future__ import annotations

from typing import Any

import pytest
from codex_app_server import AcceptElicitation, Decision, GrantPermissions
from codex_tui.state.forms import Entry, FormAnswer, initial_entries
from form_requests import (
    ASKED,
    ELICITATION,
    FILES,
    FORM,
    PERMISSIONS,
    PROFILE,
    QUESTIONS,
    asked_form,
    on_the_wire,
    tool_approval,
)


def chosen(*numbers: int, text: str = "") -> Entry:
    return Entry(frozenset(numbers), text)


def facts(pending: Any) -> list[tuple[str, str]]:
    return [(fact.label, fact.text) for fact in pending.form.facts]


def test_questions_are_answered_with_labels_notes_and_own_words() -> None:
    pending = asked_form(QUESTIONS, **ASKED)
    answer = FormAnswer("card.accept", (chosen(1, text="soon"), chosen(text="Ann"), chosen(text="hunter2")))
    assert pending.permits(answer)
    assert on_the_wire(pending, answer) == {
        "answers": {
            "c": {"answers": ["Blue", "user_note: soon"]},
            "n": {"answers": ["Ann"]},
            "t": {"answers": ["hunter2"]},
        }
    }
    assert pending.told(answer) == (
        "answered Colour: Blue, \u201csoon\u201d; Name: \u201cAnn\u201d; Token: (not shown)"
    )
    assert "hunter2" not in repr(answer)


def test_a_question_that_is_left_out_is_not_answered_and_none_is_answered_unasked() -> None:
    pending = asked_form(QUESTIONS, **ASKED)
    some = FormAnswer("card.accept", (chosen(text="Green"), Entry(), Entry()))
    assert pending.sdk_answer(some) == {"c": ["Green"]}
    nothing = (Entry(), Entry(), Entry())
    assert not pending.permits(FormAnswer("card.accept", nothing))
    without = FormAnswer("card.decline", nothing)
    assert pending.permits(without)
    assert pending.sdk_answer(without) == {}
    assert pending.told(without) == "let it go on without an answer"


def test_what_waits_is_told_in_one_line_for_each_kind() -> None:
    assert asked_form(QUESTIONS, **ASKED).wants == "asks: Which?; Whose?; What?"
    assert asked_form(PERMISSIONS, permissions=PROFILE).wants == (
        "wants more permissions: network any host, reads /etc, writes /out"
    )
    assert asked_form(ELICITATION, message="Your\nage?").wants == "asks for lab: Your\u23ceage?"
    assert asked_form(QUESTIONS, autoResolutionMs=90_000, **ASKED).deadline_ms == 90_000
    assert asked_form(QUESTIONS, **ASKED).deadline_ms is None


def test_all_permissions_are_ticked_and_granted_as_they_were_asked_for() -> None:
    pending = asked_form(PERMISSIONS, permissions=PROFILE, reason="to build")
    assert [option.label for option in pending.form.fields[0].options] == [
        "network any host",
        "reads /etc",
        "writes /out",
    ]
    assert facts(pending) == [("denied", "/out/keep"), ("in", "/w")]
    answer = FormAnswer("card.session", initial_entries(pending.form))
    granted = on_the_wire(pending, answer)
    assert granted == {"permissions": PROFILE, "scope": "session"}
    assert pending.told(answer) == "gave network any host, reads /etc, writes /out for this session"


def test_only_what_is_ticked_is_granted_and_what_is_denied_stays_denied() -> None:
    pending = asked_form(PERMISSIONS, permissions=PROFILE)
    answer = FormAnswer("card.accept", (chosen(1),))
    granted = on_the_wire(pending, answer)
    assert granted == {
        "permissions": {"fileSystem": {"entries": [FILES["entries"][0], FILES["entries"][2]]}},
        "scope": "turn",
    }
    assert pending.told(answer) == "gave reads /etc for this turn, and not the other 2"
    assert not pending.permits(FormAnswer("card.accept", (Entry(),)))
    assert pending.sdk_answer(FormAnswer("card.decline", (Entry(),))) == Decision.DECLINE


def test_paths_of_the_older_form_alone_can_be_ticked_too() -> None:
    pending = asked_form(PERMISSIONS, permissions={"fileSystem": {"read": ["/a"], "write": ["/a"]}})
    answer = FormAnswer("card.accept", (chosen(1),))
    granted = on_the_wire(pending, answer)
    assert granted == {"permissions": {"fileSystem": {"write": ["/a"]}}, "scope": "turn"}


def test_permissions_that_this_version_does_not_know_are_given_together_or_not_at_all() -> None:
    pending = asked_form(PERMISSIONS, permissions={**PROFILE, "devices": {"gpu": True}})
    assert pending.form.fields == ()
    assert ("also", 'asks for devices: {"gpu": true}') in facts(pending)
    granted = pending.sdk_answer(FormAnswer("card.accept"))
    assert isinstance(granted, GrantPermissions)
    assert granted.permissions == getattr(pending.request, "permissions", None)
    assert asked_form(PERMISSIONS).form.actions[0].id == "card.decline"


def test_a_form_sends_its_defaults_and_leaves_out_what_is_empty() -> None:
    pending = asked_form(ELICITATION, requestedSchema=FORM)
    answer = FormAnswer("card.accept", initial_entries(pending.form))
    assert on_the_wire(pending, answer) == {
        "action": "accept",
        "content": {"age": 3, "ok": True, "days": ["tu"]},
    }
    assert pending.told(answer) == "answered Age: \u201c3\u201d; ok: yes; days: tu"
    wrong = FormAnswer("card.accept", (chosen(text="10"), *initial_entries(pending.form)[1:]))
    assert not pending.permits(wrong)
    assert pending.sdk_answer(FormAnswer("card.decline", wrong.entries)) == Decision.DECLINE


def test_a_form_sends_values_and_says_so_where_the_titles_are_others() -> None:
    pending = asked_form(ELICITATION, requestedSchema=FORM)
    pet = pending.form.fields[2]
    assert [(option.label, option.about) for option in pet.options] == [
        ("Cat", "sends c"),
        ("Dog", "sends d"),
    ]
    entries = list(initial_entries(pending.form))
    entries[2] = chosen(1)
    given = pending.sdk_answer(FormAnswer("card.accept", tuple(entries)))
    assert isinstance(given, AcceptElicitation)
    assert given.content is not None
    assert given.content["pet"] == "d"


@pytest.mark.parametrize(
    ("schema", "lacks"),
    [
        ({"type": "object", "properties": {"a": {"type": "object"}}, "required": ["a"]}, "It needs a,"),
        (None, "It does not say what it asks for."),
    ],
)
def test_a_form_that_cannot_be_shown_can_only_be_declined(schema: object, lacks: str) -> None:
    pending = asked_form(f"{ELICITATION} openai/form", requestedSchema=schema)
    assert pending.form.lacks.startswith(lacks)
    assert [action.id for action in pending.form.actions] == ["card.decline"]


def test_what_a_form_does_not_obey_is_shown_and_what_it_cannot_show_is_named() -> None:
    properties = {"a": {"type": "string", "pattern": "^\u202e"}, "b": {"type": "tuple"}}
    pending = asked_form(
        ELICITATION,
        requestedSchema={"type": "object", "properties": properties, "required": ["c"], "minProperties": 1},
    )
    assert facts(pending) == [
        ("server", "lab"),
        ("also", "minProperties: 1"),
        ("also", "a, pattern: ^<U+202E>"),
        ("left out", 'b: {"type": "tuple"}'),
    ]
    assert [(field.name, field.required) for field in pending.form.fields] == [("a", False), ("c", True)]


def test_a_tool_says_what_it_would_do_and_what_a_no_does() -> None:
    pending = tool_approval(tool_params={"name": "Bo\nb"}, tool_description="Greets.", source="plugin")
    assert facts(pending) == [
        ("server", "lab"),
        ("with", "name: Bo\u23ceb"),
        ("does", "the server says: Greets."),
        ("also", "source: plugin"),
        ("no", "fails this call only; the turn goes on"),
        ("always", "this tool is not asked about again, in any thread"),
    ]
    assert [action.id for action in pending.form.actions] == [
        "card.accept",
        "card.session",
        "card.always",
        "card.decline",
    ]
    wire = {
        action: on_the_wire(pending, FormAnswer(action))
        for action in ("card.accept", "card.session", "card.always", "card.decline")
    }
    assert wire == {
        "card.accept": {"action": "accept", "content": {}},
        "card.session": {"action": "accept", "content": {}, "_meta": {"persist": "session"}},
        "card.always": {"action": "accept", "content": {}, "_meta": {"persist": "always"}},
        "card.decline": {"action": "decline", "content": None},
    }
    assert [pending.told(FormAnswer(action)) for action in wire] == [
        "allowed it once",
        "allowed it for this session",
        "allowed it always",
        "said no",
    ]


def test_a_tool_is_offered_no_longer_time_than_the_server_offers() -> None:
    pending = tool_approval(persist="session")
    assert [action.id for action in pending.form.actions] == ["card.accept", "card.session", "card.decline"]
    assert not pending.permits(FormAnswer("card.always"))


def test_a_page_is_opened_only_where_its_host_is_sure() -> None:
    pending = asked_form(f"{ELICITATION} url", url="https://good.test@evil.test/")
    assert ("host", "evil.test") in facts(pending)
    opens, copies = FormAnswer("card.accept"), FormAnswer("form.copy")
    assert (pending.opens(opens), pending.copies(opens)) == (True, False)
    assert (pending.opens(copies), pending.copies(copies)) == (False, True)
    assert [pending.told(each) for each in (opens, copies)] == [
        "opened the page",
        "copied the address of the page and went on",
    ]
    refused = asked_form(f"{ELICITATION} url", url="file:///etc/passwd")
    assert [action.id for action in refused.form.actions] == ["card.decline"]
    assert not refused.permits(opens)


def test_labels_of_the_agent_are_sanitised_and_sent_as_they_came() -> None:
    label = "Red\u202e [bold]"
    question = {
        "id": "c",
        "header": "H\x1b",
        "question": "Q?\x07",
        "options": [{"label": label, "description": ""}],
    }
    pending = asked_form(QUESTIONS, questions=[question])
    (field,) = pending.form.fields
    assert (field.label, field.ask, field.options[0].label) == ("H\u241b", "Q?\u2407", "Red<U+202E> [bold]")
    assert pending.sdk_answer(FormAnswer("card.accept", (chosen(0),))) == {"c": [label]}
