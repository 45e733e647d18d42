"""Function names of a stack that trap.c noted."""
import bisect
import functools
import subprocess


@functools.lru_cache(None)
def _symbols(program):
    done = subprocess.run(["nm", "-C", program], capture_output=True,
                          text=True, check=False)
    found = sorted((int(line.split()[0], 16), line.split()[2])
                   for line in done.stdout.splitlines()
                   if len(line.split()) == 3 and line.split()[1] in "tTwW")
    return [at for at, _ in found], [name for _, name in found]


def name_frame(program, frame):
    """`utskick+0x1234` as the function's name; a library's stay as they are."""
    module, _, at = frame.rpartition("+")
    if not module:  # an allocation by its number
        return frame
    if module != "utskick":
        return module.split(".so")[0] if ".so" in module else module
    starts, names = _symbols(program)
    found = bisect.bisect_right(starts, int(at, 16)) - 1
    return names[found] if found >= 0 else frame


def name_stack(program, frames):
    """The callers, the nearest first, without the shim's own frames."""
    names = [name_frame(program, frame) for frame in frames
             if not frame.startswith("trap")]
    return [name for i, name in enumerate(names)
            if i == 0 or name != names[i - 1]]
