"""How the media room says no."""


class Refused(Exception):  # noqa: N818
    """A file, or what was said about it, is not taken; the text is for the person who sent it and says what to do."""
