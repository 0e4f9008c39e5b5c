"""Oversight: what an auditor asks for, as lists that are counted and paged from one SELECT each."""
