#!/usr/bin/env python3
"""Holds doc/file-format.md against files that the programs write, read with h5py.

Usage: file_format_test.py T2V T2V_ATTRIBUTE CORPUS LABELS PAGE
"""
import hashlib
import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5py
except ImportError:
    print("skipped: h5py is not installed")
    sys.exit(77)

TYPES = {"f32": "<f4", "u8": "|u1", "u32": "<u4", "u64": "<u8"}
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def rows_of(page, heading):
    """The table rows below a heading, as lists of cells without their markup."""
    section = re.split(r"^#+ ", page.split(heading, 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def names_of(cell):
    """`/words/text`, `text_offset` -> both with their folder; a name without one stays."""
    names = re.findall(r"`([^`]+)`", cell)
    folder = names[0].rsplit("/", 1)[0] + "/" if names[0].startswith("/") else ""
    return [name if name.startswith("/") or not folder else folder + name for name in names]


def datasets_of(file):
    found = {}
    file.visititems(lambda name, item: found.update({"/" + name: item}) if isinstance(item, h5py.Dataset) else None)
    return found


def check_table(rows, file, sizes, kind):
    """Every dataset of the table is in the file with its type and shape. Returns the names."""
    documented, attributes = set(), set()
    for cell, types, *_ in rows:
        if "attribute" in cell:
            attributes.update(name for name in names_of(cell.split("attribute")[-1] if cell.startswith("`/") else cell)
                              if not name.startswith("/"))
            if not cell.startswith("`/"):
                continue
            cell, types = cell.split(", attribute")[0], types.split(", ")[0]
        types = types.split(", ") if ", " in types and "[" in types else [types]
        names = names_of(cell)
        if len(types) == 1 and len(names) > 1:
            types = types * len(names)
        for name, declared in zip(names, types):
            for width in sizes["widths"] if "/N/" in name else [None]:
                actual = name.replace("/N/", f"/{width}/")
                documented.add(actual)
                if actual not in file:
                    failures.append(f"{kind}: {actual} is not in the file")
                    continue
                check_type(file[actual], declared, {**sizes, "N": width or sizes.get("N")}, f"{kind}: {actual}")
    return documented, attributes


def check_type(dataset, declared, sizes, what):
    base, _, shape = declared.partition("[")
    if base == "string":
        expect(h5py.check_string_dtype(dataset.dtype).encoding == "utf-8", f"{what} is no UTF-8")
    elif base in TYPES:
        expect(dataset.dtype.str == TYPES[base], f"{what} is {dataset.dtype.str}, documented as {base}")
    extents = [part for part in shape.rstrip("]").split(",") if part]
    expected = tuple(eval(part.replace("·", "*"), {}, sizes) for part in extents)
    if expected and all(size is not None for size in expected):
        expect(dataset.shape == expected, f"{what} has shape {dataset.shape}, documented as {expected}")


def check_common(path, file, rows):
    for cell, *_ in rows:
        for name in names_of(cell):
            expect(name in file.attrs, f"{path.name}: attribute {name} is missing")
    expect(file.attrs["complete"] == 1, f"{path.name} is not complete")
    for name, dataset in datasets_of(file).items():
        if dataset.size and dataset.shape:
            expect(dataset.fletcher32, f"{path.name}: {name} has no Fletcher32")


def check_seal(path):
    data = path.read_bytes()
    sealed, stretches, name_bytes, digest, magic = struct.unpack("<3Q32s8s", data[-64:])
    if magic != b"t2vseal1":
        failures.append(f"{path.name}: has no seal")
        return
    tables = data[sealed:-64]
    expect(len(tables) == 64 * stretches + name_bytes, f"{path.name}: tables of {len(tables)} bytes")
    expect(hashlib.sha256(tables + data[-64:-40]).digest() == digest, f"{path.name}: the seal's checksum")
    at = 0
    for i in range(stretches):
        size, _, _, part, on_opening, checksum = struct.unpack("<3Q2I32s", tables[64 * i:64 * i + 64])
        expect(hashlib.sha256(data[at:at + size]).digest() == checksum, f"{path.name}: stretch {i}")
        expect(on_opening in (0, 1), f"{path.name}: on_opening {on_opening}")
        at += size
    expect(at == sealed, f"{path.name}: stretches end at {at}, sealed are {sealed}")
    expect(tables[64 * stretches:].count(b"\0") > part, f"{path.name}: part {part} without a name")


def check_cache(path, tokens, words):
    data = path.read_bytes()
    expect(data[:8] == b"t2vcache", "the cache's magic")
    numbers = struct.unpack("<13Q", data[8:112])
    version, identity, name, model, found_words, word_bytes, documents, found_tokens = numbers[:8]
    expect(version == 2 and found_words == words and found_tokens == tokens, f"the cache's numbers {numbers}")
    expect(112 + identity + name + model + 9 * found_words + word_bytes + 4 * documents + 4 * found_tokens + 64
           == len(data), "the cache's length")
    expect(hashlib.sha256(data[:-64]).hexdigest().encode() == data[-64:], "the cache's checksum")


def main():
    t2v, attribute, corpus, labels, page_path = sys.argv[1:]
    page = Path(page_path).read_text(encoding="utf-8")
    common = rows_of(page, "## What all HDF5 files have in common")
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, "t2v.h5")
        cache = Path(folder, "cache")
        subprocess.run([t2v, "train", corpus, labels, "--documents", "--epochs", "1", "--quiet",
                        "--cache", cache, "-o", model], check=True)
        subprocess.run([t2v, "neighbors", "영화", "--approximate", "-m", model], check=True, capture_output=True)
        index = Path(f"{model}.neighbors.hnsw")
        cnn = Path(folder, "cnn.h5")
        for file in (corpus, labels):
            lines = Path(file).read_text(encoding="utf-8").splitlines()[:2000]
            Path(folder, Path(file).name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run([attribute, "train", Path(corpus).name, Path(labels).name, "--epochs", "1", "--quiet",
                        "--filters", "8", "-o", cnn], cwd=folder, check=True)
        with h5py.File(model) as file:
            words = len(file["words/key"])
            sizes = {"V": words, "L": len(file["labels/key"]), "D": int(file.attrs["dim"]),
                     "N": int(file.attrs["documents"]), "P": len(file["word_labels/label"]),
                     "B": len(file["words/text"]), "widths": []}
            documented, attributes = check_table(rows_of(page, "## The model"), file, sizes, "model")
            check_common(model, file, common)
            expect(documented == set(datasets_of(file)), f"model: {documented ^ set(datasets_of(file))}")
            named = attributes | {name for row in common for name in names_of(row[0])}
            expect(named == set(file.attrs), f"model: attributes {named ^ set(file.attrs)}")
            check_cache(cache, int(file["words/count"][:].sum()), words)
        with h5py.File(cnn) as file:
            sizes = {"V": len(file["words/key"]), "L": len(file["labels/key"]), "D": int(file.attrs["dim"]),
                     "F": int(file.attrs["filters"]), "W": len(file["convolutions"]),
                     "widths": sorted(int(name) for name in file["convolutions"])}
            documented, _ = check_table(rows_of(page, "## The classifier"), file, sizes, "classifier")
            shared = {"/words/key", "/words/count", "/labels/key", "/labels/count", "/tokenizer/name", "/tokenizer/model"}
            expect(documented | shared == set(datasets_of(file)), f"classifier: {(documented | shared) ^ set(datasets_of(file))}")
            check_common(cnn, file, common)
        with h5py.File(index) as file:
            check_common(index, file, common)
            expect(set(datasets_of(file)) == {"/row", "/layers", "/links"}, "the index's datasets")
            for name in ("vectors_sha256", "links", "search_width", "recall", "entrance"):
                expect(name in file.attrs, f"index: attribute {name} is missing")
        for path in (model, index, cnn):
            check_seal(path)
    if failures:
        print("\n".join(f"FAILED: {failure}" for failure in failures))
        sys.exit(1)
    print("doc/file-format.md says what is so")


if __name__ == "__main__":
    main()
