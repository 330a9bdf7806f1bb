"""Reads a model file with h5py and prints as JSON what the test compares, checksums computed anew.

Usage: read_with_h5py.py MODEL
"""

import hashlib
import json
import struct
import sys

import h5py


def number(value):
    return struct.pack("<Q", int(value))


def string(value):
    return number(len(value)) + value


def vocabulary(group):
    keys = group["key"].asstr()[:]
    entries = zip(keys, group["count"][:])
    return number(len(keys)) + b"".join(string(key.encode()) + number(n) for key, n in entries)


with h5py.File(sys.argv[1]) as file:
    attributes = file.attrs
    strings = vocabulary(file["words"]) + vocabulary(file["labels"])
    strings += string(file["tokenizer/name"][()]) + string(file["tokenizer/model"][:].tobytes())
    strings += string(attributes["options"]) + string(attributes["corpus_sha256"])
    strings += number(attributes["seed"]) + number(attributes["epochs_done"])
    vectors = [file[name][:] for name in ("words/input", "words/output", "labels/input")]
    print(json.dumps({
        "format": attributes["format"].decode(),
        "format_version": int(attributes["format_version"]),
        "dim": int(attributes["dim"]),
        "complete": int(attributes["complete"]),
        "words": list(file["words/key"].asstr()[:]),
        "shapes": [list(matrix.shape) for matrix in vectors],
        "word_documents": file["words/documents"][:].tolist(),
        "word_labels": [file["word_labels"][name][:].tolist()
                        for name in ("offset", "label", "documents")],
        "first_input": [float(value) for value in vectors[0][0]],
        "strings_agree": hashlib.sha256(strings).hexdigest()
                         == attributes["strings_sha256"].decode(),
        "vectors_agree": hashlib.sha256(b"".join(m.tobytes() for m in vectors)).hexdigest()
                         == attributes["vectors_sha256"].decode(),
    }))
