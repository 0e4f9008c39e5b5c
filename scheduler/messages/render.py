"""The words of every message type, from the domains."""

from scheduler.delivery.render_context import Renderers
from scheduler.messages import (
    accounts,
    brokers,
    grievances,
    labourers,
    notices,
    outbox,
    placements,
    privacy,
    vacancies,
)

RENDERERS: Renderers = {
    **accounts.RENDERERS,
    **brokers.RENDERERS,
    **grievances.RENDERERS,
    **labourers.RENDERERS,
    **notices.RENDERERS,
    **outbox.RENDERERS,
    **placements.RENDERERS,
    **privacy.RENDERERS,
    **vacancies.RENDERERS,
}
