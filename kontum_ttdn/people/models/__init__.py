"""Persons: each with a purpose, a basis and a term; what they agreed to; what they asked of us."""

from .consents import Consent
from .persons import Basis, Person, Purpose, Sex
from .requests import RequestKind, SubjectRequest

__all__ = ["Basis", "Consent", "Person", "Purpose", "RequestKind", "Sex", "SubjectRequest"]
