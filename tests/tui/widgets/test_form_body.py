from __future__ import annotations

from typing import TYPE_CHECKING

from codex_tui.state.forms import FormAnswer
from codex_tui.widgets.card_body import Anew, Entry, Redraw, Send
from codex_tui.widgets.form_body import FormBody
from form_requests import (
    ASKED,
    ELICITATION,
    FORM,
    PERMISSIONS,
    PROFILE,
    QUESTIONS,
    asked_form,
    tool_approval,
)

if TYPE_CHECKING:
    from codex_tui.widgets.card_body import Outcome


def questions() -> FormBody:
    return FormBody(asked_form(QUESTIONS, **ASKED))


def rows(body: FormBody, width: int = 60) -> list[str]:
    return [f"{'>' if row.here else ' '}{row.lead}|{row.text}" for row in body.text(width).rows]


def here(body: FormBody) -> str:
    return next((row.text for row in body.text(60).rows if row.here), "")


def sent(outcome: Outcome) -> FormAnswer:
    assert isinstance(outcome, Send)
    ((_, answer),) = outcome.answers
    assert isinstance(answer, FormAnswer)
    return answer


def line(outcome: Outcome) -> Entry:
    assert isinstance(outcome, Entry)
    return outcome


def test_a_form_shows_its_words_its_options_and_what_is_filled_in() -> None:
    body = questions()
    body.move("form.2")
    assert rows(body) == [
        " line|Colour: Which?",
        " ( ) |1 Red  warm",
        ">(x) |2 Blue  cold",
        " ... |note: ",
        " line|Name: Whose?",
        " ... |(empty)",
        " line|Token: What?",
        " |  it is not shown and not kept",
        " ... |(empty)",
    ]


def test_answers_that_are_typed_go_to_the_fields_in_their_order() -> None:
    body = questions()
    body.move("form.2")
    name = line(body.move("form.next"))
    assert (name.label, name.secret) == ("Name", False)
    token = line(body.entered("Ann"))
    assert (token.label, token.secret) == ("Token", True)
    assert isinstance(body.entered("hunter2"), Redraw)
    assert "hunter2" not in "\n".join(rows(body))
    answer = sent(body.take("card.accept", again=False))
    assert [entry.text for entry in answer.entries] == ["", "Ann", "hunter2"]
    assert answer.entries[0].chosen == {1}


def test_enter_chooses_and_goes_on_and_space_takes_a_choice_back() -> None:
    body = questions()
    assert line(body.move("form.take")).label == "Name"
    assert body.entries[0].chosen == {0}
    body.move("form.previous")
    assert here(body) == "1 Red  warm"
    body.move("form.choose")
    assert body.entries[0].chosen == frozenset()


def test_the_text_of_a_question_is_a_note_or_an_answer() -> None:
    body = questions()
    body.move("card.down")
    assert line(body.move("card.down")).label == "in your own words"
    body.move("form.1")
    body.move("card.down")
    assert line(body.move("card.down")).label == "note"


def test_several_are_ticked_one_by_one() -> None:
    body = FormBody(asked_form(PERMISSIONS, permissions=PROFILE))
    body.move("form.3")
    body.move("card.up")
    body.move("form.take")
    assert here(body) == "2 reads /etc"
    assert sent(body.take("card.session", again=False)).entries[0].chosen == {0}


def test_what_is_wrong_is_told_at_its_field_and_not_sent() -> None:
    body = FormBody(asked_form(ELICITATION, requestedSchema=FORM))
    assert line(body.begin()).text == "3"
    body.entered("30")
    assert "   9 or less" in [row.split("|")[1].rjust(12) for row in rows(body)]
    assert line(body.take("card.accept", again=False)).label == "Age"
    body.entered("7")
    assert "9 or less" not in "\n".join(rows(body))
    assert sent(body.take("card.accept", again=False)).entries[0].text == "7"


def test_a_field_that_is_needed_is_gone_to() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}}
    body = FormBody(asked_form(ELICITATION, requestedSchema={**schema, "required": ["b"]}))
    body.entered("x")
    body.move("form.next")
    assert here(body) == ""
    assert isinstance(body.take("card.accept", again=False), Redraw)
    assert here(body) == "1 yes"
    assert " |  choose one" in rows(body)


def test_what_is_typed_is_kept_when_the_line_is_left() -> None:
    body = questions()
    entry = line(body.move("form.next"))
    assert entry.left is not None
    entry.left("An")
    assert line(body.begin()).text == "An"
    assert body.back() is None


def test_the_lines_of_a_paste_are_sent_as_lines() -> None:
    body = questions()
    body.move("form.next")
    body.entered("one\u23ce\u2409two")
    body.entered("s\u23ce")
    assert " ... |one\u23ce\u2409two" in rows(body)
    assert line(body.move("form.previous")).text == "s\u23ce"
    assert line(body.move("form.previous")).text == "one\u23ce\u2409two"
    answer = sent(body.take("card.accept", again=False))
    assert [entry.text for entry in answer.entries] == ["", "one\n\ttwo", "s\u23ce"]


def test_the_line_goes_back_a_field_too() -> None:
    body = questions()
    entry = line(body.move("form.next"))
    assert entry.stepped is not None
    assert isinstance(entry.stepped("Ann", -1), Redraw)
    assert here(body) == "1 Red  warm"
    assert body.entries[1].text == "Ann"


def test_a_key_that_moves_nothing_is_left_to_scroll() -> None:
    body = questions()
    assert body.move("card.up") is None
    assert body.move("form.9") is None
    assert FormBody(tool_approval()).moves == frozenset()


def test_always_is_asked_a_second_time() -> None:
    body = FormBody(tool_approval())
    assert isinstance(body.take("card.always", again=False), Anew)
    assert "nobody is asked about this tool again" in rows(body)[0]
    assert rows(body)[-1] == " server|lab"
    assert isinstance(body.back(), Anew)
    assert isinstance(body.take("card.always", again=False), Anew)
    assert sent(body.take("card.always", again=True)).action == "card.always"


def test_behind_the_last_field_the_end_comes_into_view() -> None:
    body = FormBody(asked_form(PERMISSIONS, permissions=PROFILE))
    body.move("form.next")
    text = body.text(60)
    assert (text.here, here(body)) == (len(text.rows) - 1, "")
    assert [*text.must] == [*range(len(text.rows))]
