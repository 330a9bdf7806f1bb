"""Numbers and tables in Markdown."""

import statistics


def table(headings: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(headings) + " |", "|---" * len(headings) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def short(number: float) -> str:
    """Three digits and a unit: 4,280,000 is "4.28 M"."""
    for unit, size in (("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if abs(number) >= size:
            return f"{number / size:.3g} {unit}"
    return f"{number:.3g}"


def megabytes(number: float) -> str:
    return f"{number / 1e6:,.0f} MB"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:,.{0 if seconds >= 0.1 else 1}f} ms"


def percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def spread(values: list[float]) -> str:
    """The range, as far from the median as it reaches."""
    middle = statistics.median(values)
    return f"{min(values) / middle * 100 - 100:+.0f} to {max(values) / middle * 100 - 100:+.0f} %"
