"""manage.py first_administrator USERNAME --name NAME --unit CODE"""

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from kontum_ttdn.accounts.actions.first import appoint_first_administrator
from kontum_ttdn.units.models import UnitVersion
from kontum_ttdn.units.queries import find
from kontum_ttdn.workflow.flow import RuleBroken


class Command(BaseCommand):
    help = "Make the first account of a new portal; it invites all others. Works once."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="as shown to colleagues")
        parser.add_argument("--unit", required=True, help="today's code of the unit that is administered, with all below it")

    def handle(self, *, username, name, unit, **options):
        try:
            found = find(unit, timezone.localdate()).unit
            user, password = appoint_first_administrator(username=username, display_name=name, unit=found)
        except UnitVersion.DoesNotExist:
            raise CommandError(f"Hôm nay không có đơn vị nào mang mã {unit}. Hãy chạy load_reference trước.") from None
        except IntegrityError:
            raise CommandError(f"Tên đăng nhập {username} đã có người dùng.") from None
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{user.username}  {password}")
        self.stdout.write("Mật khẩu chỉ hiện một lần. Đăng nhập, đặt lớp bảo vệ thứ hai, rồi đổi mật khẩu.")
