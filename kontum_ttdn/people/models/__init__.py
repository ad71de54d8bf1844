"""Persons: each with a purpose, a basis and a term; what they agreed to, in which words; what they asked of us."""

from .consents import Consent, ConsentText
from .persons import SCRIPTS, Basis, Person, Purpose, Sex
from .requests import AnswerKind, RequestKind, SubjectRequest

__all__ = ["SCRIPTS", "AnswerKind", "Basis", "Consent", "ConsentText", "Person", "Purpose", "RequestKind", "Sex", "SubjectRequest"]
