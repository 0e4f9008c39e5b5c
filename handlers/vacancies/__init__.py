"""Vacancies 岗位 and interest: the chat handlers."""
