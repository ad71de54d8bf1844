"""Persons: each with a purpose, a basis and a term; what they agreed to; what they asked of us."""

from .consents import Consent
from .persons import SCRIPTS, Basis, Person, Purpose, Sex
from .requests import RequestKind, SubjectRequest

__all__ = ["SCRIPTS", "Basis", "Consent", "Person", "Purpose", "RequestKind", "Sex", "SubjectRequest"]
