"""Runs nunchi and its peers on the same photos, turn by turn, and prints how they compare.

usage: compare.py SEE_BENCH CACHE PHOTOS COUNT ROUNDS
"""
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from reading import iou

HERE = Path(__file__).parent
PEERS = {"plain": "plain Python loop: Pillow, openvino",
         "openvino": "pipelined Python: Pillow, openvino",
         "onnxruntime": "pipelined Python: Pillow, onnxruntime"}
EXTENSIONS = ["avx2", "avx512f", "avx_vnni", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8"]


class Runs:
    """What each contestant printed in each round."""

    def __init__(self, see_bench, cache, photos, count):
        self.see_bench, self.photos, self.count = see_bench, photos, count
        self.cache, self.work = cache, Path(see_bench).parent / "see"
        self.work.mkdir(exist_ok=True)
        self.of = {}

    def answers(self, name):
        return self.work / f"{name}.answers.json"

    def add(self, name, command):
        first = name not in self.of
        print(f"round {len(self.of.get(name, [])) + 1}: {name}", file=sys.stderr)
        done = subprocess.run(command(first), stdout=subprocess.PIPE, check=True, text=True)
        self.of.setdefault(name, []).append(json.loads(done.stdout))
        (self.work / f"{name}.json").write_text(done.stdout)

    def nunchi(self, name, *options):
        self.add(name, lambda first: [
            self.see_bench, self.photos, "--count", self.count, "--cache", self.cache, *options,
            *(["--answers", self.answers(name)] if first else [])])

    def peer(self, name):
        self.add(name, lambda first: [
            sys.executable, HERE / "peers.py", name, self.work / "nunchi.json", self.photos,
            self.count, *([self.answers(name)] if first else [])])

    def seconds(self, name, field="seconds"):
        return median(run[field] for run in self.of[name])

    def ratio(self, name, to="nunchi", field="seconds"):
        """The median of the rounds' ratios: what slows a whole round down falls out."""
        return median(a[field] / b["seconds"] for a, b in zip(self.of[name], self.of[to]))


def machine():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    said = dict(line.split(":", 1) for line in reversed(lines) if ":" in line)
    said = {name.strip(): value.strip() for name, value in said.items()}
    flags = said.get("flags", "").split()
    known = " ".join(name for name in EXTENSIONS if name in flags)
    return f"{said.get('model name', '?')}, {os.cpu_count()} cores, {known}"


def precision_of(run):
    return run["networks"][0]["device"].split(", ")[1]


def matched(ours, theirs):
    """How many findings of the one have one of the other in their place, each used once."""
    free = list(theirs)
    count = 0
    for one in ours:
        same = [other for other in free if other.get("category") == one.get("category")
                and iou(one["box"], other["box"]) >= 0.5]
        if same:
            free.remove(max(same, key=lambda other: iou(one["box"], other["box"])))
            count += 1
    return count


def agreement(ours, theirs):
    pairs = list(zip(ours, theirs))
    assert all(Path(a["file"]).name == Path(b["file"]).name for a, b in pairs)
    line = f"top class {sum(a['top'] == b['top'] for a, b in pairs) / len(pairs):.3f}"
    for kind in ("objects", "faces"):
        here = sum(len(a[kind]) for a, _ in pairs)
        there = sum(len(b[kind]) for _, b in pairs)
        both = sum(matched(a[kind], b[kind]) for a, b in pairs)
        line += f"; {kind} {here} and {there}, {both / max(1, here, there):.3f} the same"
    return line


def print_times(runs, f32):
    def line(what, seconds, run, said):
        photos = run["photos"]
        print(f"{what:<38}{seconds:8.2f} s{photos / seconds:8.2f} photos/s   {said}")

    def on_processor(run):
        return f"{1000 * run['processor_seconds'] / run['photos']:.0f} ms of processor a photo"

    for name in ["nunchi", *f32]:
        last = runs.of[name][-1]
        precision = precision_of(last)
        title = name if name == "nunchi" else "nunchi, forced to f32"
        line(title, runs.seconds(name), last,
             f"{precision}, {on_processor(last)}, peak memory {last['peak_bytes'] / 1e6:.0f} MB")
        times = ", ".join(f"{network['network'].split('@')[0]} x {network['runs']}"
                          for network in last["networks"])
        line("  its networks alone", runs.seconds(name, "seconds_alone"), last, times)
    for name, title in PEERS.items():
        last = runs.of[name][-1]
        line(title, runs.seconds(name), last,
             f"{last['precision']}, {on_processor(last)}, {last['how']}")


def print_ratios(runs, f32):
    def line(what, ratio, bar):
        verdict = f">= {bar}  {'reached' if ratio >= bar else 'MISSED'}" if bar else ""
        print(f"{what:<48}{ratio:6.2f}   {verdict}")

    line("networks alone / nunchi", runs.ratio("nunchi", field="seconds_alone"), 0.85)
    line("plain Python loop / nunchi", runs.ratio("plain"), 1.5)
    line("pipelined openvino / nunchi", runs.ratio("openvino"), 1.05)
    line("pipelined onnxruntime / nunchi", runs.ratio("onnxruntime"), 0.95)
    for name in f32:
        line("networks alone / nunchi, both f32", runs.ratio(name, name, "seconds_alone"), None)
        line("pipelined onnxruntime / nunchi, both f32", runs.ratio("onnxruntime", name), None)


def main():
    see_bench, cache, photos, count, rounds = sys.argv[1:]
    runs = Runs(see_bench, Path(cache), photos, count)
    load = os.getloadavg()[0]
    for _ in range(int(rounds)):
        runs.nunchi("nunchi")
        f32 = [] if precision_of(runs.of["nunchi"][0]) == "f32" else ["nunchi-f32"]
        for name in f32:
            runs.nunchi(name, "--f32")
        for name in PEERS:
            runs.peer(name)
    print(f"{count} JPEGs of 12 megapixels → tags, objects, faces; medians of {rounds} rounds")
    print(f"{machine()}; load before {load:.1f}\n")
    print_times(runs, f32)
    print()
    print_ratios(runs, f32)
    print("\nfound by nunchi and by the other:")
    ours = json.loads(runs.answers("nunchi").read_text())
    for name in [*f32, *PEERS]:
        theirs = json.loads(runs.answers(name).read_text())
        print(f"{name:<14}{agreement(ours, theirs)}")


if __name__ == "__main__":
    main()
