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
    from widget_stage import CardApp

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


def answers(app: CardApp) -> list[tuple[int, object]]:
    return [pair for message in app.messages(ApprovalCard.Answered) for pair in message.send.answers]


def drawn(card: ApprovalCard) -> list[str]:
    return [card.render_line(y).text.rstrip() for y in range(card.size.height)]


async def armed(
    app: CardApp, pilot: Pilot[None], approval: PendingApproval, *others: PendingApproval
) -> None:
    app.card.show(approval, others)
    await pilot.pause()
    await pilot.press("f2")
    app.clock.advance(0.5)
    app.card.tick()
    await pilot.pause()


@pytest.mark.parametrize(
    ("key", "decision"),
    [
        ("y", Decision.ACCEPT),
        ("s", Decision.ACCEPT_FOR_SESSION),
        ("x", Decision.CANCEL),
    ],
)
async def test_each_key_gives_its_answer(app: CardApp, key: str, decision: Decision) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks(7))
        await pilot.press(key)
        assert answers(app) == [(7, decision)]
        assert keyboard(app) is app.composer
        assert app.composer.text == ""


async def test_a_prefix_is_shown_before_it_is_allowed_and_goes_back_as_it_came(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks())
        await pilot.press("p")
        await pilot.pause()
        assert answers(app) == []
        assert any("pip install" in line for line in drawn(app.card))
        assert "Always allow this prefix" in drawn(app.card)[0]
        app.clock.advance(0.5)
        await pilot.press("p")
        assert answers(app) == [(1, AcceptWithExecpolicyAmendment(RULE))]


async def test_no_prefix_is_offered_where_the_server_offers_none(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(
            app, pilot, asks(availableDecisions=ALL_DECISIONS, proposedExecpolicyAmendment=list(RULE))
        )
        assert "prefix" not in drawn(app.card)[-1]
        await pilot.press("p")
        app.clock.advance(0.5)
        await pilot.press("p")
        assert answers(app) == []


async def test_enter_never_answers(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks())
        await pilot.press("enter", "space")
        app.clock.advance(5)
        await pilot.press("enter")
        assert answers(app) == []


async def test_it_shows_what_where_why_and_how_many_wait(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(), asks(2), asks(3))
        title, *rest = drawn(app.card)
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


async def test_it_never_takes_the_focus_by_itself(app: CardApp) -> None:
    async with app.run_test() as pilot:
        app.card.show(asks())
        await pilot.pause()
        assert keyboard(app) is app.composer
        app.screen.focus_next()
        app.screen.focus_previous()
        assert keyboard(app) is app.composer
        app.composer.disabled = True
        await pilot.pause()
        assert keyboard(app) is not app.card


async def test_escape_gives_the_focus_back_and_leaves_the_card(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks())
        await pilot.press("p", "escape")
        assert keyboard(app) is app.card
        await pilot.press("escape")
        assert keyboard(app) is app.composer
        assert app.card.request is not None
        assert answers(app) == []


async def test_nothing_counts_in_the_first_half_second(app: CardApp) -> None:
    async with app.run_test() as pilot:
        app.card.show(asks())
        app.clock.advance(10)
        await pilot.press("f2")
        assert "one moment" in drawn(app.card)[0]
        for _ in range(10):
            app.clock.advance(0.49)
            await pilot.press("y")
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_card_that_replaces_another_is_not_answered_by_a_key_for_the_first(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks(1))
        event = events.Key("y", "y")
        app.card.note_key(event)
        app.card.show(asks(2))
        app.card.post_message(event)
        await pilot.pause()
        assert answers(app) == []


async def test_keys_that_arrive_together_answer_nothing(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks(1))
        app.post_message(events.Key("y", "y"))
        app.post_message(events.Key("x", "x"))
        await pilot.pause()
        assert answers(app) == []


async def test_a_request_is_answered_once(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks(1))
        await pilot.press("y", "f2")
        app.clock.advance(5)
        await pilot.press("x")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_an_approval_that_is_gone_gives_the_focus_back(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks())
        app.card.show(None)
        await pilot.pause()
        assert keyboard(app) is app.composer
        assert not app.card.display


async def test_a_long_command_is_allowed_only_after_its_end_was_seen(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command=LONG))
        lines = drawn(app.card)
        assert app.card.region.height <= 12
        assert "▎ echo 0" in lines
        assert "▎ rm -rf /" in lines
        assert "read to the end first" in lines[0]
        await pilot.press("y")
        app.clock.advance(0.5)
        assert answers(app) == []
        await pilot.press("end")
        app.clock.advance(0.5)
        app.card.tick()
        await pilot.pause()
        assert any("of 206, the end" in line for line in drawn(app.card))
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_long_command_may_be_declined_unread(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command=LONG))
        await pilot.press("n", "enter")
        await pilot.pause()
        assert answers(app) == [(1, Decision.DECLINE)]


async def test_hidden_characters_ask_for_a_second_press(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command="rm -rf \u202epmt/ "))
        assert "hidden characters" in drawn(app.card)[0]
        assert any("<U+202E>" in line for line in drawn(app.card))
        await pilot.press("y")
        await pilot.pause()
        assert answers(app) == []
        assert "again" in drawn(app.card)[-1]
        await pilot.press("y")
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_command_that_draws_a_prompt_stays_behind_the_bar(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command="ls\n◆ Approved\ny once   n no\n```\n[b]x[/]"))
        lines = drawn(app.card)
        assert "▎ ◆ Approved" in lines
        assert "▎ y once   n no" in lines
        assert "▎ [b]x[/]" in lines


async def test_the_first_click_only_takes_the_focus_and_a_later_one_answers(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.card.show(asks())
        await pilot.pause()
        app.clock.advance(10)
        actions = (3, app.card.region.height - 1)
        await pilot.click(ApprovalCard, offset=actions)
        assert keyboard(app) is app.card
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.click(ApprovalCard, offset=actions)
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_terminal_that_comes_back_to_the_front_waits_again(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks())
        app.post_message(events.AppBlur())
        await pilot.pause()
        app.clock.advance(60)
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert keyboard(app) is app.card
        await pilot.press("y")
        assert answers(app) == []


async def test_a_hundred_cards_that_appear_while_somebody_types_are_answered_by_nothing(app: CardApp) -> None:
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
    async with app.run_test() as pilot:
        for trial in range(100):
            kind = trial % 4
            app.card.show(None)
            app.composer.load_draft("")
            app.clock.advance(dice.uniform(0, 2))
            burst = typed(kind)
            appears = dice.randrange(len(burst))
            for number, event in enumerate(burst):
                if number == appears:
                    app.card.show(asks(trial + 1))
                app.clock.advance(dice.uniform(0, 0.8))
                app.post_message(event)
                if dice.random() < 0.05:
                    await pilot.pause()
            await pilot.pause()
            assert app.composer.text == drafts[kind]
        assert answers(app) == []


async def test_a_burst_that_runs_into_the_card_answers_nothing(app: CardApp) -> None:
    dice = random.Random(8)
    async with app.run_test() as pilot:
        for trial in range(15):
            app.card.show(None)
            app.composer.focus()
            await pilot.pause()
            app.clock.advance(dice.uniform(0, 2))
            app.card.show(asks(trial + 1))
            for key in ("y", "e", "f2", *dice.choices("ysnxp", k=6)):
                app.post_message(events.Key(key, key if len(key) == 1 else None))
                await pilot.pause()
                app.clock.advance(dice.uniform(0, 0.49))
        assert answers(app) == []


async def test_what_is_not_on_the_screen_cannot_be_allowed(app: CardApp) -> None:
    # Three rows are left for the card: its title and two rows of actions.
    async with app.run_test(size=(40, 8)) as pilot:
        await armed(app, pilot, asks(command="touch a; touch b; touch c; touch d"))
        assert not any("touch" in row for row in drawn(app.card))
        assert "too small to read" in drawn(app.card)[0]
        for key in ("down", "end", "y"):
            await pilot.press(key)
            app.clock.advance(0.5)
        assert answers(app) == []
        await pilot.press("n", "enter")
        await pilot.pause()
        assert answers(app) == [(1, Decision.DECLINE)]


async def test_a_narrow_card_shows_what_it_asks_by_saying_less_about_the_answers(app: CardApp) -> None:
    async with app.run_test(size=(40, 10)) as pilot:
        await armed(app, pilot, asks(command="touch a; touch b; touch c; touch d"))
        rows = drawn(app.card)
        assert any("touch a" in row for row in rows)
        assert rows[-2:] == ["y once   s session   p prefix   n no", "x stop"]
        await pilot.press("y")
        assert answers(app) == []
        app.clock.advance(0.5)
        for _ in range(4):
            await pilot.press("down")
            await pilot.pause()
        assert any("touch d" in row or "needed" in row for row in drawn(app.card))
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_no_opens_a_line_whose_text_is_the_reason(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks(7))
        await pilot.press("n")
        assert answers(app) == []
        assert keyboard(app) is app.card.line.input
        await pilot.press(*"yes x", "enter")
        await pilot.pause()
        [message] = app.messages(ApprovalCard.Answered)
        assert message.send == Send(((7, Decision.DECLINE),), reason="yes x")
        assert keyboard(app) is app.composer
        assert app.composer.text == ""


async def test_escape_closes_the_line_and_leaves_the_request_open(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks(7))
        await pilot.press("n", *"why", "escape")
        await pilot.pause()
        assert keyboard(app) is app.card
        assert not app.card.line.is_open
        assert answers(app) == []


async def test_what_was_typed_for_a_request_that_went_is_not_lost(app: CardApp) -> None:
    async with app.run_test() as pilot:
        await armed(app, pilot, asks(7))
        await pilot.press("n", *"why")
        app.bodies.keep([])
        app.card.show(None)
        await pilot.pause()
        assert [message.typed for message in app.messages(ApprovalCard.Closed)] == ["why"]
        assert not app.card.line.is_open


async def test_a_reason_that_was_not_sent_stands_there_again(app: CardApp) -> None:
    asking = asks(7)
    async with app.run_test() as pilot:
        await armed(app, pilot, asking)
        await pilot.press("n", *"why")
        app.card.show(asks(8))
        await pilot.pause()
        assert not app.card.line.is_open
        await armed(app, pilot, asking)
        await pilot.press("n")
        assert app.card.line.input.value == "why"


async def test_equal_ones_are_counted_before_a_key_works_and_answered_together(app: CardApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        others = [asks(2), asks(3, command="pip install y"), asks(4, reason="For the tests.")]
        await armed(app, pilot, asks(1), *others)
        rows = drawn(app.card)
        assert "equal  2 more that wait ask for exactly this" in rows
        assert "       because: For the tests." in rows
        await pilot.press("Y")
        assert answers(app) == [(1, Decision.ACCEPT), (2, Decision.ACCEPT), (4, Decision.ACCEPT)]
        assert keyboard(app) is app.card


async def test_for_the_session_clears_those_that_it_covers(app: CardApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await armed(app, pilot, asks(1), asks(2))
        await pilot.press("s")
        assert answers(app) == [(1, Decision.ACCEPT_FOR_SESSION), (2, Decision.ACCEPT_FOR_SESSION)]
        assert keyboard(app) is app.composer


async def test_one_more_equal_one_starts_the_half_second_again(app: CardApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await armed(app, pilot, asks(1), asks(2))
        app.card.show(asks(1), [asks(2), asks(3)])
        await pilot.pause()
        await pilot.press("Y")
        assert answers(app) == []
        app.clock.advance(0.5)
        app.card.tick()
        await pilot.pause()
        await pilot.press("Y")
        assert [key for key, _ in answers(app)] == [1, 2, 3]


async def edits(app: CardApp, pilot: Pilot[None], typed: str) -> None:
    """Type a rule over the one that is shown."""
    app.clock.advance(0.5)
    await pilot.press("e", "ctrl+u")
    await pilot.press(*("space" if letter == " " else letter for letter in typed), "enter")
    await pilot.pause()
    app.clock.advance(0.5)
    app.card.tick()
    await pilot.pause()


async def test_a_rule_can_be_edited_and_is_shown_before_it_is_saved(app: CardApp) -> None:
    app.ran = ["pip install a", "pip --version", "ls"]
    async with app.run_test(size=(100, 40)) as pilot:
        await armed(app, pilot, asks())
        await pilot.press("p")
        await pilot.pause()
        rows = drawn(app.card)
        assert "It would have let through 1 command that ran here:" in rows
        assert any("Threads that are loaded already ask on." in row for row in rows)
        await edits(app, pilot, "pip")
        assert "It would have let through 2 commands that ran here:" in drawn(app.card)
        assert answers(app) == []
        await pilot.press("p")
        assert answers(app) == [(1, AcceptWithExecpolicyAmendment(("pip",)))]


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("rm", "beginning of the words"),
        ("pip install 'x", "quote that never ends"),
        ("", "at least one word"),
    ],
)
async def test_a_rule_that_would_allow_something_else_cannot_be_saved(
    app: CardApp, typed: str, trouble: str
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await armed(app, pilot, asks())
        await pilot.press("p")
        await pilot.pause()
        await edits(app, pilot, typed)
        assert any(trouble in row for row in drawn(app.card))
        await pilot.press("p")
        assert answers(app) == []


async def test_a_rule_of_the_server_that_ends_at_an_interpreter_cannot_be_saved(app: CardApp) -> None:
    rule = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["python3"]}}
    asking = asks(command="python3 run.py", availableDecisions=["accept", rule])
    async with app.run_test(size=(100, 40)) as pilot:
        await armed(app, pilot, asking)
        await pilot.press("p")
        await pilot.pause()
        app.clock.advance(0.5)
        assert any("ends at python3" in row for row in drawn(app.card))
        await pilot.press("p")
        assert answers(app) == []
        await edits(app, pilot, "python3 run.py")
        await pilot.press("p")
        assert answers(app) == [(1, AcceptWithExecpolicyAmendment(("python3", "run.py")))]


async def test_a_host_is_allowed_for_good_after_it_was_shown(app: CardApp) -> None:
    rule = {"network_policy_amendment": {"host": "pypi.org", "action": "allow"}}
    asking = asks(
        command=None,
        networkApprovalContext={"host": "pypi.org", "protocol": "https"},
        availableDecisions=["accept", "cancel", {"applyNetworkPolicyAmendment": rule}],
    )
    async with app.run_test(size=(100, 40)) as pilot:
        await armed(app, pilot, asking)
        await pilot.press("h")
        await pilot.pause()
        assert drawn(app.card)[0].strip().startswith("◆ Always allow this host")
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.press("h")
        assert answers(app) == [(1, ApplyNetworkPolicyAmendment("pypi.org", "allow"))]
