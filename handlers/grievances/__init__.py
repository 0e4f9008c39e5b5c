"""Grievances 维权诉求: the chat handlers."""
