"""A county's days through every fault: nothing that anybody was told is lost, nothing is double."""
