"""Where pages find static files: under hashed, compressed names once they were collected, under their own names before."""

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStaticFiles(CompressedManifestStaticFilesStorage):
    """Needs no collectstatic on a trial machine or in tests; once collected, every name carries its hash and may be kept for ever."""

    def url(self, name, force=False):
        if not self.hashed_files:
            return FileSystemStorage.url(self, name)
        return super().url(name, force)
