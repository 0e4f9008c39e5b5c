"""Vacancies 岗位 and interest: tables and use cases."""
