from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum_ttdn.page_cache.nginx import configuration


class Command(BaseCommand):
    help = "Print the configuration of nginx for this portal: kept pages and static files by itself, everything else from the portal."

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default=urlsplit(settings.SITE_ADDRESS).hostname, help="the name of the portal (that of SITE_ADDRESS)"
        )
        parser.add_argument("--certificate", default="", help="the file of the certificate chain; without one nginx speaks unencrypted")
        parser.add_argument("--key", default="", help="the file of its key")
        parser.add_argument("--listen", default="", help="address and port (443 with a certificate, else 80)")
        parser.add_argument("--portal", default="127.0.0.1:8000", help="where the web service listens (127.0.0.1:8000)")
        parser.add_argument(
            "--log", default="/var/log/nginx/readings.log", help="where it writes what it handed out, without addresses of readers"
        )

    def handle(self, *, host, certificate, key, listen, portal, log, **options):
        if bool(certificate) != bool(key):
            raise CommandError(_("A certificate and its key go together."))
        try:
            said = configuration(
                host=host,
                listen=listen or ("443 ssl http2" if certificate else "80"),
                portal=portal,
                certificate=certificate,
                key=key,
                log=log,
            )
        except ValueError as error:
            raise CommandError(_("This cannot stand in the configuration of nginx: %(value)s") % {"value": error}) from error
        self.stdout.write(said)
