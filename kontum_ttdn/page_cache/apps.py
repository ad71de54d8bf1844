from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "kontum_ttdn.page_cache"
    label = "page_cache"

    def ready(self):
        from kontum_ttdn.background.registry import add_chore

        from .store import tend

        add_chore("page_cache.tend", tend, every=20)
