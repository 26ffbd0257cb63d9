"""Peak resident memory of `nunchi tag` over folders of so many photos, which are links to a few.

usage: measure.py NUNCHI PHOTOS FEW MANY
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_GROWTH, MOST_GIGABYTES = 1.05, 2.0


def peak_bytes(nunchi, photos, count):
    with tempfile.TemporaryDirectory(dir=photos.parent, prefix="bench-memory.") as folder:
        files = sorted(photos.glob("*.jpg"))
        for index in range(count):
            os.link(files[index % len(files)], Path(folder) / f"{index:06}.jpg")
        started = time.perf_counter()
        command = [nunchi, "tag", folder, "--json", "--set", "registry"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"nunchi tag failed: {os.waitstatus_to_exitcode(status)}")
    peak = 1024 * usage.ru_maxrss
    seconds = time.perf_counter() - started
    print(f"{count:>6} photos: {peak / 1e6:7.1f} MB, {seconds:.1f} s", flush=True)
    return peak


def main():
    nunchi, photos, *counts = sys.argv[1:]
    few, many = [peak_bytes(nunchi, Path(photos), int(count)) for count in counts]
    bars = [("many / few", many / few, MOST_GROWTH), ("GB", many / 1e9, MOST_GIGABYTES)]
    for what, value, bar in bars:
        print(f"{what:<12}{value:6.3f}   <= {bar}  {'reached' if value <= bar else 'MISSED'}")


if __name__ == "__main__":
    main()
