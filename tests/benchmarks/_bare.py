"""The floor of a page: bare Django in a process of its own, with one view that answers the same bytes, rendered before.

Its middleware is Django's SecurityMiddleware and Django's GZipMiddleware, because what travels is compressed; no session, no template, no
database. A page asked for without compression passes the second one by.
"""

import time
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import get_context

PHONE = "Mozilla/5.0 (Linux; Android 8.1.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.141 Mobile Safari/537.36"


def ask(application, path: str, *, compressed: bool = True) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body, from a WSGI application asked as a server asks it for a phone."""
    address, _sign, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": query, "SCRIPT_NAME": "", "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_USER_AGENT": PHONE, "HTTP_ACCEPT": "text/html", "HTTP_ACCEPT_LANGUAGE": "vi-VN,vi;q=0.9", "CONTENT_LENGTH": "",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate" if compressed else "identity", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(), "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    said = {}
    answer = application(environ, lambda status, headers, _error=None: said.update(status=status, headers=dict(headers)))
    body = b"".join(answer)
    answer.close()
    return said["status"], said["headers"], body


@contextmanager
def beside():
    """`cost(page, compressed) -> seconds` of the processor that the bare view takes to answer these bytes once."""
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    process.start()

    def cost(page: bytes, *, compressed: bool = True) -> float:
        here.send((page, compressed))
        return here.recv()

    try:
        yield cost
    finally:
        here.send(None)
        process.join()


def _serve(pipe) -> None:
    import django
    from django.conf import settings
    from django.http import HttpResponse
    from django.urls import path

    shown = {}
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=type("Addresses", (), {"urlpatterns": [path("", lambda request: HttpResponse(shown["page"]))]}),
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.gzip.GZipMiddleware"],
    )
    django.setup()
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    while wanted := pipe.recv():
        shown["page"], compressed = wanted
        before = time.process_time()
        ask(application, "/", compressed=compressed)
        pipe.send(time.process_time() - before)
