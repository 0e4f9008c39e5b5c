"""Pages of the auditor: the lists, and the trail of a record."""
