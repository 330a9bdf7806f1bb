#!/usr/bin/python3
"""Draws the table that the part `curves` of benchmarks/run writes: draw_curves.py TSV SVG.

Needs Debian's python3-matplotlib. The same table gives the same bytes.
"""

import csv
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({
    "svg.fonttype": "none",  # text stays text: small and searchable
    "svg.hashsalt": "t2v",  # ids that do not change from run to run
    "font.size": 9,
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
})

from matplotlib import pyplot, ticker  # noqa: E402

# Curve: what is on its axis, and whether that is logarithmic.
AXES = {
    "threads": ("threads", False),
    "dim": ("dim", False),
    "tokens": ("tokens of text", True),
    "vocabulary": ("words in the vocabulary", True),
    "labels": ("different labels", True),
}
KINDS = {"yes": ("with labels", "#0072B2", "o"), "no": ("on words alone", "#D55E00", "s")}
INK = "#333333"
GRID = "#dddddd"


def plain(number, _position=None):
    """1,000,000 is 1 M."""
    for unit, size in (("M", 1e6), ("k", 1e3)):
        if number >= size:
            return f"{number / size:g} {unit}"
    return f"{number:g}"


def draw_panel(axes, curve, rows):
    for kind, (name, colour, marker) in KINDS.items():
        chosen = [row for row in rows if row["labelled"] == kind]
        values = [int(row["value"]) for row in chosen]
        speeds = [float(row["tokens_per_second"]) / 1e6 for row in chosen]
        if len(chosen) == 1:  # what does not vary with labels
            axes.axhline(speeds[0], color=colour, linewidth=1.2, linestyle="--", label=name)
            continue
        lowest = [float(row["lowest"]) / 1e6 for row in chosen]
        highest = [float(row["highest"]) / 1e6 for row in chosen]
        axes.fill_between(values, lowest, highest, color=colour, alpha=0.15, linewidth=0)
        axes.plot(values, speeds, color=colour, marker=marker, markersize=4, linewidth=1.5,
                  label=name)
    title, logarithmic = AXES[curve]
    axes.set_xlabel(title, color=INK)
    if logarithmic:
        axes.set_xscale("log")
        axes.xaxis.set_minor_locator(ticker.NullLocator())
    values = sorted({int(row["value"]) for row in rows})
    axes.set_xticks(values if len(values) < 6 else values[::2])
    axes.xaxis.set_major_formatter(plain)
    axes.set_ylim(0, axes.get_ylim()[1])
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1], encoding="ascii", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    curves = [curve for curve in AXES if any(row["curve"] == curve for row in table)]
    columns = min(3, len(curves))
    lines = -(-len(curves) // columns)
    figure, panels = pyplot.subplots(lines, columns, figsize=(3.3 * columns, 2.7 * lines),
                                     squeeze=False, layout="constrained")
    for number, axes in enumerate(panels.flat):
        if number < len(curves):
            draw_panel(axes, curves[number], [r for r in table if r["curve"] == curves[number]])
        else:
            axes.axis("off")
    for row in panels:
        row[0].set_ylabel("million tokens a second", color=INK)
    handles, names = panels[0][0].get_legend_handles_labels()
    spare = [axes for axes in panels.flat if not axes.axison]
    (spare[0] if spare else panels[0][0]).legend(handles, names, loc="center" if spare else "best",
                                                 frameon=False, title="medians, range shaded")
    figure.savefig(sys.argv[2], metadata={"Date": None, "Creator": None})
    return 0


if __name__ == "__main__":
    sys.exit(main())
