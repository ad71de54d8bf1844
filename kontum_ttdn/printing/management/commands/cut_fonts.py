from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.printing import fonts


class Command(BaseCommand):
    help = "Cut the fonts for print and browser from Debian's Noto; does nothing where nothing changed."
    requires_system_checks = ()

    def handle(self, *args, **options):
        try:
            files = fonts.cut(settings.FONTS_DIR)
        except fonts.FontsMissing as error:
            raise CommandError(str(error)) from error
        size = sum(file.stat().st_size for file in files)
        self.stdout.write(f"{len(files)} font files cut, {size // 1000} KB." if files else "The fonts are cut already.")
