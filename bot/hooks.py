"""How lower domains tell upper ones: each hook is filled here, and nowhere else."""

from models.employers import blacklist, directory
from models.placements import at_employer as placements_there
from models.vacancies import at_employer as vacancies_there


def connect_domains() -> None:
    """Fill every hook; again changes nothing."""
    blacklist.ON_BLACKLISTED[:] = [
        vacancies_there.close_vacancies,
        placements_there.tell_of_blacklisting,
    ]
    directory.ON_MERGED[:] = [placements_there.move_placements, vacancies_there.move_vacancies]
    directory.LAST_USES[:] = [placements_there.last_used]
