"""Jobs of the benchmarks: a sheet by its number, each another sheet. A worker takes them with `--include tests.benchmarks._tasks`."""

from kontum_ttdn.background.worker import job


@job("benchmarks.handbook")
def handbook(progress, *, number: int) -> dict:
    from tests.printing.samples import declared

    return _print(declared("vi", title=f"Tuyên ngôn, bản {number}"), "handbook")


@job("benchmarks.leaflet")
def leaflet(progress, *, number: int) -> dict:
    from tests.printing.samples import declared

    return _print(declared("vi", 1, 2, title=f"Tờ rơi số {number}"), "leaflet")


def _print(document, layout: str) -> dict:
    from kontum_ttdn.printing import engine

    return {"file": engine.print_document(document, layout=layout).pk}
