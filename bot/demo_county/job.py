"""A job: the report of one placement, and what its person, its broker and the office do with it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.demo_county.offices import EMPLOYERS
from bot.demo_county.papers import add_paper
from bot.demo_county.plans import REPORTED_BEFORE, Outcome, Plan
from bot.demo_county.stage import Stage, Villager, granted
from models.accounts.actor import Actor
from models.core.vocabulary import Brought, EvidenceKind, Leaving, NotSo
from models.placements import check_ins, confirmation, ending, follow_up, reporting, review
from models.placements.ending import Leave
from models.placements.follow_up import CheckInAnswer, NothingWrong
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.reporting import Report
from models.placements.review import Reason
from models.placements.statement import Statement, Verdict

YES = Statement(Verdict.YES, fee=False)
NEVER = Statement(Verdict.NO, fee=False, why=NotSo.NEVER)
# Nobody has answered yet where the person was asked so few hours ago.
ASKED_HOURS = 6
LESS = 300


@dataclass
class Job:
    """`employer` is a place in EMPLOYERS."""

    stage: Stage
    plan: Plan
    person: Villager
    township: str
    employer: int
    post: str
    wage: int
    has_contract: bool
    _placement: Placement | None = field(default=None)

    def begin(self) -> None:
        """The report goes onto the timeline; each act puts the next there."""
        if self.plan.outcome is Outcome.ASKED:
            self.stage.timeline.put(self.stage.now - self.stage.hours(1, ASKED_HOURS), self._report)
        else:
            days = self.plan.begins - REPORTED_BEFORE
            self.stage.timeline.put(self.stage.sometime(days), self._report)

    @property
    def _it(self) -> Placement:
        assert self._placement is not None
        return self._placement

    def _broker(self, at: dt.datetime) -> Actor:
        return self.stage.actor(self.stage.brokers[self.township], at)

    def _clerk(self, at: dt.datetime) -> Actor:
        """Who decides; the other one calls people."""
        return self.stage.actor(self.stage.office[1], at)

    def _speaker(self, at: dt.datetime) -> tuple[Actor, StatementChannel]:
        """The person writes, or says it to the office on the phone."""
        if self.person.account is not None:
            return self.stage.actor(self.person.account, at), StatementChannel.SELF
        return self.stage.actor(self.stage.office[0], at), StatementChannel.PHONE

    def _soon(
        self, at: dt.datetime, act: Callable[[dt.datetime], Awaitable[None]], *hours: float
    ) -> None:
        self.stage.timeline.put(at + self.stage.hours(*hours), act)

    async def _report(self, at: dt.datetime, *, says_later: bool = True) -> None:
        firm = EMPLOYERS[self.employer]
        report = Report(
            employer_id=self.stage.employers[self.employer].key(),
            starts_on=self.stage.day(self.plan.begins),
            post=self.post,
            wage=self.wage,
            has_contract=self.has_contract,
            has_insurance=self.has_contract,
            destination=self.stage.employers[self.employer].destination,
            region=firm.region,
            brought=Brought.ALONE,
        )
        entry, session = self.person.entry.key(), self.stage.session
        made = await reporting.report_labourer(session, self._broker(at), entry, report)
        self._placement = granted(made)
        if self.plan.outcome is Outcome.ASKED or not says_later:
            return
        self._soon(at, self._add_papers, 1, 4)
        self._soon(at, self._say, 5, 26)

    async def report_and_say(self, at: dt.datetime, after: dt.timedelta) -> None:
        """Reported, and confirmed so soon after."""
        await self._report(at, says_later=False)
        await self._say(at + after)

    async def _add_papers(self, at: dt.datetime) -> None:
        """The agreement; of who is poor also what the higher rate asks for."""
        more = (EvidenceKind.CONTRACT, EvidenceKind.INSURANCE) if self.plan.poor else ()
        for kind in (EvidenceKind.AGREEMENT, *more):
            await add_paper(self.stage, self._it, kind, at)

    async def _say(self, at: dt.datetime) -> None:
        """The person's word, and what the office makes of it."""
        outcome, words = self.plan.outcome, YES
        if outcome is Outcome.DENIED:
            words = NEVER
        elif outcome is Outcome.CORRECTED:
            words = Statement(Verdict.DIFFERS, wage=self.wage - LESS, fee=False)
        speaker, channel = self._speaker(at)
        said = confirmation.record_statement(self.stage.session, speaker, self._it, words, channel)
        granted(await said)
        self._follow(at)
        decisions: dict[Outcome, Any] = {
            Outcome.RETURNED: self._return,
            Outcome.REFUSED: self._refuse,
        }
        waits = (Outcome.DENIED, Outcome.CORRECTED, Outcome.CONFIRMED)
        if outcome not in waits:
            self._soon(at, decisions.get(outcome, self._approve), 22, 60)
        if outcome is Outcome.ENDED:
            leaves = self.stage.at(self.plan.begins + 48, 15)
            self.stage.timeline.put(leaves, self._end)

    async def _approve(self, at: dt.datetime) -> None:
        done = await review.approve_placement(self.stage.session, self._clerk(at), self._it)
        granted(done)

    async def _return(self, at: dt.datetime) -> None:
        why = Reason("协议看不清，请重拍一张")
        granted(await review.return_placement(self.stage.session, self._clerk(at), self._it, why))

    async def _refuse(self, at: dt.datetime) -> None:
        why = Reason("单位说没有这个人")
        granted(await review.reject_placement(self.stage.session, self._clerk(at), self._it, why))

    async def _end(self, at: dt.datetime) -> None:
        left = Leave(self.stage.day(self.plan.begins + 47), Leaving.HOME)
        done = await ending.end_placement(self.stage.session, self._broker(at), self._it, left)
        granted(done)

    def _follow(self, at: dt.datetime) -> None:
        """The clock asks when the day comes; of what is not placed any more nothing is asked."""
        due = self._it.next_check_at
        if due is not None and due > at:
            self.stage.timeline.put(due, self._ask)

    async def _ask(self, at: dt.datetime) -> None:
        session = self.stage.session
        await follow_up.open_due_check_ins(session, at, self.stage.zone)
        await session.refresh(self._it)
        self._follow(at)
        asked = await check_ins.get_open_check_in(session, self._it.key())
        if asked is None:
            return
        if self.plan.outcome is Outcome.SILENT:
            for days in (3, 6):
                self.stage.timeline.put(at + dt.timedelta(days=days, minutes=5), self._remind)
            return

        async def answer(then: dt.datetime) -> None:
            await self._answer(asked, then)

        self._soon(at, answer, 1, 20)

    async def _remind(self, at: dt.datetime) -> None:
        await follow_up.remind_unanswered(self.stage.session, at)

    async def _answer(self, asked: CheckIn, at: dt.datetime) -> None:
        speaker, channel = self._speaker(at)
        wage = self.wage + self.stage.dice.choice((-100, 0, 0, 0, 150, 200))
        said = CheckInAnswer(still=True, paid=True, wage=wage, trouble=NothingWrong.NOTHING)
        if self.plan.outcome is Outcome.LEAVES and asked.days > 30:
            left = (at - dt.timedelta(days=4)).astimezone(self.stage.zone).date()
            said = CheckInAnswer(still=False, paid=True, left_on=left, why=Leaving.PAY)
        elif self.plan.outcome is Outcome.LEAVES:
            said = CheckInAnswer(still=True, paid=True, wage=wage - LESS)
        done = follow_up.answer_check_in(self.stage.session, speaker, asked, said, channel)
        granted(await done)
