"""Inputs that a fuzzer has found, as one file for each target: of all that it
keeps those that together take every branch that all of them take.

    bundle.py pack FOLDER FILE      all files of the folder
    bundle.py unpack FILE FOLDER    each under a number

Each input is its length in a line, and its bytes; tests/fuzz/seeds.c reads them."""
import os
import sys


def pack(folder, path):
    inputs = set()
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as source:
            inputs.add(source.read())
    with open(path, "wb") as to:
        for one in sorted(inputs, key=lambda one: (len(one), one)):
            to.write(b"%d\n%s\n" % (len(one), one))
    print(f"{path}: {len(inputs)} inputs")


def unpack(path, folder):
    os.makedirs(folder, exist_ok=True)
    with open(path, "rb") as source:
        for number, line in enumerate(iter(source.readline, b"")):
            with open(os.path.join(folder, f"kept-{number}"), "wb") as to:
                to.write(source.read(int(line)))
            source.read(1)


if __name__ == "__main__":
    {"pack": pack, "unpack": unpack}[sys.argv[1]](*sys.argv[2:])
