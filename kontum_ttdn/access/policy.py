"""The content security policy of the settings, as one header that every answer has unless its view says a stricter one."""

from functools import cache

from csp.constants import HEADER
from csp.utils import build_policy


class SayPolicy:
    """django-csp puts the policy into words; no page of ours has one of its own, so it is done once a process and not at each answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        answer.headers.setdefault(HEADER, _policy())
        return answer


@cache
def _policy() -> str:
    return "; ".join(sorted(build_policy().split("; ")))
