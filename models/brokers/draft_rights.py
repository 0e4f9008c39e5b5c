"""The rights of the forms about brokers: an application, and the office's decisions."""

from models.accounts.draft_rights import DraftHolder, Right
from models.brokers import approval, roster


async def _may_apply(holder: DraftHolder) -> bool:
    if holder.roles:
        return False
    application = await approval.get_application(holder.session, holder.account.key())
    return approval.refuse_application(application) is None


async def _decides_broker(holder: DraftHolder) -> bool:
    counties = holder.roles.counties()
    if not counties:
        return False
    return await roster.get_listed_broker(holder.session, holder.about, counties) is not None


RIGHTS: dict[str, Right] = {
    "broker": _may_apply,
    "no broker": _decides_broker,
    "pause broker": _decides_broker,
}
