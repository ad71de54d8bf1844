"""Pages and feeds travel compressed; files do not: pictures, PDFs and fonts are already small, and a part of a file must keep its place."""

from django.middleware.gzip import GZipMiddleware

KINDS = ("text/html", "application/atom+xml", "application/rss+xml", "application/xml", "application/ld+json")


class CompressPages(GZipMiddleware):
    """Django's own compression, which adds random length against guessing of tokens, for whole pages and for what programs read instead of them."""

    def process_response(self, request, response):
        if response.streaming or not response.headers.get("Content-Type", "").startswith(KINDS):
            return response
        return super().process_response(request, response)
