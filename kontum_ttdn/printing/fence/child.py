"""The child's side: `python -m kontum_ttdn.printing.fence.child`, frames on stdin and stdout, ends when the parent does."""

import os
import shutil
import sys

from . import frames, limits


def main() -> None:
    limits.bind_process()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not break a frame
    head, parts = frames.read(requests)
    from .press import Press, TooManyPages

    press = Press(head["house"], head["layouts"], dict(zip(head["assets"], parts, strict=True)))
    frames.write(answers, {"ready": True})
    while True:
        try:
            head, parts = frames.read(requests)
        except frames.Closed:
            shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)  # the parent is gone, or has no time left to tidy up
            return
        limits.bind_sheet(head["cpu"])
        try:
            made = press.press(head["html"], head["layout"], dict(zip(head["assets"], parts, strict=True)), head["pages"])
        except TooManyPages as error:
            frames.write(answers, {"error": "pages", "detail": str(error)})
        except MemoryError:
            os._exit(1)  # nothing is sure any more
        except Exception as error:
            frames.write(answers, {"error": type(error).__name__, "detail": str(error)[:300]})
        else:
            frames.write(answers, {"pages": made.pages, "warnings": made.warnings, "refused": made.refused}, [made.pdf])


if __name__ == "__main__":
    main()
