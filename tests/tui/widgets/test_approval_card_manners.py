"""A card takes no answer by mistake, and no approval before it has shown all that would be approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from approval_requests import asked
from codex_app_server.approvals import Decision
from codex_tui.widgets.approval_card import ApprovalCard
from mouse import press, release
from textual import events
from textual.screen import ModalScreen
from widget_stage import keyboard

if TYPE_CHECKING:
    from codex_tui.state.approvals import PendingApproval
    from textual.pilot import Pilot
    from widget_stage import CardApp

pytestmark = pytest.mark.anyio

PERMISSIONS = {
    "network": {"enabled": True},
    "fileSystem": {"read": None, "write": ["/etc", "/home/other"]},
}


def asks(key: int = 1, command: str = "make deploy", **params: Any) -> PendingApproval:
    facts: dict[str, Any] = {
        "cwd": "/srv/app",
        "reason": "It is needed.",
        "availableDecisions": ["accept", "cancel"],
        **params,
    }
    return asked(key, command=command, **facts)


def answers(app: CardApp) -> list[tuple[int, object]]:
    return [pair for message in app.messages(ApprovalCard.Answered) for pair in message.send.answers]


def drawn(card: ApprovalCard) -> list[str]:
    return [card.render_line(y).text.rstrip() for y in range(card.size.height)]


async def shown(app: CardApp, pilot: Pilot[None], approval: PendingApproval) -> None:
    app.card.show(approval)
    await pilot.pause()


async def armed(app: CardApp, pilot: Pilot[None], approval: PendingApproval) -> None:
    await shown(app, pilot, approval)
    await pilot.press("f2")
    app.clock.advance(0.5)
    app.card.tick()
    await pilot.pause()


async def test_every_permission_is_a_row_between_the_command_and_where_it_runs(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(additionalPermissions=PERMISSIONS))
        rows = [row for row in drawn(app.card) if row]
        assert rows[1:] == [
            "▎ make deploy",
            "network  any host",
            "writes   /etc",
            "         /home/other",
            "in       /srv/app",
            "why      It is needed.",
            "y once   n no   x no, stop the turn",
        ]


async def test_nothing_is_allowed_before_every_permission_was_in_view(app: CardApp) -> None:
    paths = [f"/srv/{number}" for number in range(20)]
    command = "\n".join(f"echo {number}" for number in range(6))
    approval = asks(command=command, additionalPermissions={"fileSystem": {"write": paths}})
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, approval)
        assert any("rows of what it would do or get" in row for row in drawn(app.card))
        await pilot.press("end")
        await pilot.pause()
        assert any("the end" in row for row in drawn(app.card))
        assert "read all of it first" in drawn(app.card)[0]
        await pilot.press("y")
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.press("home")
        for _ in range(8):
            await pilot.press("space")
            await pilot.pause()
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_card_that_was_read_and_is_then_changed_must_be_read_again(app: CardApp) -> None:
    long = "\n".join(f"echo {number}" for number in range(40))
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command=long))
        await pilot.press("end")
        await pilot.pause()
        await shown(app, pilot, asks(command=long + "\nrm -rf /"))
        app.clock.advance(1)
        await pilot.press("y")
        assert answers(app) == []


async def test_an_answer_that_is_not_on_offer_has_no_key(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(proposedExecpolicyAmendment=["make"]))
        for key in ("s", "p", "p", "Y", "h", "e"):
            await pilot.press(key)
            app.clock.advance(1)
        assert answers(app) == []
        assert app.card.answers == {"card.accept", "card.decline", "card.cancel"}


async def test_a_card_that_can_only_be_accepted_can_be_left(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(availableDecisions=["accept"]))
        assert drawn(app.card)[-1] == "y once   esc later"
        await pilot.press("escape")
        await pilot.pause()
        assert keyboard(app) is app.composer
        assert app.card.request is not None
        assert answers(app) == []


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u2800", "\u3000", "\u3164", "\U00013431", "\u2028"])
async def test_another_blank_is_shown_by_its_number_and_wants_a_second_press(
    app: CardApp, blank: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command=f"rm{blank}-rf{blank}x"))
        number = f"<U+{ord(blank):04X}>"
        assert f"▎ rm{number}-rf{number}x" in drawn(app.card)
        await pilot.press("y")
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_tab_is_marked_and_wants_no_second_press(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command="printf\t'a b'"))
        assert "▎ printf⇥ 'a b'" in drawn(app.card)
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


def middle(app: CardApp) -> tuple[int, int]:
    """The column of the first answer and the row of the answers, on the screen."""
    content = app.card.content_region
    return content.x, content.bottom - 1


async def click(app: CardApp, pilot: Pilot[None]) -> None:
    press(app, *middle(app))
    release(app, *middle(app))
    await pilot.pause()


async def test_a_click_where_a_card_has_just_appeared_gives_it_no_focus(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, asks())
        app.clock.advance(0.49)
        await click(app, pilot)
        assert keyboard(app) is app.composer
        app.clock.advance(1)
        await pilot.press("y")
        assert answers(app) == []
        assert app.composer.text == "y"


async def test_a_click_on_a_card_that_stood_still_goes_there_and_a_later_one_answers(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, asks())
        app.clock.advance(0.5)
        await click(app, pilot)
        assert keyboard(app) is app.card
        await click(app, pilot)
        assert answers(app) == []
        app.clock.advance(0.5)
        await click(app, pilot)
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_click_on_a_card_that_has_moved_gives_it_no_focus(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, asks())
        app.clock.advance(10)
        await pilot.resize_terminal(70, 24)
        await pilot.pause()
        await click(app, pilot)
        assert keyboard(app) is app.composer


async def test_a_press_before_the_card_came_and_a_release_on_it_answer_nothing(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(1))
        press(app, *middle(app))
        await pilot.pause()
        await shown(app, pilot, asks(2))
        app.clock.advance(1)
        app.card.tick()
        release(app, *middle(app))
        await pilot.pause()
        assert answers(app) == []


async def test_a_press_on_one_answer_and_a_release_on_another_answer_nothing(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks())
        x, y = middle(app)
        press(app, x + 10, y)
        release(app, x, y)
        await pilot.pause()
        assert answers(app) == []


async def test_keys_that_scroll_a_long_card_do_not_delay_the_answer(app: CardApp) -> None:
    long = "\n".join(f"echo {number}" for number in range(10))
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command=long))
        for key in ("j", "k", "pagedown", "G"):
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_letter_that_scrolls_nothing_is_typing(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks())
        await pilot.press("j", "y")
        assert answers(app) == []


async def test_a_paste_on_the_card_delays_the_answer(app: CardApp) -> None:

    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks())
        app.post_message(events.Paste("y"))
        await pilot.pause()
        await pilot.press("y")
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_what_was_scrolled_into_view_and_not_drawn_yet_does_not_count_as_read(app: CardApp) -> None:

    long = "\n".join(f"echo {number}" for number in range(40))
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks(command=long))
        app.card.on_key(events.Key("end", None))
        accept = events.Key("y", "y")
        app.card.note_key(accept)
        app.card.on_key(accept)
        await pilot.pause()
        assert answers(app) == []


async def test_a_card_under_another_screen_takes_nothing_and_waits_anew_after_it(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks())
        app.push_screen(ModalScreen())
        await pilot.pause()
        app.card.observe()
        app.clock.advance(5)
        assert not app.card.gate.armed
        app.pop_screen()
        await pilot.pause()
        app.card.focus()
        await pilot.pause()
        await pilot.press("y")
        assert answers(app) == []
        app.clock.advance(0.5)
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]


async def test_a_card_that_is_clipped_or_not_displayed_takes_nothing(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await armed(app, pilot, asks())
        for name, value in (("margin", (20, 0, 0, 0)), ("display", "none")):
            before = getattr(app.card.styles, name)
            setattr(app.card.styles, name, value)
            await pilot.pause()
            app.clock.advance(5)
            app.card.observe()
            assert not app.card.gate.armed
            setattr(app.card.styles, name, before)
            await pilot.pause()
            app.card.observe()
            app.clock.advance(5)


async def test_the_focus_stays_while_another_card_waits_and_no_answer_reaches_it(app: CardApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.card.show(asks(1), [asks(2)])
        await pilot.press("f2")
        app.clock.advance(0.5)
        await pilot.press("y", "y")
        await pilot.pause()
        assert keyboard(app) is app.card
        await shown(app, pilot, asks(2))
        app.clock.advance(0.4)
        await pilot.press("y")
        assert answers(app) == [(1, Decision.ACCEPT)]
        app.clock.advance(0.6)
        await pilot.press("y")
        await pilot.pause()
        assert answers(app) == [(1, Decision.ACCEPT), (2, Decision.ACCEPT)]
        assert keyboard(app) is app.composer
