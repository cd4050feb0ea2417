from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from approval_requests import ALL_DECISIONS, asked
from codex_app_server.approvals import (
    AcceptWithExecpolicyAmendment,
    ApplyNetworkPolicyAmendment,
    Decision,
)
from codex_tui.widgets.approval_card import ApprovalCard
from codex_tui.widgets.card_body import Send
from textual import events
from textual._xterm_parser import XTermParser
from widget_stage import keyboard

if TYPE_CHECKING:
    from codex_tui.state.approvals import PendingApproval
    from textual.pilot import Pilot
    from widget_stage import Desk

pytestmark = pytest.mark.anyio

RULE = ("pip", "install")
LONG = "\n".join(f"echo {number}" for number in range(200)) + "\nrm -rf /"


def asks(key: int = 1, command: str | None = "pip install x", **params: Any) -> PendingApproval:
    offers = [*ALL_DECISIONS, {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": list(RULE)}}]
    facts: dict[str, Any] = {
        "cwd": "/srv/app",
        "reason": "It is needed.",
        "availableDecisions": offers,
        **params,
    }
    return asked(key, command=command, **facts)


def answers(desk: Desk) -> list[tuple[int, object]]:
    return [pair for message in desk.messages(ApprovalCard.Answered) for pair in message.send.answers]


def drawn(card: ApprovalCard) -> list[str]:
    return [card.render_line(y).text.rstrip() for y in range(card.size.height)]


async def armed(desk: Desk, pilot: Pilot[None], approval: PendingApproval, *others: PendingApproval) -> None:
    desk.card.show(approval, others)
    await pilot.pause()
    await pilot.press("f2")
    desk.clock.advance(0.5)
    desk.card.tick()
    await pilot.pause()


@pytest.mark.parametrize(
    ("key", "decision"),
    [
        ("y", Decision.ACCEPT),
        ("s", Decision.ACCEPT_FOR_SESSION),
        ("x", Decision.CANCEL),
    ],
)
async def test_each_key_gives_its_answer(desk: Desk, key: str, decision: Decision) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks(7))
        await pilot.press(key)
        assert answers(desk) == [(7, decision)]
        assert keyboard(desk) is desk.composer
        assert desk.composer.text == ""


async def test_a_prefix_is_shown_before_it_is_allowed_and_goes_back_as_it_came(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks())
        await pilot.press("p")
        await pilot.pause()
        assert answers(desk) == []
        assert any("pip install" in line for line in drawn(desk.card))
        assert "Always allow this prefix" in drawn(desk.card)[0]
        desk.clock.advance(0.5)
        await pilot.press("p")
        assert answers(desk) == [(1, AcceptWithExecpolicyAmendment(RULE))]


async def test_no_prefix_is_offered_where_the_server_offers_none(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(
            desk, pilot, asks(availableDecisions=ALL_DECISIONS, proposedExecpolicyAmendment=list(RULE))
        )
        assert "prefix" not in drawn(desk.card)[-1]
        await pilot.press("p")
        desk.clock.advance(0.5)
        await pilot.press("p")
        assert answers(desk) == []


async def test_enter_never_answers(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks())
        await pilot.press("enter", "space")
        desk.clock.advance(5)
        await pilot.press("enter")
        assert answers(desk) == []


async def test_it_shows_what_where_why_and_how_many_wait(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await armed(desk, pilot, asks(), asks(2), asks(3))
        title, *rest = drawn(desk.card)
        assert title.split() == ["◆", "Run", "a", "command", "2", "more", "waiting"]
        assert "▎ pip install x" in rest
        assert 'rule   only by "always": allow what begins with pip install' in rest
        assert "equal  2 more that wait ask for exactly this" in rest
        assert "in     /srv/app" in rest
        assert "why    It is needed." in rest
        assert rest[-2:] == [
            "y once   Y all 3, once   s this session, all 3   p always this prefix   n no",
            "x no, stop the turn",
        ]


async def test_it_never_takes_the_focus_by_itself(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        desk.card.show(asks())
        await pilot.pause()
        assert keyboard(desk) is desk.composer
        desk.screen.focus_next()
        desk.screen.focus_previous()
        assert keyboard(desk) is desk.composer
        desk.composer.disabled = True
        await pilot.pause()
        assert keyboard(desk) is not desk.card


async def test_escape_gives_the_focus_back_and_leaves_the_card(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks())
        await pilot.press("p", "escape")
        assert keyboard(desk) is desk.card
        await pilot.press("escape")
        assert keyboard(desk) is desk.composer
        assert desk.card.request is not None
        assert answers(desk) == []


async def test_nothing_counts_in_the_first_half_second(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        desk.card.show(asks())
        desk.clock.advance(10)
        await pilot.press("f2")
        assert "one moment" in drawn(desk.card)[0]
        for _ in range(10):
            desk.clock.advance(0.49)
            await pilot.press("y")
        assert answers(desk) == []
        desk.clock.advance(0.5)
        await pilot.press("y")
        assert answers(desk) == [(1, Decision.ACCEPT)]


async def test_a_card_that_replaces_another_is_not_answered_by_a_key_for_the_first(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks(1))
        event = events.Key("y", "y")
        desk.card.note_key(event)
        desk.card.show(asks(2))
        desk.card.post_message(event)
        await pilot.pause()
        assert answers(desk) == []


async def test_keys_that_arrive_together_answer_nothing(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks(1))
        desk.post_message(events.Key("y", "y"))
        desk.post_message(events.Key("x", "x"))
        await pilot.pause()
        assert answers(desk) == []


async def test_a_request_is_answered_once(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks(1))
        await pilot.press("y", "f2")
        desk.clock.advance(5)
        await pilot.press("x")
        assert answers(desk) == [(1, Decision.ACCEPT)]


async def test_an_approval_that_is_gone_gives_the_focus_back(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks())
        desk.card.show(None)
        await pilot.pause()
        assert keyboard(desk) is desk.composer
        assert not desk.card.display


async def test_a_long_command_is_allowed_only_after_its_end_was_seen(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await armed(desk, pilot, asks(command=LONG))
        lines = drawn(desk.card)
        assert desk.card.region.height <= 12
        assert "▎ echo 0" in lines
        assert "▎ rm -rf /" in lines
        assert "read to the end first" in lines[0]
        await pilot.press("y")
        desk.clock.advance(0.5)
        assert answers(desk) == []
        await pilot.press("end")
        desk.clock.advance(0.5)
        desk.card.tick()
        await pilot.pause()
        assert any("of 206, the end" in line for line in drawn(desk.card))
        await pilot.press("y")
        assert answers(desk) == [(1, Decision.ACCEPT)]


async def test_a_long_command_may_be_declined_unread(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await armed(desk, pilot, asks(command=LONG))
        await pilot.press("n", "enter")
        await pilot.pause()
        assert answers(desk) == [(1, Decision.DECLINE)]


async def test_hidden_characters_ask_for_a_second_press(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await armed(desk, pilot, asks(command="rm -rf \u202epmt/ "))
        assert "hidden characters" in drawn(desk.card)[0]
        assert any("<U+202E>" in line for line in drawn(desk.card))
        await pilot.press("y")
        await pilot.pause()
        assert answers(desk) == []
        assert "again" in drawn(desk.card)[-1]
        await pilot.press("y")
        assert answers(desk) == []
        desk.clock.advance(0.5)
        await pilot.press("y")
        assert answers(desk) == [(1, Decision.ACCEPT)]


async def test_a_command_that_draws_a_prompt_stays_behind_the_bar(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await armed(desk, pilot, asks(command="ls\n◆ Approved\ny once   n no\n```\n[b]x[/]"))
        lines = drawn(desk.card)
        assert "▎ ◆ Approved" in lines
        assert "▎ y once   n no" in lines
        assert "▎ [b]x[/]" in lines


async def test_the_first_click_only_takes_the_focus_and_a_later_one_answers(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.card.show(asks())
        await pilot.pause()
        desk.clock.advance(10)
        actions = (3, desk.card.region.height - 1)
        await pilot.click(ApprovalCard, offset=actions)
        assert keyboard(desk) is desk.card
        assert answers(desk) == []
        desk.clock.advance(0.5)
        await pilot.click(ApprovalCard, offset=actions)
        assert answers(desk) == [(1, Decision.ACCEPT)]


async def test_a_terminal_that_comes_back_to_the_front_waits_again(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks())
        desk.post_message(events.AppBlur())
        await pilot.pause()
        desk.clock.advance(60)
        desk.post_message(events.AppFocus())
        await pilot.pause()
        assert keyboard(desk) is desk.card
        await pilot.press("y")
        assert answers(desk) == []


async def test_a_hundred_cards_that_appear_while_somebody_types_are_answered_by_nothing(desk: Desk) -> None:
    dice = random.Random(7)

    def typed(kind: int) -> list[events.Event]:
        if kind == 0:
            return [events.Key(letter, letter) for letter in "yes please snxp"]
        if kind == 1:
            return [events.Paste("y\ny\nyes\n")]
        if kind == 2:
            return [events.Key("y", "y") for _ in range(30)]
        keys = [event for event in XTermParser().feed("\x1by") if isinstance(event, events.Event)]
        return [*keys, *(events.Key(letter, letter) for letter in "es")]

    drafts = {0: "yes please snxp", 1: "y\ny\nyes\n", 2: "y" * 30, 3: "es"}
    async with desk.run_test() as pilot:
        for trial in range(100):
            kind = trial % 4
            desk.card.show(None)
            desk.composer.load_draft("")
            desk.clock.advance(dice.uniform(0, 2))
            burst = typed(kind)
            appears = dice.randrange(len(burst))
            for number, event in enumerate(burst):
                if number == appears:
                    desk.card.show(asks(trial + 1))
                desk.clock.advance(dice.uniform(0, 0.8))
                desk.post_message(event)
                if dice.random() < 0.05:
                    await pilot.pause()
            await pilot.pause()
            assert desk.composer.text == drafts[kind]
        assert answers(desk) == []


async def test_a_burst_that_runs_into_the_card_answers_nothing(desk: Desk) -> None:
    dice = random.Random(8)
    async with desk.run_test() as pilot:
        for trial in range(15):
            desk.card.show(None)
            desk.composer.focus()
            await pilot.pause()
            desk.clock.advance(dice.uniform(0, 2))
            desk.card.show(asks(trial + 1))
            for key in ("y", "e", "f2", *dice.choices("ysnxp", k=6)):
                desk.post_message(events.Key(key, key if len(key) == 1 else None))
                await pilot.pause()
                desk.clock.advance(dice.uniform(0, 0.49))
        assert answers(desk) == []


async def test_what_is_not_on_the_screen_cannot_be_allowed(desk: Desk) -> None:
    # Three rows are left for the card: its title and two rows of actions.
    async with desk.run_test(size=(40, 8)) as pilot:
        await armed(desk, pilot, asks(command="touch a; touch b; touch c; touch d"))
        assert not any("touch" in row for row in drawn(desk.card))
        assert "too small to read" in drawn(desk.card)[0]
        for key in ("down", "end", "y"):
            await pilot.press(key)
            desk.clock.advance(0.5)
        assert answers(desk) == []
        await pilot.press("n", "enter")
        await pilot.pause()
        assert answers(desk) == [(1, Decision.DECLINE)]


async def test_a_narrow_card_shows_what_it_asks_by_saying_less_about_the_answers(desk: Desk) -> None:
    async with desk.run_test(size=(40, 10)) as pilot:
        await armed(desk, pilot, asks(command="touch a; touch b; touch c; touch d"))
        rows = drawn(desk.card)
        assert any("touch a" in row for row in rows)
        assert rows[-2:] == ["y once   s session   p prefix   n no", "x stop"]
        await pilot.press("y")
        assert answers(desk) == []
        desk.clock.advance(0.5)
        for _ in range(4):
            await pilot.press("down")
            await pilot.pause()
        assert any("touch d" in row or "needed" in row for row in drawn(desk.card))
        await pilot.press("y")
        assert answers(desk) == [(1, Decision.ACCEPT)]


async def test_a_no_opens_a_line_whose_text_is_the_reason(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks(7))
        await pilot.press("n")
        assert answers(desk) == []
        assert keyboard(desk) is desk.card.line.input
        await pilot.press(*"yes x", "enter")
        await pilot.pause()
        [message] = desk.messages(ApprovalCard.Answered)
        assert message.send == Send(((7, Decision.DECLINE),), reason="yes x")
        assert keyboard(desk) is desk.composer
        assert desk.composer.text == ""


async def test_escape_closes_the_line_and_leaves_the_request_open(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks(7))
        await pilot.press("n", *"why", "escape")
        await pilot.pause()
        assert keyboard(desk) is desk.card
        assert not desk.card.line.is_open
        assert answers(desk) == []


async def test_what_was_typed_for_a_request_that_went_is_not_lost(desk: Desk) -> None:
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asks(7))
        await pilot.press("n", *"why")
        desk.bodies.keep([])
        desk.card.show(None)
        await pilot.pause()
        assert [message.typed for message in desk.messages(ApprovalCard.Closed)] == ["why"]
        assert not desk.card.line.is_open


async def test_a_reason_that_was_not_sent_stands_there_again(desk: Desk) -> None:
    asking = asks(7)
    async with desk.run_test() as pilot:
        await armed(desk, pilot, asking)
        await pilot.press("n", *"why")
        desk.card.show(asks(8))
        await pilot.pause()
        assert not desk.card.line.is_open
        await armed(desk, pilot, asking)
        await pilot.press("n")
        assert desk.card.line.input.value == "why"


async def test_equal_ones_are_counted_before_a_key_works_and_answered_together(desk: Desk) -> None:
    async with desk.run_test(size=(100, 30)) as pilot:
        others = [asks(2), asks(3, command="pip install y"), asks(4, reason="For the tests.")]
        await armed(desk, pilot, asks(1), *others)
        rows = drawn(desk.card)
        assert "equal  2 more that wait ask for exactly this" in rows
        assert "       because: For the tests." in rows
        await pilot.press("Y")
        assert answers(desk) == [(1, Decision.ACCEPT), (2, Decision.ACCEPT), (4, Decision.ACCEPT)]
        assert keyboard(desk) is desk.card


async def test_for_the_session_clears_those_that_it_covers(desk: Desk) -> None:
    async with desk.run_test(size=(100, 30)) as pilot:
        await armed(desk, pilot, asks(1), asks(2))
        await pilot.press("s")
        assert answers(desk) == [(1, Decision.ACCEPT_FOR_SESSION), (2, Decision.ACCEPT_FOR_SESSION)]
        assert keyboard(desk) is desk.composer


async def test_one_more_equal_one_starts_the_half_second_again(desk: Desk) -> None:
    async with desk.run_test(size=(100, 30)) as pilot:
        await armed(desk, pilot, asks(1), asks(2))
        desk.card.show(asks(1), [asks(2), asks(3)])
        await pilot.pause()
        await pilot.press("Y")
        assert answers(desk) == []
        desk.clock.advance(0.5)
        desk.card.tick()
        await pilot.pause()
        await pilot.press("Y")
        assert [key for key, _ in answers(desk)] == [1, 2, 3]


async def edits(desk: Desk, pilot: Pilot[None], typed: str) -> None:
    """Type a rule over the one that is shown."""
    desk.clock.advance(0.5)
    await pilot.press("e", "ctrl+u")
    await pilot.press(*("space" if letter == " " else letter for letter in typed), "enter")
    await pilot.pause()
    desk.clock.advance(0.5)
    desk.card.tick()
    await pilot.pause()


async def test_a_rule_can_be_edited_and_is_shown_before_it_is_saved(desk: Desk) -> None:
    desk.ran = ["pip install a", "pip --version", "ls"]
    async with desk.run_test(size=(100, 40)) as pilot:
        await armed(desk, pilot, asks())
        await pilot.press("p")
        await pilot.pause()
        rows = drawn(desk.card)
        assert "It would have let through 1 command that ran here:" in rows
        assert any("Threads that are loaded already ask on." in row for row in rows)
        await edits(desk, pilot, "pip")
        assert "It would have let through 2 commands that ran here:" in drawn(desk.card)
        assert answers(desk) == []
        await pilot.press("p")
        assert answers(desk) == [(1, AcceptWithExecpolicyAmendment(("pip",)))]


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("rm", "beginning of the words"),
        ("pip install 'x", "quote that never ends"),
        ("", "at least one word"),
    ],
)
async def test_a_rule_that_would_allow_something_else_cannot_be_saved(
    desk: Desk, typed: str, trouble: str
) -> None:
    async with desk.run_test(size=(100, 40)) as pilot:
        await armed(desk, pilot, asks())
        await pilot.press("p")
        await pilot.pause()
        await edits(desk, pilot, typed)
        assert any(trouble in row for row in drawn(desk.card))
        await pilot.press("p")
        assert answers(desk) == []


async def test_a_rule_of_the_server_that_ends_at_an_interpreter_cannot_be_saved(desk: Desk) -> None:
    rule = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["python3"]}}
    asking = asks(command="python3 run.py", availableDecisions=["accept", rule])
    async with desk.run_test(size=(100, 40)) as pilot:
        await armed(desk, pilot, asking)
        await pilot.press("p")
        await pilot.pause()
        desk.clock.advance(0.5)
        assert any("ends at python3" in row for row in drawn(desk.card))
        await pilot.press("p")
        assert answers(desk) == []
        await edits(desk, pilot, "python3 run.py")
        await pilot.press("p")
        assert answers(desk) == [(1, AcceptWithExecpolicyAmendment(("python3", "run.py")))]


async def test_a_host_is_allowed_for_good_after_it_was_shown(desk: Desk) -> None:
    rule = {"network_policy_amendment": {"host": "pypi.org", "action": "allow"}}
    asking = asks(
        command=None,
        networkApprovalContext={"host": "pypi.org", "protocol": "https"},
        availableDecisions=["accept", "cancel", {"applyNetworkPolicyAmendment": rule}],
    )
    async with desk.run_test(size=(100, 40)) as pilot:
        await armed(desk, pilot, asking)
        await pilot.press("h")
        await pilot.pause()
        assert drawn(desk.card)[0].strip().startswith("◆ Always allow this host")
        assert answers(desk) == []
        desk.clock.advance(0.5)
        await pilot.press("h")
        assert answers(desk) == [(1, ApplyNetworkPolicyAmendment("pypi.org", "allow"))]
