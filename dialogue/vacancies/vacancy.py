"""A vacancy as everybody reads it: what, where, for how much, until when."""

import datetime as dt

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.calendar import format_day
from dialogue.core.form import FormContext
from dialogue.core.i18n import N_, Speech
from dialogue.core.pay import format_pay
from models.core.pay import as_answer
from models.employers.employer import Employer
from models.vacancies.vacancy import Vacancy


def vacancy_facts(vacancy: Vacancy, employer: Employer, scene: FormContext) -> Markup:
    """All that is known of it, a line each."""
    speech = scene.speech
    lodging = N_("🛏 With a place to sleep") if vacancy.lodging else N_("🛏 No place to sleep")
    paid = N_("🛡 Social insurance is paid")
    insurance = paid if vacancy.insurance else N_("🛡 No social insurance")
    lines = (
        Markup("💼 <b>{}</b>").format(vacancy.post),
        Markup("🏢 {}").format(employer.name),
        Markup("📍 {} · {}").format(vacancy.place, _where(vacancy, scene)),
        wage_text(vacancy, speech),
        speech(
            N_("👥 {wanted} wanted · {trade}"),
            wanted=vacancy.wanted,
            trade=trade_text(vacancy, speech),
        ),
        speech(N_("🔧 Needed: {needs}"), needs=vacancy.needs) if vacancy.needs else None,
        speech(lodging),
        speech(insurance),
        speech(N_("⏳ Until {day}"), day=_day(vacancy.until, scene)),
    )
    return Markup("\n").join(line for line in lines if line)


def wage_text(vacancy: Vacancy, speech: Speech) -> Markup:
    """One figure, or from and to; as said, where that was not by the month."""
    least, most = vacancy.wage_from, vacancy.wage_to
    if vacancy.wage_from_said or vacancy.wage_to_said:
        return _as_said(vacancy, speech)
    if least == most:
        return speech(N_("💰 {wage} yuan a month"), wage=least)
    return speech(N_("💰 {least} to {most} yuan a month"), least=least, most=most)


def _as_said(vacancy: Vacancy, speech: Speech) -> Markup:
    least, most = (
        format_pay(as_answer(month, said), speech)
        for month, said in (
            (vacancy.wage_from, vacancy.wage_from_said),
            (vacancy.wage_to, vacancy.wage_to_said),
        )
    )
    if least == most:
        return Markup("💰 {}").format(least)
    return speech(N_("💰 {least} to {most}"), least=least, most=most)


def trade_text(vacancy: Vacancy, speech: Speech) -> str:
    """Its label, or the writer's own word."""
    return next(
        (str(speech(label)) for code, label in labels.TRADES.items() if code == vacancy.trade),
        vacancy.trade,
    )


def _where(vacancy: Vacancy, scene: FormContext) -> str:
    """The area's name; farther away, how far."""
    label = scene.speech(labels.WHERE_WORK_IS[vacancy.reach])
    return scene.regions.name(vacancy.area) or str(label)


def _day(day: dt.date, scene: FormContext) -> str:
    return format_day(day, scene.speech, scene.today)
