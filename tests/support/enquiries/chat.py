"""Enquiries in conversations: one that waits already."""

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.core.gazetteer import COUNTY
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.labourers.labourer import Labourer
from tests.support.town import Town

# A chat of somebody of the ledger, beside those of the cast.
CHAT = 2999


async def waiting_enquiry(town: Town, labourer: Labourer, words: str) -> Enquiry:
    """Somebody of the ledger wrote to the office, and waits."""
    async with town.store() as session:
        now = town.clock.now()
        account = await accounts.get_account(session, telegram_address(CHAT))
        account = account or await accounts.open_account(session, telegram_address(CHAT), now)
        enquiry = Enquiry(
            county=labourer.village_code[:COUNTY],
            account_id=account.key(),
            labourer_id=labourer.key(),
            number=1,
            opened_at=now,
            waits_since=now,
        )
        session.add(enquiry)
        await session.flush()
        session.add(
            EnquiryMessage(
                enquiry_id=enquiry.key(),
                number=1,
                by_office=False,
                at=now,
                account_id=account.key(),
                words=words,
            )
        )
        return enquiry
