"""The rights of the forms about enquiries: the person's and the office's."""

from models.accounts.draft_rights import DraftHolder, Right
from models.enquiries import asking
from models.enquiries.answering import may_answer
from models.enquiries.broker_of_person import find_broker
from models.enquiries.enquiry import Enquiry
from models.enquiries.personal_data import ANSWER_FORM


async def _may_ask(holder: DraftHolder) -> bool:
    return asking.may_ask(holder.account, holder.roles)


async def _may_ask_broker(holder: DraftHolder) -> bool:
    return await find_broker(holder.session, holder.account) is not None


async def _may_answer(holder: DraftHolder) -> bool:
    enquiry = await holder.session.get(Enquiry, holder.about)
    return enquiry is not None and may_answer(enquiry, holder.account.key(), holder.roles)


RIGHTS: dict[str, Right] = {
    "enquiry": _may_ask,
    "enquiry broker": _may_ask_broker,
    ANSWER_FORM: _may_answer,
}
