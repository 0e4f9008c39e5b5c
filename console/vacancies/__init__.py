"""Pages of the vacancies: what is on offer, who would like it, and what is held."""
