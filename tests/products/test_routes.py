"""From which language each edition of a new product is translated."""

import pytest

from products.models import LanguageRoute
from products.models.route import led_along
from tests.factories import ProductFactory


@pytest.mark.parametrize(
    ("routes", "written_in", "led"),
    [
        ({}, "vi", {}),
        ({"lo": "en"}, "vi", {"lo": "en"}),
        ({"lo": "en", "km": "lo"}, "vi", {"lo": "en", "km": "lo"}),
        ({"lo": "en"}, "lo", {}),  # the language it is written in comes from no other
        ({"lo": "km", "km": "lo"}, "vi", {}),  # a circle leads nowhere
        ({"lo": "km", "km": "lo", "jra": "lo"}, "vi", {}),  # nor does what leads into one
        ({"lo": "km", "km": "lo"}, "km", {"lo": "km"}),
    ],
)
def test_only_routes_that_lead_to_the_source_are_taken(routes, written_in, led):
    assert led_along(routes, written_in) == led


@pytest.mark.django_db
def test_new_product_takes_the_routes_and_a_later_route_changes_none(writer):
    LanguageRoute.objects.create(language="lo", source_language="en")
    product = ProductFactory(by=writer)
    LanguageRoute.objects.create(language="km", source_language="en")
    assert dict(product.editions.exclude(translated_from="").values_list("language", "translated_from")) == {"lo": "en"}
