// The rules of kontum_ttdn/languages/folding.py `fold`, for what is searched on the phone; tests run both over the same words.

const Folding = (() => {
  const APOSTROPHES = /['’‘‛ʼʻꞌ`´′]/g;
  const UNSEEN = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/g;
  const MARKS = /[\u0300-\u034e\u0350-\u036f\u0483-\u0487]/g; // from Thai on, marks are vowels and tones that words are told apart by
  const LETTERS = { đ: "d", ð: "d", ƀ: "b", ɓ: "b", ı: "i" };
  const LAO_KHMER = /[\u0e80-\u0eff\u1780-\u17ff]/;
  const SUBSCRIPTS = /([\u17c9\u17ca]*)((?:\u17d2[\u1780-\u17b3])+)/g;
  const LOOK_ALIKES = [
    [/ເເ/g, "ແ"],
    [/\u0ecd([\u0ec8-\u0ecb])າ/g, "$1\u0eb3"],
    [/\u0ecdາ/g, "\u0eb3"],
    [/ຫນ/g, "ໜ"],
    [/ຫມ/g, "ໝ"],
    [/(\u17c6+)([\u17b6\u17bb]+)/g, "$2$1"],
    [/េី/g, "ើ"],
    [/េា/g, "ោ"],
  ];
  const before = (text) => text.replace(APOSTROPHES, "'").replace(UNSEEN, "");
  const lower = (text) => text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/ſ/g, "s"); // Python's casefold

  function fold(text) {
    let bare = lower(lower(before(text)).normalize("NFKD")).replace(MARKS, "").normalize("NFC");
    bare = before(bare.replace(/[đðƀɓı]/g, (letter) => LETTERS[letter]));
    if (!LAO_KHMER.test(bare)) return bare;
    bare = bare.replace(SUBSCRIPTS, inOneOrder);
    for (const [found, kept] of LOOK_ALIKES) bare = bare.replace(found, kept);
    return bare;
  }

  // Khmer subscripts: ro last, da drawn as ta, the register shifter after them all.
  function inOneOrder(_all, shifters, subscripts) {
    const pairs = subscripts.replace(/\u17d2ដ/g, "\u17d2ត").match(/../g);
    return [...pairs.filter((pair) => pair[1] !== "រ"), ...pairs.filter((pair) => pair[1] === "រ")].join("") + shifters;
  }

  // " kon tum 2026": every word after a blank, so that a beginning of a word is found as " beginning"; apostrophes count for nothing.
  const words = (text) => ` ${fold(text).replace(/'/g, "").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()}`;

  // What a question looks for in such a text: Latin words by their beginning; Lao and Khmer, which set no blanks, anywhere.
  const wanted = (text) => words(text).split(" ").filter(Boolean).map((word) => (LAO_KHMER.test(word) ? word : ` ${word}`));

  return { fold, words, wanted };
})();
