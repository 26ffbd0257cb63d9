#!/usr/bin/env python3
"""Writes models/concepts.tsv, every concept nunchi can name, and models/kinds.tsv, further words that are
a kind of one, from WordNet 3.0 and models/names/*.tsv.

docs/concepts.md describes the files. The result depends on nothing but them, so it can be compared.
Usage: make_concepts.py [--wordnet FOLDER] [--check]; --check compares instead of writing.
"""
import argparse
import pathlib
import re
import sys
from typing import NamedTuple

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"
# Earlier files win where two name the same concept; the later name becomes a further word.
NAME_FILES = ["imagenet", "coco", "objects", "scenes", "ancestors"]
LABEL_COUNTS = {"imagenet1000": 1000, "coco80": 80, "objects631": 631, "ade20k32": 32}

HEADER = """\
# The concepts of nunchi, written by scripts/make_concepts.py; edit models/names/ instead.
# id, parents, name, Korean name, English words, Korean words.
# Ids, hierarchy and part of the English words come from WordNet 3.0, whose notice must stay:
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy,
# modify and distribute this software and database and its documentation for any purpose and without
# fee or royalty is hereby granted, provided that you agree to comply with the following copyright
# notice and statements, including the disclaimer, and that the same appear on ALL copies of the
# software, database and documentation, including modifications that you make for internal use or
# for distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO
# REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION,
# PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY
# PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT
# INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton
# University or Princeton may not be used in advertising or publicity pertaining to distribution of
# the software and/or database. Title to copyright in this software, database and any associated
# documentation shall at all times remain with Princeton University and LICENSEE agrees to preserve
# same.
"""


KINDS_HEADER = HEADER.replace(
    "# The concepts of nunchi, written", "# Words that are a kind of a concept without being one, written"
).replace("# id, parents, name, Korean name, English words, Korean words.", "# word, concept.").replace(
    "# Ids, hierarchy and part of the English words come", "# Nearly all of them come")


class Synset(NamedTuple):
    lemmas: list
    parents: list


class Naming(NamedTuple):
    name: str
    name_ko: str
    words: list
    words_ko: list
    dropped: set  # WordNet's words that would mislead, in lower case
    parents: list  # instead of WordNet's; empty where those are right


def full_id(short):
    return short if ":" in short else "wn:" + short


def split(cell, mark):
    return [part.strip() for part in cell.split(mark) if part.strip()]


def read_wordnet(folder):
    """data.noun as wndb(5WN) describes it: offset, file, type, words, pointers, gloss."""
    synsets = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        word_count = int(fields[3], 16)
        pointers = 5 + 2 * word_count
        lemmas = [word.replace("_", " ") for word in fields[4:4 + 2 * word_count:2]]
        parents = []
        for at in range(pointers, pointers + 4 * int(fields[pointers - 1]), 4):
            symbol, offset, part_of_speech = fields[at:at + 3]
            if symbol in ("@", "@i") and part_of_speech == "n":
                parents.append("wn:n" + offset)
        synsets["wn:n" + fields[0]] = Synset(lemmas, parents)
    return synsets


def first_senses(folder):
    """index.noun as wndb(5WN) describes it: word → its most frequent synset."""
    senses = {}
    for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        senses[fields[0].replace("_", " ")] = "wn:n" + fields[6 + int(fields[3])]
    return senses


def read_rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read_names(path, complaints):
    names = {}
    for row in read_rows(path):
        if not 3 <= len(row) <= 6:
            complaints.append(f"{path.name}: {row[0]}: {len(row)} columns")
            continue
        short, name, name_ko, words, words_ko, parents = row + [""] * (6 - len(row))
        extra = split(words, "|")
        naming = Naming(name, name_ko, [w for w in extra if w[0] != "-"], split(words_ko, "|"),
                        {w[1:].lower() for w in extra if w[0] == "-"},
                        [full_id(p) for p in split(parents, ",")])
        if not name or not name_ko or "_" in name + name_ko + words + words_ko:
            complaints.append(f"{path.name}: {short}: a name is missing or holds an underscore")
        if re.search("[가-힣]", name + words) or not re.search("[가-힣]", name_ko):
            complaints.append(f"{path.name}: {short}: English and Korean mixed up")
        if full_id(short) in names:
            complaints.append(f"{path.name}: {short} stands there twice")
        names[full_id(short)] = naming
    return names


def merge(earlier, later):
    """The earlier name stays; all words and dropped words count, and the first parents given."""
    if earlier is None:
        return later
    return Naming(earlier.name, earlier.name_ko, earlier.words + [later.name] + later.words,
                  earlier.words_ko + [later.name_ko] + later.words_ko,
                  earlier.dropped | later.dropped, earlier.parents or later.parents)


def twins(names):
    """Names that two concepts of one file share, in either language."""
    for column in ("name", "name_ko"):
        seen = {}
        for concept, naming in names.items():
            word = getattr(naming, column).lower()
            if word in seen:
                yield f"{seen[word]} and {concept} are both named {word}"
            seen[word] = concept


def read_labels(complaints):
    ids = set()
    for stem, count in LABEL_COUNTS.items():
        path = MODELS / "labels" / f"{stem}.tsv"
        rows = read_rows(path)
        if [row[0] for row in rows] != [str(i) for i in range(count)]:
            complaints.append(f"{path.name}: does not count from 0 to {count - 1}")
        ids.update(row[1] for row in rows if row[1])
    return ids


def each_once(words):
    seen = {}
    for word in words:
        seen.setdefault(word.lower(), word)
    return list(seen.values())


class Graph:
    def __init__(self, synsets, names, complaints):
        self.synsets, self.names, self.complaints = synsets, names, complaints
        self.parents = {}

    def add(self, concept):
        """Takes in the concept and all that it is a kind of."""
        waiting = [concept]
        while waiting:
            at = waiting.pop()
            if at in self.parents:
                continue
            naming, synset = self.names.get(at), self.synsets.get(at)
            if synset is None and (at.startswith("wn:") or naming is None or not naming.parents):
                self.complaints.append(f"{at}: neither in WordNet nor given names and parents")
                continue
            own = naming.parents if naming else []
            self.parents[at] = each_once(own or synset.parents)
            waiting += self.parents[at]

    def complain_of_cycles(self):
        done, path = set(), set()

        def visit(at):
            if at in path:
                self.complaints.append(f"{at} is a kind of itself")
            if at in done or at in path:
                return
            path.add(at)
            for parent in self.parents.get(at, []):
                visit(parent)
            path.discard(at)
            done.add(at)

        for concept in self.parents:
            visit(concept)

    def line(self, concept):
        naming = self.names.get(concept)
        if naming is None:
            self.complaints.append(f"{concept} has no name: {self.synsets[concept].lemmas}")
            return ""
        synset = self.synsets.get(concept)
        all_lemmas = synset.lemmas if synset else []
        for word in sorted(naming.dropped - {w.lower() for w in all_lemmas}):
            self.complaints.append(f"{concept}: -{word} drops nothing, WordNet has no such word there")
        lemmas = [w for w in all_lemmas if w.lower() not in naming.dropped]
        return "\t".join([
            concept, ",".join(self.parents[concept]), naming.name, naming.name_ko,
            "|".join(each_once([naming.name] + lemmas + naming.words)),
            "|".join(each_once([naming.name_ko] + naming.words_ko))]) + "\n"


def folded(word):
    return re.sub("[ _-]", "", word.lower())


def kinds(wordnet, graph, complaints):
    """Words whose first sense lies below something whose absence a network can tell."""
    known = set()  # below or at a label
    children = {}
    for concept, parents in graph.parents.items():
        for parent in parents:
            children.setdefault(parent, []).append(concept)
    waiting = [row[1] for stem in ("imagenet1000", "coco80")
               for row in read_rows(MODELS / "labels" / f"{stem}.tsv")]
    while waiting:
        at = waiting.pop()
        if at not in known:
            known.add(at)
            waiting += children.get(at, [])
    taken = set()
    for concept, naming in graph.names.items():
        synset = graph.synsets.get(concept)
        taken |= {folded(w) for w in [naming.name, naming.name_ko, *naming.words, *naming.words_ko]}
        taken |= {folded(w) for w in (synset.lemmas if synset and concept in graph.parents else [])}
    found = {}
    for word, synset in first_senses(wordnet).items():
        if word.count(" ") > 1 or not re.fullmatch("[a-z][a-z' -]+", word) or folded(word) in taken:
            continue
        if not any(lemma == word for lemma in graph.synsets[synset].lemmas):
            continue  # a proper name
        waiting = [synset]
        while waiting:
            at = waiting.pop(0)
            if at in known:
                found[word] = at
                break
            waiting += graph.synsets[at].parents if at in graph.synsets else []
    for row in read_rows(MODELS / "names" / "kinds.tsv"):
        concept = full_id(row[1])
        if concept not in known:
            complaints.append(f"kinds.tsv: no network knows {concept}")
        for word in split(row[0], "|"):
            if folded(word) not in taken:
                found[word] = concept
    return KINDS_HEADER + "".join(f"{word}\t{found[word]}\n" for word in sorted(found))


def make(wordnet):
    complaints, names = [], {}
    for stem in NAME_FILES:
        found = read_names(MODELS / "names" / f"{stem}.tsv", complaints)
        if stem in ("imagenet", "coco"):
            complaints += twins(found)
        for concept, naming in found.items():
            names[concept] = merge(names.get(concept), naming)
    graph = Graph(read_wordnet(wordnet), names, complaints)
    for concept in sorted(set(names) | read_labels(complaints)):
        graph.add(concept)
    graph.complain_of_cycles()
    tables = {"concepts.tsv": HEADER + "".join(graph.line(c) for c in sorted(graph.parents)),
              "kinds.tsv": kinds(wordnet, graph, complaints)}
    return tables, complaints


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--wordnet", type=pathlib.Path, default=pathlib.Path("/usr/share/wordnet"))
    arguments.add_argument("--check", action="store_true", help="compare with the file, write nothing")
    options = arguments.parse_args()
    tables, complaints = make(options.wordnet)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        return 1
    wrong = 0
    for name, text in tables.items():
        path = MODELS / name
        if options.check:
            same = path.read_text(encoding="utf-8") == text
            print(f"{name} is as made" if same else f"{name} is not what make_concepts.py makes")
            wrong += not same
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name}: {sum(not line.startswith('#') for line in text.splitlines())} lines")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
