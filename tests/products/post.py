"""Posts as a person's browser would, from a web process of its own, and prints [status, seconds] of each: post.py USERNAME PATH[?FIELDS]…"""

import json
import sys
import time

import django

django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from kontum_ttdn.accounts.models import User  # noqa: E402

setup_test_environment()


def post(browser: Client, path: str) -> tuple[int, float]:
    path, _mark, fields = path.partition("?")
    begun = time.perf_counter()
    answer = browser.post(path, fields, content_type="application/x-www-form-urlencoded")
    return answer.status_code, time.perf_counter() - begun


username, *paths = sys.argv[1:]
browser = Client()
browser.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
browser.get("/vi/products/")  # a process that has answered before
json.dump([post(browser, path) for path in paths], sys.stdout)
