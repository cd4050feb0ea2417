"""Everything a person can do, one small class each. To add one: a class, and a line in `COMMANDS`."""

from __future__ import annotations

from .approving import AcceptAlways, AcceptForSession, AcceptOnce, CancelTurn, DeclineIt, FocusCard, LeaveCard
from .base import Command
from .composing import Interrupt, Newline, Send, WalkHistory
from .copying import CopyAnswer
from .finding import (
    CloseFind,
    Find,
    FindNext,
    FindPrevious,
    LineNext,
    LinePrevious,
    MatchCase,
    MatchRegex,
    MatchWord,
)
from .leaving import CopyOrClear, Quit
from .looking_up import ChooseTheme, OpenPalette, ShowKeys, SwitchTheme
from .moving import Back, NextPane, PreviousPane
from .reading import (
    CopyBlock,
    GoToEnd,
    GoToTop,
    NextBlock,
    NextError,
    NextPrompt,
    NextTurn,
    OpenBlock,
    PreviousBlock,
    PreviousError,
    PreviousPrompt,
    PreviousTurn,
    SelectDown,
    SelectUp,
    ToggleFold,
)
from .server import ReloadList, StartServer
from .thread_change import ArchiveThread, ForkThread, RenameThread
from .thread_list import FilterThreads, ShowArchived, ShowThreads
from .thread_new import NewThread, NewThreadFromList
from .thread_open import NextNeedingPerson, NextThread, OpenNth, OpenThread, PreviousThread
from .trusting import AnswerLater, Distrust, Trust, TrustDirectory

__all__ = ["COMMANDS", "Command", "command"]

# The order is that of the footer: in each place, what is likeliest first. Help and palette keep it.
COMMANDS: tuple[Command, ...] = (
    StartServer(),
    Send(),
    Interrupt(),
    FocusCard(),
    WalkHistory(),
    OpenThread(),
    NewThreadFromList(),
    ForkThread(),
    ArchiveThread(),
    RenameThread(),
    FilterThreads(),
    ShowArchived(),
    OpenNth(),
    NextBlock(),
    PreviousBlock(),
    ToggleFold(),
    OpenBlock(),
    CopyBlock(),
    CopyAnswer(),
    SelectDown(),
    SelectUp(),
    PreviousPrompt(),
    NextPrompt(),
    PreviousTurn(),
    NextTurn(),
    PreviousError(),
    NextError(),
    GoToTop(),
    GoToEnd(),
    FindNext(),
    FindPrevious(),
    LineNext(),
    LinePrevious(),
    MatchCase(),
    MatchWord(),
    MatchRegex(),
    CloseFind(),
    AcceptOnce(),
    AcceptForSession(),
    AcceptAlways(),
    DeclineIt(),
    CancelTurn(),
    LeaveCard(),
    Trust(),
    Distrust(),
    AnswerLater(),
    NextNeedingPerson(),
    NewThread(),
    ShowThreads(),
    Find(),
    OpenPalette(),
    Newline(),
    ShowKeys(),
    NextPane(),
    PreviousPane(),
    PreviousThread(),
    NextThread(),
    Back(),
    CopyOrClear(),
    Quit(),
    SwitchTheme(),
    ChooseTheme(),
    ReloadList(),
    TrustDirectory(),
)

_BY_ID = {each.id: each for each in COMMANDS}


def command(command_id: str) -> Command:
    """Find the command with this id. Raises `KeyError` when there is none."""
    return _BY_ID[command_id]
