"""The child's side: `python -m kontum_ttdn.printing.fence.child`, frames on stdin and stdout, ends when the parent does."""

import gc
import os
import shutil
import sys

from . import frames, limits

SMALL = 16  # sides: what is left of them may lie about until the collector comes by


def main() -> None:
    limits.bind_process()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not break a frame
    head, parts = frames.read(requests)
    from .press import Press, TooManyPages

    press = Press(head["house"], head["layouts"], dict(zip(head["assets"], parts, strict=True)))
    gc.freeze()  # what has been loaded stays
    gc.set_threshold(100_000, 20, 10)  # to look through the parts of a sheet at every 700th costs a fifth of the time; memory grows by 3 %
    frames.write(answers, {"ready": True})
    while True:
        try:
            head, parts = frames.read(requests)
        except frames.Closed:
            shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)  # the parent is gone, or has no time left to tidy up
            return
        limits.bind_sheet(head["cpu"])
        try:
            work = press.press if head["draw"] else press.measured
            ways = {"bleed": head["bleed"], "multiple": head["multiple"]}
            made = work(head["html"], head["layout"], dict(zip(head["assets"], parts, strict=True)), head["pages"], **ways)
        except TooManyPages as error:
            frames.write(answers, {"error": "pages", "detail": str(error)})
        except MemoryError:
            os._exit(1)  # nothing is sure any more
        except Exception as error:
            frames.write(answers, {"error": type(error).__name__, "detail": str(error)[:300]})
        else:
            told = {"pages": made.pages, "warnings": made.warnings, "refused": made.refused, "measured": made.measured}
            frames.write(answers, told, [made.pdf])
            if made.pages <= SMALL:
                continue
        made = head = parts = None
        gc.collect()  # a long book leaves hundreds of megabytes behind, which the next one needs


if __name__ == "__main__":
    main()
