"""The program as users have it, without sanitizers: for tests that bring an
allocator of their own or start it many hundred times."""
import fcntl
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LONG = "--long" in sys.argv or "TESTS_LONG" in os.environ


def do(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(done.stdout.decode(errors="replace")[-4000:])


def build(folder, kind="plain"):
    """The program, of these sources, in a folder that is kept for the next
    time; others who ask meanwhile wait."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, ".asked"), "w") as asked:
        fcntl.flock(asked, fcntl.LOCK_EX)
        if not os.path.exists(os.path.join(folder, "build.ninja")):
            do("meson", "setup", "--buildtype=" + kind, "-Dtests=false",
               folder, ROOT)
        do("ninja", "-C", folder, "src/cli/utskick")
    return os.path.join(folder, "src", "cli", "utskick")


if __name__ == "__main__":
    build(os.path.abspath(sys.argv[1]))
