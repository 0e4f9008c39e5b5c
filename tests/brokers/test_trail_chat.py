"""The trail of an application: who looked, and who decided."""

from tests.brokers.test_staff_chat import number_of, opens
from tests.privacy.test_for_others import begins
from tests.support.brokers.chat import ACCEPT, broker_applicant
from tests.support.labourers.intake import tap
from tests.support.town import DAI, Town


async def test_the_trail_says_who_looked_and_who_decided(town: Town) -> None:
    await begins(town.dai)
    number = await broker_applicant(town)
    await opens(town, "安广")
    await tap(town.dai, ACCEPT)
    dai = await number_of(town, DAI)
    trail = [
        (row["act"], row["account_id"])
        for row in (await town.rows())["audit_record"]
        if (row["subject"], row["subject_id"]) == ("broker", number)
    ]
    assert trail == [("applied", number), ("viewed", dai), ("approved", dai), ("viewed", dai)]
