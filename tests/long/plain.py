"""The program as users have it: built without sanitizers, which are not to be
under valgrind and take memory of their own."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "e2e"))
from kit import ROOT  # noqa: E402


def skip_unless_long():
    if not os.environ.get("TESTS_LONG"):
        sys.exit(77)


def build(folder):
    """Built anew, unless PLAIN names a program that is there."""
    if os.environ.get("PLAIN"):
        return os.environ["PLAIN"]
    subprocess.run(["meson", "setup", "--buildtype=release", "-Dtests=false",
                    folder, ROOT], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", folder], check=True,
                   stdout=subprocess.DEVNULL)
    return os.path.join(folder, "src", "cli", "utskick")
