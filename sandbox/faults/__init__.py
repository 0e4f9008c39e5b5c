"""Faults and limits that tests order."""
