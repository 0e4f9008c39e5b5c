"""Grievances 维权诉求: forms, screens and labels."""
