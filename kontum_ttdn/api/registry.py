"""What domains offer to programs. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from importlib import import_module

_routers: dict[str, str] = {}


def add_router(prefix: str, module: str) -> None:
    """The operations of `router` in that module stand below /api/v1/`prefix`; the module is imported when addresses are first asked for."""
    _routers[module] = prefix


def routers() -> list[tuple[str, object]]:
    """(prefix, django-ninja Router) of everybody who offers one."""
    return [(prefix, import_module(module).router) for module, prefix in _routers.items()]
