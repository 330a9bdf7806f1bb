"""The hand-written tables behind the bundled film reviews.

Patterns are tokens separated by spaces. {slot} is filled from a table; a token such as 이/가 becomes
the form the word before it wants; stem=은, stem=서, stem=다 and the like are inflected;
<부정|긍정> is one half under either label. Stems, forms and particles are those of korean_forms.py.
All lists go from the frequent to the rare.
"""


def words(text):
    """The parts of a comma-separated list."""
    return [" ".join(part.split()) for part in text.split(",") if part.strip()]


def lines(text):
    return [line.strip() for line in text.strip().split("\n")]
