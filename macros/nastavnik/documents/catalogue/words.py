"""Words of the catalogue: the folders of documents, who signs them and who is to know them."""

from __future__ import annotations

CONSENTS, PAIRS, PEOPLE = "Согласия", "Документы пар", "Документы участников"
PROGRAMME, RESULTS, LETTERS = "Программа", "Итоги", "Письма и соглашения"
EVENTS = "Мероприятия"
CURATOR, BOTH, GUARDIAN = "куратор", "наставник и наставляемый", "законный представитель"
DEPUTY, SECRETARY, SITE = "заместитель", "секретарь", "ответственный за сайт"
EVERYBODY = "все"
MEMBERS = (DEPUTY, "методист", "педагог-психолог", "социальный педагог", "член рабочей группы")
WORKING_GROUP = (CURATOR, SECRETARY, *MEMBERS)
"""Roles of «Сотрудники» that make up a working group or a commission."""
