"""The domains that keep personal data. tests/privacy/test_erased_whole.py finds one left out."""

from models.accounts import personal_data as accounts
from models.brokers import personal_data as brokers
from models.enquiries import personal_data as enquiries
from models.grievances import personal_data as grievances
from models.labourers import personal_data as labourers
from models.notices import personal_data as notices
from models.placements import personal_data as placements
from models.privacy import personal_data as privacy
from models.subsidies import personal_data as subsidies
from models.vacancies import personal_data as vacancies

# In the order of the export. Erasing goes backwards: what refers to a row goes before the row.
DOMAINS = (
    accounts.PERSONAL_DATA,
    labourers.PERSONAL_DATA,
    notices.PERSONAL_DATA,
    placements.PERSONAL_DATA,
    vacancies.PERSONAL_DATA,
    subsidies.PERSONAL_DATA,
    grievances.PERSONAL_DATA,
    enquiries.PERSONAL_DATA,
    privacy.PERSONAL_DATA,
    brokers.PERSONAL_DATA,
)
