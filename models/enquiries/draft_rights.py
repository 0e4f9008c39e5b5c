"""The rights of the forms about enquiries: the person's and the office's."""

from models.accounts.draft_rights import DraftHolder, Right
from models.enquiries import asking, queue
from models.enquiries.personal_data import ANSWER_FORM


async def _may_ask(holder: DraftHolder) -> bool:
    return asking.may_ask(holder.account, holder.roles)


async def _may_answer(holder: DraftHolder) -> bool:
    counties = holder.roles.counties()
    found = await queue.get_enquiry_of_county(holder.session, holder.about, counties)
    return found is not None


RIGHTS: dict[str, Right] = {"enquiry": _may_ask, ANSWER_FORM: _may_answer}
