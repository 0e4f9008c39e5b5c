"""Grievances 维权诉求: tables and use cases."""
