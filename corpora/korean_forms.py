"""Korean word forms, cut as a morphological tokenizer cuts them.

Stems are written without 다. A verb's stem ends in an asterisk (늘어지*), an adjective's does not
(뻔하), because the two differ before a noun (늘어지 는 / 뻔한) and before 다 (늘어진다 / 뻔하 다).
A form may be several tokens, separated by single spaces.
"""

FIRST_SYLLABLE, LAST_SYLLABLE = 0xAC00, 0xD7A3
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
BRIGHT_VOWELS = "ㅏㅑㅗ"
CONTRACTED_VOWELS = {"ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ"}
COPULA_STEMS = ("이", "아니")
OPEN_VOWELS = "ㅏㅐㅓㅔㅕ"  # 어 vanishes after them: 빛나 + 어 = 빛나
REGULAR_B_STEMS = ("잡", "좁", "뽑", "입", "씹")

# The form after a consonant and the form after a vowel.
PARTICLES = {
    pair: tuple(pair.split("/"))
    for pair in "이/가 은/는 을/를 과/와 이랑/랑 이라/라 이라고/라고 이라는/라는".split()
}

# Sentence endings of one style. {stem}: 뻔하, {past}: 뻔했, {open}: 뻔해, {nominal}: 뻔함, {noun}: 최고;
# {bare} is the stem without a final ㄹ (서툴: 서투 네). The copula is 이 and 아니. A noun's endings come
# as (after a consonant, after a vowel). The first of a list is the most frequent.
ENDINGS = {
    "plain": {
        "adjective": ["{stem} 다"] * 5 + ["{stem} 구나"],
        "copula": ["{stem} 다"],
        "verb": ["{declarative}"],
        "past": ["{past} 다"] * 5 + ["{past} 던 영화"],
        "guess": ["{stem}겠 다"],
        "noun": [("{noun} 이다", "{noun} 다")] * 3 + [("{noun}", "{noun}")] * 2
                + [("{noun}이다", "{noun}다")],
    },
    "note": {
        "adjective": ["{nominal}"],
        "copula": ["{nominal}"],
        "verb": ["{nominal}"],
        "past": ["{past} 음"] * 5 + ["{past} 슴"],
        "guess": ["{stem}겠 음"],
        "noun": [("{noun} 임", "{noun} 임")] * 3 + [("{noun}", "{noun}")] * 2
                + [("{noun}임", "{noun}임")],
    },
    "polite": {
        "adjective": ["{bare} 네요", "{open} 요"],
        "copula": ["{bare} 네요", "{stem} 에요"],
        "verb": ["{bare} 네요", "{open} 요"],
        "past": ["{past} 어요", "{past} 습니다", "{past} 네요"],
        "guess": ["{stem}겠 어요", "{stem}겠 네요", "{stem}겠 습니다"],
        "noun": [("{noun} 이네요", "{noun} 네요"), ("{noun} 입니다", "{noun} 입니다"),
                 ("{noun}", "{noun}"), ("{noun} 이에요", "{noun} 예요")],
    },
    "casual": {
        "adjective": ["{bare} 네", "{open}", "{stem} 더라"],
        "copula": ["{bare} 네", "{stem} 야"],
        "verb": ["{bare} 네", "{open}", "{stem} 더라"],
        "past": ["{past} 네", "{past} 어", "{past} 지"],
        "guess": ["{stem}겠 네", "{stem}겠 어"],
        "noun": [("{noun}", "{noun}"), ("{noun} 이네", "{noun} 네"), ("{noun} 이야", "{noun} 야")],
    },
}


def split_syllable(syllable):
    """(lead and vowel with no tail, vowel, tail); the tail of an open syllable is a space."""
    code = ord(syllable) - FIRST_SYLLABLE
    tail = code % len(TAILS)
    return chr(ord(syllable) - tail), VOWELS[code // len(TAILS) % len(VOWELS)], TAILS[tail]


def with_vowel(syllable, vowel):
    _, old, tail = split_syllable(syllable)
    return chr(ord(syllable) + (VOWELS.index(vowel) - VOWELS.index(old)) * len(TAILS))


def with_tail(syllable, tail):
    return chr(ord(split_syllable(syllable)[0]) + TAILS.index(tail))


def tail_of(word):
    """The final consonant of a word; foreign letters and signs count as open."""
    is_hangul = FIRST_SYLLABLE <= ord(word[-1]) <= LAST_SYLLABLE
    return split_syllable(word[-1])[2] if is_hangul else " "


def particle(pair, word):
    """이/가 after 결말 is 이, after 스토리 is 가."""
    after_consonant, after_vowel = PARTICLES[pair]
    return after_vowel if tail_of(word) == " " else after_consonant


def without_l(stem):
    """Before ㄴ a final ㄹ vanishes: 맴돌 는 is 맴도 는."""
    base, _, tail = split_syllable(stem[-1])
    return stem[:-1] + base if tail == "ㄹ" else stem


def harmony(vowel):
    return "아" if vowel in BRIGHT_VOWELS else "어"


def open_form(stem):
    """The form before 서 and 요: 뻔해, 느려, 아쉬워, 좋아, 빨라, 나빠."""
    head, last = stem[:-1], stem[-1]
    base, vowel, tail = split_syllable(last)
    if stem in COPULA_STEMS:
        return stem + "어"
    if last == "하":
        return head + "해"
    if last == "렇":
        return head + "래"
    if last == "르" and head:
        previous = split_syllable(head[-1])[1]
        return head[:-1] + with_tail(head[-1], "ㄹ") + ("라" if previous in BRIGHT_VOWELS else "러")
    if tail == "ㅂ" and last not in REGULAR_B_STEMS:
        return head + base + "워"
    if tail != " ":
        return stem + harmony(vowel)
    if vowel == "ㅡ":
        bright = bool(head) and split_syllable(head[-1])[1] in BRIGHT_VOWELS
        return head + with_vowel(last, "ㅏ" if bright else "ㅓ")
    if vowel in CONTRACTED_VOWELS:
        return head + with_vowel(last, CONTRACTED_VOWELS[vowel])
    return stem if vowel in OPEN_VOWELS else stem + "어"


def past_form(stem):
    """뻔했, 느렸, 아쉬웠, 좋았."""
    form = open_form(stem)
    return form[:-1] + with_tail(form[-1], "ㅆ")


def before_noun(stem, is_verb):
    """뻔한, 아쉬운, 좋은, 없는; 늘어지 는."""
    head, last = stem[:-1], stem[-1]
    base, _, tail = split_syllable(last)
    if last in "있없":
        return stem + "는"
    if is_verb:
        return without_l(stem) + " 는"
    if tail in " ㄹ":
        return head + with_tail(last, "ㄴ")
    if last == "렇":
        return head + "런"
    if tail == "ㅂ" and last not in REGULAR_B_STEMS:
        return head + base + "운"
    return stem + "은"


def nominal(stem):
    """뻔함, 서툶, 아쉬움, 좋 음."""
    head, last = stem[:-1], stem[-1]
    base, _, tail = split_syllable(last)
    if tail == " ":
        return head + with_tail(last, "ㅁ")
    if tail == "ㄹ":
        return head + with_tail(last, "ㄻ")
    if tail == "ㅂ" and last not in REGULAR_B_STEMS:
        return head + base + "움"
    return stem + " 음"


def declarative(stem):
    """A verb before 다: 늘어진다, 남 는다."""
    base, _, tail = split_syllable(stem[-1])
    return stem[:-1] + with_tail(base, "ㄴ") + "다" if tail in " ㄹ" else stem + " 는다"


def inflect(stem, form, style, pick):
    """One form of a stem. `pick` chooses one of a list, the first most often.

    Forms: 은 before a noun, 서 because, 데 though, 다 present, 었 past, 겠 conjecture, 이다 a noun as
    the sentence.
    """
    is_verb = stem.endswith("*")
    stem = stem.rstrip("*")
    if form == "은":
        return before_noun(stem, is_verb)
    if form == "서":
        return open_form(stem) + " 서"
    if form == "데":
        goes_like_a_verb = is_verb or stem[-1] in "있없"
        return without_l(stem) + " 는데" if goes_like_a_verb else before_noun(stem, False) + " 데"
    endings = ENDINGS[style]
    if form == "이다":
        return pick(endings["noun"])[tail_of(stem) == " "].format(noun=stem)
    if form == "었":
        return pick(endings["past"]).format(past=past_form(stem))
    if form == "겠":
        return pick(endings["guess"]).format(stem=stem)
    kind = "verb" if is_verb else "copula" if stem in COPULA_STEMS else "adjective"
    return pick(endings[kind]).format(
        stem=stem, bare=without_l(stem), open=open_form(stem), nominal=nominal(stem),
        declarative=declarative(stem))
