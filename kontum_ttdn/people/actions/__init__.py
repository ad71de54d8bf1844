"""The doors for every change about persons, by noun."""

from .consents import give_consent, withdraw_consent, write_text
from .erasing import erase_person
from .exporting import export_person
from .persons import add_person, change_person, merge_people
from .requests import ANSWER_WITHIN, answer_request, receive_request

__all__ = [
    "ANSWER_WITHIN",
    "add_person",
    "answer_request",
    "change_person",
    "erase_person",
    "export_person",
    "give_consent",
    "merge_people",
    "receive_request",
    "withdraw_consent",
    "write_text",
]
