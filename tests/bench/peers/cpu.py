"""Runs a command and prints the processor seconds that it and its children took.

What the command prints goes to the standard error.
"""
import resource
import subprocess
import sys

ran = subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:.3f}")
sys.exit(ran.returncode)
