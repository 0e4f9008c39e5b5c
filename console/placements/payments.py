"""What is payable and what was paid: lists by broker and month, marked as paid by list."""

import datetime as dt
from collections import Counter
from typing import Any

from console.core.listing import asked_number, asked_page, pages_around
from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Pages
from console.core.trails import name_account
from console.core.words import read_words
from dialogue.core.i18n import N_
from dialogue.parsing import text
from dialogue.placements.form_why import WHY_UNDONE
from models.core import paging
from models.core.months import parse_month
from models.core.refusal import Refusal
from models.placements import office_list
from models.subsidies import paid, payable, paying
from models.subsidies.paid import PaidFilter, PaidSum
from models.subsidies.payable import Due
from models.subsidies.paying import MOST, VOUCHER_MOST, MarkPaid, Undoing

pages = Pages()
PAYABLE, PAID = "/placements/payable", "/placements/paid"


def _asked_month(view: View) -> dt.date | None:
    return parse_month(view.query.get("month", "").replace("-", ""))


@pages.look("/placements/payable")
async def show_payable(view: View) -> Answer:
    """What is due: each broker with the list's sum, or one broker's list."""
    return await _show_payable(view, asked_number(view, "broker"))


async def _show_payable(view: View, broker: int | None, refusal: Refusal | None = None) -> Screen:
    month = _asked_month(view)
    dues = await payable.list_dues(view.session, view.actor, broker)
    months = Counter(one.month for one in dues if one.month)
    wanted = [one for one in dues if month is None or one.month == month]
    shown: dict[str, Any] = {
        "broker": broker,
        "brokers": await office_list.list_reporters(view.session, view.actor),
        "month": month,
        "months": dict(sorted(months.items(), reverse=True)),
        "most": MOST,
        "today": view.actor.today,
        "typed": view.form,
        "refusal": refusal,
    }
    if broker is None:
        shown["sums"] = payable.sum_by_broker(wanted)
        return Screen("placements/payable.html", shown)
    found = paging.cut([one for one in wanted if one.yuan > 0], asked_page(view), MOST)
    too_much = [one for one in wanted if one.yuan < 0][:MOST]
    shown["found"] = await payable.show_dues(view.session, view.actor, found.items)
    shown["too_much"] = await payable.show_dues(view.session, view.actor, too_much)
    shown["total"] = _sum([one for one in wanted if one.yuan > 0])
    shown["around"] = pages_around(view, found)
    return Screen("placements/payable_to.html", shown, 422 if refusal else 200)


def _sum(dues: list[Due]) -> PaidSum:
    return PaidSum(sum(one.yuan for one in dues), len(dues))


@pages.act("/placements/payable/{id}")
async def mark_paid(view: View) -> Answer:
    """The lines that are chosen were paid on that day, by that voucher."""
    broker = view.number()
    if broker not in await office_list.list_reporters(view.session, view.actor):
        return not_found()
    told = _read_marking(view)
    if isinstance(told, Refusal):
        return await _show_payable(view, broker, told)
    done = await paying.mark_paid(view.session, view.actor, told)
    if isinstance(done, Refusal):
        return await _show_payable(view, broker, done)
    count, yuan = len(told.dues), done
    said = N_("Marked as paid: {count} lines, {yuan} yuan.")
    return Goto(f"{PAYABLE}?broker={broker}", said=said, params={"count": count, "yuan": yuan})


def _read_marking(view: View) -> MarkPaid | Refusal:
    voucher = text.line(str(view.form.get("voucher", "")), VOUCHER_MOST)
    if isinstance(voucher, Refusal):
        return voucher
    try:
        paid_on = dt.date.fromisoformat(str(view.form.get("paid_on", "")))
        dues = dict(_read_due(one) for one in view.several("due"))
    except ValueError:
        return Refusal("date_unread" if not view.form.get("paid_on") else "placement_moved")
    return MarkPaid(dues, paid_on, voucher)


def _read_due(line: str) -> tuple[int, int]:
    number, _, yuan = line.partition(":")
    if not (number.isascii() and number.isdecimal() and yuan.isascii() and yuan.isdecimal()):
        raise ValueError(line)
    return int(number[:18]), int(yuan[:9])


@pages.look("/placements/paid")
async def show_paid(view: View) -> Answer:
    """What was paid, by month and broker."""
    wanted = PaidFilter(_asked_month(view), asked_number(view, "broker"))
    found = await paid.list_payments(view.session, view.actor, wanted, asked_page(view))
    months = await paid.sum_by_month(view.session, view.actor, wanted)
    whole = PaidSum(
        sum(one.yuan for one in months.values()), sum(one.count for one in months.values())
    )
    shown = {
        "wanted": wanted,
        "months": months,
        "total": months.get(wanted.month, PaidSum()) if wanted.month else whole,
        "brokers": await office_list.list_reporters(view.session, view.actor),
        "found": found,
        "around": pages_around(view, found),
    }
    return Screen("placements/paid.html", shown)


@pages.look("/placements/payments/{id}")
async def show_payment(view: View) -> Answer:
    """One payment, and the way to take it out."""
    return await _show_payment(view)


async def _show_payment(view: View, refusal: Refusal | None = None) -> Screen:
    found = await paid.get_payment(view.session, view.actor, view.number())
    if found is None:
        return not_found()
    one = found.payment
    shown = {
        "found": found,
        "marked_by": await name_account(view, one.marked_by, one.marked_at),
        "undone_by": await name_account(view, one.undone_by, one.undone_at),
        "question": WHY_UNDONE,
        "typed": view.form.get("why", ""),
        "refusal": refusal,
    }
    return Screen("placements/payment.html", shown, 422 if refusal else 200)


@pages.act("/placements/payments/{id}/undo")
async def undo_payment(view: View) -> Answer:
    """It was marked wrongly."""
    found = await paid.get_payment(view.session, view.actor, view.number())
    if found is None:
        return not_found()
    why = read_words(WHY_UNDONE, view)
    if isinstance(why, Refusal):
        return await _show_payment(view, why)
    done = await paying.undo_payment(view.session, view.actor, found.payment, Undoing(why))
    there = f"/placements/payments/{found.payment.key()}"
    return Goto(there, said=N_("The payment was taken out. It is due again."), refusal=done)
