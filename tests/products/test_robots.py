"""The list of robots: each name tells by what it sends and where it comes from; no reader's browser is on it."""

import pytest

from products.robots import LOOKED_AT, is_robot, listed

LISTED = listed()["general"] + listed()["named"]
PEOPLE = {
    "Chrome on Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    "Chrome 87 on a phone": "Mozilla/5.0 (Linux; Android 8.1.0; SM-J260G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.101 Mobile "
    "Safari/537.36",
    "Firefox 78": "Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0",
    "Safari 14 on a phone": "Mozilla/5.0 (iPhone; CPU iPhone OS 14_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0 "
    "Mobile/15E148 Safari/604.1",
    "Cốc Cốc, the browser": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/117.0.0 "
    "Chrome/111.0.0.0 Safari/537.36",
    "Samsung Internet": "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A136B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 "
    "Chrome/115.0.0.0 Mobile Safari/537.36",
    "inside Zalo": "Mozilla/5.0 (Linux; Android 12; V2043; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0.0.0 Mobile "
    "Safari/537.36 Zalo android/23101745 ZaloTheme/light ZaloLanguage/vi",
    "inside Facebook": "Mozilla/5.0 (Linux; Android 11; M2006C3MG; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/118.0.0.0 "
    "Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/438.0.0.33.118;]",
    "KaiOS": "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
    "Opera Mini": "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; vi) Presto/2.5.25 Version/10.54",
    "UC Browser": "Mozilla/5.0 (Linux; U; Android 9; en-US; Redmi 7A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/78.0.3904.108 "
    "UCBrowser/13.4.0.1306 Mobile Safari/537.36",
    "a Cubot telephone": "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36",
    "a reading app that fetches from a catalogue": "okhttp/4.12.0",
    "KOReader": "KOReader/v2024.04 (https://koreader.rocks/) LuaSocket/3.1.0",
    "a player of podcasts": "AntennaPod/3.4.0",
    "Lynx": "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1",
}


@pytest.mark.parametrize("one", LISTED, ids=lambda one: one.get("name", one["sign"]))
def test_each_robot_on_the_list_is_known_by_its_own_sign_and_has_a_source(one):
    assert one["sign"] in one["example"].lower()
    assert (is_robot(one["example"]), one["source"].startswith("http")) == (True, True)


@pytest.mark.parametrize("browser", PEOPLE)
def test_browser_of_a_reader_is_no_robot(browser):
    assert is_robot(PEOPLE[browser]) is False


def test_list_names_nothing_twice():
    signs = [one["sign"] for one in LISTED]
    assert len(signs) == len(set(signs)) > 50


@pytest.mark.parametrize("said", ["", "   ", "A" * (LOOKED_AT + 1)])
def test_who_says_nothing_or_too_much_is_a_robot(said):
    assert is_robot(said) is True
