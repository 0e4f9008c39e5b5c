"""Vacancies 岗位 and interest: forms, screens and labels."""
