"""What accounts say to units: which roles are held over some of them, so that a merger can show whom they follow."""

from collections.abc import Collection

from kontum_ttdn.units.registry import Held

from .models import RoleGrant


def rights(unit_ids: Collection[int], viewer) -> tuple[list[Held], int]:
    """Roles over these units that are not over, with whose they are; of those the viewer does not see only the number."""
    standing = RoleGrant.objects.standing().filter(unit__in=unit_ids)
    shown = standing if viewer is None else standing & RoleGrant.objects.visible_to(viewer)
    held = [
        Held(grant.unit_id, str(grant.user), str(grant.get_role_display()))
        for grant in shown.select_related("user").order_by("user__display_name", "user_id", "role", "pk")
    ]
    return held, standing.count() - len(held)
