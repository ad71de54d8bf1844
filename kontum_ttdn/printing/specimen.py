"""The type specimen of a language: its letters as sources show them, set in every face, for a native reader to judge."""

import unicodedata
from collections.abc import Iterator

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.languages.folding import fold, normalise

from . import specimen_texts as texts
from .document import Block, Document

LABEL = "Chữ thấy trong các nguồn, không phải bảng chữ chính thức, chờ người bản ngữ thẩm định."
LABEL_EN = "Letters seen in sources, not an official alphabet, awaits native review."
STATE = "Chữ của một quốc gia; cách sắp xếp ở đây chờ người bản ngữ thẩm định."
STATE_EN = "The letters of a state; their arrangement here awaits native review."
NONE_FOUND = "Chưa tìm thấy nguồn nào về chữ viết của thứ tiếng này: tờ mẫu không bày chữ nào."
NONE_FOUND_EN = "No reference for the spelling of this language was found: the sheet shows no letters."
NO_SENTENCE = "Chưa có câu nào do nguồn đáng tin cung cấp."
NO_SENTENCE_EN = "No source has given a sentence yet."


def specimen(code: str) -> Document:
    """The specimen of the language `code` as a document for the layout "specimen"; KeyError for an unknown language."""
    language = languages.get(code)
    label, label_en = said_of_letters(language)
    sections = (_letters, _vowels, _two_ways, _stacks, _figures, _names, _sentence)
    blocks = tuple(block for section in sections for block in section(language))
    return Document(
        title=language.autonym, language=code, summary=f"{label}\n{label_en}", kicker=label, issuer=label_en, blocks=blocks,
        code=f"mau-chu-{code}", family="basalt", band="stepped-peak",
    )  # fmt: skip


def said_of_letters(language) -> tuple[str, str]:
    """What letters shown of it are and are not, in Vietnamese and English: those of Lao and Khmer are official, in their own countries."""
    if not language.has_reference:
        return NONE_FOUND, NONE_FOUND_EN
    return (LABEL, LABEL_EN) if language.script == "Latn" else (STATE, STATE_EN)


def _letters(language) -> Iterator[Block]:
    if not language.has_reference:
        yield _heading("Chữ", "Letters")
        yield Block("text", f"{NONE_FOUND}\n{NONE_FOUND_EN}")
        return
    yield _heading("Chữ thấy trong nguồn", "Letters seen in sources")
    yield Block("text", f"Nguồn: {language.reference}.\nSource: {language.reference}.")
    for letter in language.letters_seen:
        yield _cell(letter if language.script != "Latn" else _both_cases(letter), look="letter")
    if language.letters_rare:
        yield _heading("Ít gặp, hoặc cách viết thứ hai", "Rare, or a second spelling")
        for letter in language.letters_rare:
            yield _cell(_both_cases(letter), look="letter")


def _vowels(language) -> Iterator[Block]:
    if language.script in texts.VOWELS:
        yield _heading("Nguyên âm, thanh điệu và dấu", "Vowels, tones and signs")
        for vowel in texts.VOWELS[language.script]:
            yield _cell(vowel, look="letter")


def _two_ways(language) -> Iterator[Block]:
    pairs = list(two_ways(language))
    if pairs:
        yield _heading("Dấu chồng, gõ theo cả hai thứ tự", "Stacked sequences, typed in both orders")
        yield Block("text", "Mỗi chuỗi bằng ba kiểu chữ: thường, đậm, có chân.\nEach in the three faces: regular, bold, serif.")
        for first, second in pairs:
            for way in (first, second):
                yield _cell(way, f"{_code_points(way)} · {_likeness(first, second)}", look="stack")


def _stacks(language) -> Iterator[Block]:
    stacks = texts.STACKS.get(language.script, ())
    if language.code == "vi":
        stacks = texts.VIETNAMESE_STACKS
    if stacks:
        yield _heading("Chữ và dấu chồng hai tầng", "Stacks of two storeys")
        for stack in stacks:
            yield _cell(_both_cases(stack) if language.script == "Latn" else stack, look="letter")


def _figures(language) -> Iterator[Block]:
    yield _heading("Chữ số và dấu câu", "Figures and punctuation")
    if language.script != "Latn":
        yield _cell(texts.DIGITS[language.script], look="name")
    yield _cell(texts.SIGNS, look="name", language="vi")


def _names(_language) -> Iterator[Block]:
    yield _heading("Tên đất, tên dân tộc", "Places and peoples")
    yield Block("text", "Viết như trong văn bản tiếng Việt.\nAs written in Vietnamese papers.")
    for name in (*texts.PLACES, *texts.PEOPLES):
        yield _cell(name, look="name", language="vi")


def _sentence(language) -> Iterator[Block]:
    yield _heading("Câu mẫu", "Sample")
    if found := texts.sentence(language.code):
        yield Block("quote", found.text, credit=found.source)
    else:
        yield Block("text", f"{NO_SENTENCE}\n{NO_SENTENCE_EN}")


def two_ways(language) -> Iterator[tuple[str, str]]:
    """Each stacked sequence of the language in its two orders of typing, small letters and capitals."""
    yield from texts.TWO_WAYS.get(language.script, ())
    toned = ("ệ", "ộ", "ậ", "ặ") if language.code == "vi" else ()
    for letter in (*language.letters_seen, *language.letters_rare, *toned):
        for form in (letter, letter.upper()):
            base, *marks = unicodedata.normalize("NFD", form)
            if language.script == "Latn" and len(marks) == 2:
                yield tuple(unicodedata.normalize("NFC", base + one) + other for one, other in (marks, marks[::-1]))


def _likeness(first: str, second: str) -> str:
    if normalise(first) == normalise(second):
        return "lưu thành một"
    return "tìm thấy như một" if fold(first) == fold(second) else "hai chữ khác nhau"


def _both_cases(letter: str) -> str:
    capital = letter[0].upper() + letter[1:]
    return letter if capital == letter else f"{letter} {capital}"


def _code_points(text: str) -> str:
    return " ".join(f"{ord(letter):04X}" for letter in text)


def _heading(vietnamese: str, english: str) -> Block:
    return Block("heading", f"{vietnamese}\n{english}", language="vi")


def _cell(letters: str, caption: str = "", *, look: str, language: str = "") -> Block:
    return Block("list_item", f"{letters}\n{caption}", {"look": look}, language=language)
