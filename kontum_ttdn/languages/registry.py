"""THE list of the nine languages: feeds settings, modeltranslation, forms, pages and every renderer.

Facts (tags, letters, variants) come from CLDR 48, SLDR, gflanguages and pages of VOV4, each as far as `reference` says;
where no source was found the set of letters stays empty and the pages say so.
"""

from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Language:
    """One language of the portal; `tag` is its BCP 47 name, as HTML, PDF and feeds write it."""

    code: str
    tag: str
    autonym: str
    name: str | Promise  # in the reader's language
    name_vi: str
    name_en: str
    script: str = "Latn"
    break_engine: str = ""  # which ICU word list breaks its lines; empty where spaces do
    audio_first: bool = False  # a recording with a Vietnamese transcript is a finished form
    fallback: tuple[str, ...] = ("vi",)  # what is shown where this language is still missing, in this order
    letters_seen: tuple[str, ...] = ()  # letters beyond a-z that sources use; never "the alphabet"
    letters_rare: tuple[str, ...] = ()  # counted seldom, or a second spelling of a letter: let through, never offered as a key
    reference: str = ""  # where the letters were seen; empty: no reference spelling is known
    variants: tuple[str, ...] = ()
    territory: str = "VN"  # whose way of writing it is: ISO 3166, as link previews name it
    interface_is_draft: bool = False  # its words of menus and buttons await review by a native speaker; pages say so

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def has_reference(self) -> bool:
        return bool(self.reference)

    @property
    def locale(self) -> str:
        """Language and country, as Open Graph writes them: vi_VN."""
        return f"{self.code}_{self.territory}"

    @property
    def needs_palette(self) -> bool:
        """Whether a Vietnamese keyboard lacks letters of it: every other Latin language but English."""
        return self.script == "Latn" and self.code not in ("vi", "en")


def _letters(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ALL = (
    Language(
        "vi",
        "vi",
        "Tiếng Việt",
        _("Vietnamese"),
        "Tiếng Việt",
        "Vietnamese",
        fallback=("en",),
        reference="CLDR 48",
        letters_seen=_letters("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y"),
    ),
    Language(
        "sed",
        "sed-Latn",
        "Xê Đăng",
        _("Xê Đăng"),
        "Tiếng Xê Đăng",
        "Sedang",
        reference="VOV4 pages, 2020–2021",
        letters_seen=_letters("a á ă â b ƀ ch d đ e ĕ ê ế g h i í ĭ j k kh l m n ng nh o ó ŏ ô ố ô̆ ơ p r s t u ú ŭ x y ’"),
        variants=("Halăng", "Tơ Đrá", "Xơ Teng", "Mơ Nâm", "Ca Dong"),
    ),
    Language(
        "bdq",
        "bdq-Latn",
        "Bahnar",
        _("Bahnar"),
        "Tiếng Bahnar",
        "Bahnar",
        reference="SLDR bdq (draft), corpus counts",
        letters_seen=_letters("a ă â b ƀ c d đ e ĕ ê ê̆ f g h i ĭ j k l m n o ŏ ô ô̆ ơ ơ̆ p q r s t u ŭ ư ư̆ v w x y ’"),
        letters_rare=_letters("â̆ y̆"),
        variants=("Rơ Ngao", "Giơ Lâng", "Tơ Lô"),
    ),
    Language(
        "jra",
        "jra-Latn",
        "Jrai",
        _("Gia-Rai"),
        "Tiếng Gia-Rai",
        "Jarai",
        reference="gflanguages jra_Latn, SLDR jra",
        letters_seen=_letters("a ă â b ƀ č d đ dj e ĕ ê ê̆ g h i ĭ j k l m n ñ ng o ŏ ô ô̆ ơ ơ̆ p r s t u ŭ ư ư̆ w y ’"),
        letters_rare=_letters("c̆ c f q v x z"),
    ),
    Language("jeh", "jeh-Latn", "Giẻ-Triêng", _("Giẻ-Triêng"), "Tiếng Giẻ-Triêng", "Jeh-Trieng", variants=("Giẻ", "Triêng")),
    Language("brb", "brb-Latn", "Brâu", _("Brâu"), "Tiếng Brâu", "Brau", audio_first=True),
    Language(
        "en",
        "en",
        "English",
        _("English"),
        "Tiếng Anh",
        "English",
        territory="GB",
        reference="CLDR 48",
        letters_seen=_letters("a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    ),
    Language(
        "lo",
        "lo",
        "ພາສາລາວ",
        _("Lao"),
        "Tiếng Lào",
        "Lao",
        territory="LA",
        script="Laoo",
        break_engine="lo",
        fallback=("vi", "en"),
        reference="CLDR 48",
        interface_is_draft=True,
        letters_seen=_letters("ກ ຂ ຄ ງ ຈ ສ ຊ ຍ ດ ຕ ຖ ທ ນ ບ ປ ຜ ຝ ພ ຟ ມ ຢ ຣ ລ ວ ຫ ໜ ໝ ອ ຮ"),
    ),
    Language(
        "km",
        "km",
        "ភាសាខ្មែរ",
        _("Khmer"),
        "Tiếng Khmer",
        "Khmer",
        territory="KH",
        script="Khmr",
        break_engine="km",
        fallback=("vi", "en"),
        reference="CLDR 48",
        interface_is_draft=True,
        letters_seen=_letters("ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ស ហ ឡ អ"),
    ),
)

LANGUAGES = MappingProxyType({language.code: language for language in _ALL})
CODES = tuple(LANGUAGES)
CHOICES = tuple((language.code, language.name) for language in _ALL)
DEFAULT = "vi"


def get(code: str) -> Language:
    """The language of `code`; KeyError where the portal has no such language."""
    return LANGUAGES[code]


def teach_django() -> None:
    """Django 5.2 knows none of lo, sed, bdq, jra, jeh, brb and names Khmer in English: tell it once, before translations load."""
    from django.conf.locale import LANG_INFO

    for language in _ALL:
        LANG_INFO[language.code] = {"bidi": False, "code": language.code, "name": language.name_en, "name_local": language.autonym}
