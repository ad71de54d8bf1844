"""Tries are counted by place and span, and never in the name of anybody."""

from django.core.cache import caches

from kontum_ttdn.access import throttle


def test_tries_of_one_place_are_counted_and_those_of_another_apart(monkeypatch):
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_000)
    assert [throttle.tried("link", "10.0.0.1", seconds=600) for _try in range(3)] == [1, 2, 3]
    assert (throttle.tries("link", "10.0.0.1", seconds=600), throttle.tries("link", "10.0.0.2", seconds=600)) == (3, 0)
    assert (throttle.tries("page", "10.0.0.1", seconds=600), throttle.tried("link", None, seconds=600)) == (0, 1)


def test_a_new_span_begins_anew(monkeypatch):
    for moment, counted in ((1_200_000, 1), (1_200_599, 2), (1_200_600, 1)):
        monkeypatch.setattr(throttle.time, "time", lambda now=moment: now)
        assert throttle.tried("link", "10.0.0.1", seconds=600) == counted


def test_no_address_lies_about_in_the_memory():
    throttle.tried("link", "10.0.0.1", seconds=600)
    assert [key for key in caches["process"]._cache if "10.0.0.1" in key] == []
