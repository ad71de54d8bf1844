import pytest
from django.contrib.auth.models import Group

from kontum_ttdn.ui.pagination import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    def make(count):
        Group.objects.bulk_create(Group(name=f"{number:04}") for number in range(count))
        return Group.objects.order_by("name")

    return make


def test_page_holds_its_rows_and_knows_its_neighbours(groups):
    page = page_of(groups(55), "2", size=20)
    assert ([group.name for group in page][:1], len(page), page.previous, page.next, page.pages, page.total) == (["0020"], 20, 1, 3, 3, 55)


@pytest.mark.parametrize(("asked", "number"), [(None, 1), ("", 1), ("x", 1), ("-3", 1), ("0", 1), ("99", 3)])
def test_nonsense_is_the_first_page_and_too_far_the_last(groups, asked, number):
    assert page_of(groups(55), asked, size=20).number == number


def test_long_list_ends_at_its_cap_and_says_so(groups):
    page = page_of(groups(300), "9", size=20, deepest=4)
    assert (page.number, page.total, page.more, page.at_cap, page.next) == (4, 80, True, True, None)


def test_empty_list_is_one_empty_page(groups):
    page = page_of(groups(0))
    assert (page.items, page.number, page.pages, page.next) == ([], 1, 1, None)


@pytest.mark.parametrize("rows", [10, 300])
def test_page_costs_two_statements(groups, rows, django_assert_num_queries):
    listed = groups(rows)
    with django_assert_num_queries(2):
        list(page_of(listed))
