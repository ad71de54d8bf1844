"""Pages travel compressed; files do not: pictures, PDFs and fonts are already small, and a part of a file must keep its place."""

from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """Django's own compression, which adds random length against guessing of tokens, for whole HTML pages alone."""

    def process_response(self, request, response):
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
