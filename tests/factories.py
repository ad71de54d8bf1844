"""Makers of real rows for tests. Each app adds its own below its heading; nothing here needs the reference data of the province."""

import factory
from allauth.mfa.models import Authenticator
from factory.django import DjangoModelFactory

from kontum_ttdn.accounts.models import LanguageGrant, RoleGrant, User
from kontum_ttdn.units.actions import begin_unit
from kontum_ttdn.units.models import Unit, UnitKind
from products.actions import create_product
from products.models import Kind, Product

# --- units ---


class UnitFactory(DjangoModelFactory):
    """A unit that has always been there; takes what `begin_unit` takes: name, parent, valid_from, code …"""

    class Meta:
        model = Unit

    kind = UnitKind.AGENCY
    name = factory.Sequence(lambda n: f"Sở Thử {n}")

    @classmethod
    def _create(cls, model_class, **fields):
        return begin_unit(by=None, **fields)


# --- accounts ---


class UserFactory(DjangoModelFactory):
    """An account at home in `unit`; `roles=["writer"]` are held over that unit, `languages={"translate": ["en"]}` from today."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    display_name = factory.Sequence(lambda n: f"Y Thử {n}")
    password = factory.django.Password(None)
    unit = factory.SubFactory(UnitFactory)

    @factory.post_generation
    def roles(self, create, roles, **kwargs):
        for role in roles or ():
            RoleGrantFactory(user=self, role=role, unit=self.unit)

    @factory.post_generation
    def languages(self, create, languages, **kwargs):
        for task, codes in (languages or {}).items():
            for code in codes:
                LanguageGrantFactory(user=self, task=task, language=code)


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = "writer"
    unit = factory.SelfAttribute("user.unit")


class LanguageGrantFactory(DjangoModelFactory):
    class Meta:
        model = LanguageGrant

    user = factory.SubFactory(UserFactory)
    task = "translate"
    language = "en"


class SecondFactorFactory(DjangoModelFactory):
    """A second factor that is there; nobody signs in with it."""

    class Meta:
        model = Authenticator
        django_get_or_create = ("user", "type")

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(dict)


# --- products ---


class KindFactory(DjangoModelFactory):
    class Meta:
        model = Kind
        django_get_or_create = ("code",)

    code = "leaflet"
    name = "Tờ rơi"
    name_vi = "Tờ rơi"
    layouts = ["leaflet"]
    skeleton = [{"kind": "heading", "label": "Mặt sau"}, {"kind": "text", "label": "Nội dung"}]


class ProductFactory(DjangoModelFactory):
    """A product begun by somebody of its unit who may: `by` is a writer of it where none is named."""

    class Meta:
        model = Product

    title = "Thư viện của bản"

    @classmethod
    def _create(cls, model_class, *, by=None, unit=None, **fields):
        unit = unit or (by.unit if by else UnitFactory())
        by = by or UserFactory(unit=unit, roles=["writer"])
        return create_product(by=by, unit=unit, kind=fields.pop("kind", None) or KindFactory(), **fields)
