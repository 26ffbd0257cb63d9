// A grid of any number of pictures, of which only those near the window are elements.
//
// It is given sections: { key, title, count, load(): Promise<entries> }. All sections have their
// place at once, as their counts are known; entries are loaded when they come near.

import { make } from "/dom.js";
import { preview } from "/api.js";
import { durationName, momentName, word } from "/words.js";

const kHeader = 44; // pixels
const kGap = 3;
const kKept = 60; // sections whose entries stay in memory

export class Grid {
  // reselected(map): the selection changed.
  constructor(host, { reselected }) {
    this.host = make("div.grid", { role: "list" });
    host.append(this.host);
    this.reselected = reselected;
    this.sections = [];
    this.cells = new Map(); // "section:index" → element
    this.titles = new Map();
    this.selection = new Map(); // id → entry
    this.lastChosen = null;
    this.draw = this.draw.bind(this);
    this.plan = this.plan.bind(this);
    this.watcher = new ResizeObserver(() => this.layOut());
    this.watcher.observe(this.host);
    addEventListener("scroll", this.plan, { passive: true });
    this.host.addEventListener("click", (event) => this.clicked(event));
    this.host.addEventListener("keydown", (event) => this.moved(event));
  }

  close() {
    removeEventListener("scroll", this.plan);
    this.watcher.disconnect();
    this.host.remove();
  }

  // What is loaded of sections that are still the same stays, so that nothing flickers.
  show(sections) {
    const before = new Map(this.sections.map((section) => [section.key, section]));
    for (const section of sections) {
      const old = before.get(section.key);
      if (old && old.count === section.count && old.stamp === section.stamp) {
        section.entries = old.entries;
        section.used = old.used;
      } else if (old) {
        section.entries = old.entries;
        section.isOld = true;
      }
    }
    this.sections = sections;
    this.layOut();
  }

  layOut() {
    const width = this.host.clientWidth;
    if (width === 0) return;
    const wanted = width < 700 ? 112 : 172;
    this.columns = Math.max(3, Math.round(width / wanted));
    this.side = (width - kGap * (this.columns - 1)) / this.columns;
    let top = 0;
    for (const section of this.sections) {
      section.top = top;
      section.head = section.title ? kHeader : 0;
      section.rows = Math.ceil(section.count / this.columns);
      top += section.head + section.rows * (this.side + kGap);
    }
    this.host.style.height = `${top}px`;
    this.clear();
    this.plan();
  }

  clear() {
    for (const cell of this.cells.values()) cell.remove();
    for (const title of this.titles.values()) title.remove();
    this.cells.clear();
    this.titles.clear();
  }

  plan() {
    if (!this.planned) this.planned = requestAnimationFrame(this.draw);
  }

  // The last section that begins at or above `y`.
  sectionAt(y) {
    let low = 0;
    let high = this.sections.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.sections[middle].top <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  draw() {
    this.planned = 0;
    if (!this.sections.length) return;
    const begin = this.host.getBoundingClientRect().top;
    const margin = innerHeight * 0.5;
    const from = -begin - margin;
    const until = -begin + innerHeight + margin;
    const wanted = new Set();
    const fresh = document.createDocumentFragment();
    for (let n = this.sectionAt(from); n < this.sections.length; ++n) {
      const section = this.sections[n];
      if (section.top > until) break;
      this.drawTitle(n, section, wanted, fresh);
      if (!section.entries || section.isOld) this.load(section);
      section.used = performance.now();
      const step = this.side + kGap;
      const body = section.top + section.head;
      const first = Math.max(0, Math.floor((from - body) / step)) * this.columns;
      const last = Math.min(section.count, Math.ceil((until - body) / step) * this.columns);
      for (let index = first; index < last; ++index) this.drawCell(n, section, index, wanted, fresh);
    }
    for (const map of [this.cells, this.titles]) {
      for (const [key, element] of map) {
        if (wanted.has(key)) continue;
        element.remove();
        map.delete(key);
      }
    }
    this.host.append(fresh);
  }

  drawTitle(n, section, wanted, fresh) {
    if (!section.title) return;
    const key = `t${n}`;
    wanted.add(key);
    if (this.titles.has(key)) return;
    const title = make("h2.section", {}, section.title);
    title.style.transform = `translateY(${section.top}px)`;
    this.titles.set(key, title);
    fresh.append(title);
  }

  drawCell(n, section, index, wanted, fresh) {
    const key = `${n}:${index}`;
    wanted.add(key);
    const entry = section.entries && section.entries[index];
    let cell = this.cells.get(key);
    if (!cell) {
      cell = make("a.cell", { role: "listitem" });
      const row = Math.floor(index / this.columns);
      const x = (index % this.columns) * (this.side + kGap);
      const y = section.top + section.head + row * (this.side + kGap);
      cell.style.cssText = `width:${this.side}px;height:${this.side}px;transform:translate(${x}px,${y}px)`;
      cell.dataset.section = n;
      cell.dataset.index = index;
      this.cells.set(key, cell);
      fresh.append(cell);
    }
    if (entry && cell.entry !== entry) this.fill(cell, entry);
  }

  fill(cell, entry) {
    cell.entry = entry;
    cell.href = `#/photo/${entry.id}`;
    cell.classList.toggle("favourite", Boolean(entry.favourite));
    cell.classList.toggle("chosen", this.selection.has(entry.id));
    cell.dataset.length = entry.duration_s ? durationName(entry.duration_s) : "";
    const when = entry.taken ? momentName(entry.taken) : word("unknownTime");
    cell.setAttribute("aria-label", when);
    if (cell.firstChild) cell.firstChild.remove();
    if (!entry.asset) return;
    const picture = make("img", { alt: "", decoding: "async", src: preview(entry.asset, "small") });
    picture.addEventListener("error", () => cell.classList.add("missing"), { once: true });
    cell.append(picture);
  }

  async load(section) {
    if (section.loading) return;
    section.loading = true;
    try {
      section.entries = await section.load();
      section.isOld = false;
      this.forget();
      this.plan();
    } catch {
      setTimeout(() => this.plan(), 3000); // the server may be back then
    } finally {
      section.loading = false;
    }
  }

  // Memory stays bounded however far one scrolls.
  forget() {
    const loaded = this.sections.filter((section) => section.entries);
    if (loaded.length <= kKept) return;
    loaded.sort((a, b) => (a.used || 0) - (b.used || 0));
    for (const section of loaded.slice(0, loaded.length - kKept)) section.entries = null;
  }

  clicked(event) {
    const cell = event.target.closest(".cell");
    if (!cell || !cell.entry) return;
    const isSelecting = this.selection.size > 0 || this.isSelecting || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!isSelecting) return; // the link opens it
    event.preventDefault();
    if (event.shiftKey && this.lastChosen) this.selectTo(cell);
    else this.toggle(cell.entry);
    this.lastChosen = cell;
    this.reselect();
  }

  toggle(entry) {
    if (!this.selection.delete(entry.id)) this.selection.set(entry.id, entry);
  }

  selectTo(cell) {
    const at = (one) => [Number(one.dataset.section), Number(one.dataset.index)];
    let [from, until] = [at(this.lastChosen), at(cell)];
    if (from[0] > until[0] || (from[0] === until[0] && from[1] > until[1])) [from, until] = [until, from];
    for (let n = from[0]; n <= until[0]; ++n) {
      const entries = this.sections[n].entries || [];
      const first = n === from[0] ? from[1] : 0;
      const last = n === until[0] ? until[1] : entries.length - 1;
      for (const entry of entries.slice(first, last + 1)) this.selection.set(entry.id, entry);
    }
  }

  reselect() {
    for (const cell of this.cells.values()) {
      if (cell.entry) cell.classList.toggle("chosen", this.selection.has(cell.entry.id));
    }
    this.host.classList.toggle("selecting", this.isSelecting || this.selection.size > 0);
    this.reselected(this.selection);
  }

  startSelecting() {
    this.isSelecting = true;
    this.reselect();
  }

  clearSelection() {
    this.isSelecting = false;
    this.selection.clear();
    this.reselect();
  }

  // Arrow keys go from picture to picture.
  moved(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns }[event.key];
    const cell = event.target.closest(".cell");
    if (!step || !cell) return;
    event.preventDefault();
    const next = this.stepFrom(Number(cell.dataset.section), Number(cell.dataset.index), step);
    if (!next) return;
    const element = this.cells.get(`${next[0]}:${next[1]}`);
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  stepFrom(n, index, step) {
    index += step;
    while (n >= 0 && n < this.sections.length) {
      if (index < 0) index += this.sections[--n]?.count ?? 0;
      else if (index >= this.sections[n].count) index -= this.sections[n++].count;
      else return [n, index];
      if (n < 0 || n >= this.sections.length) return null;
    }
    return null;
  }

  // The neighbour of the entry with this id among what is loaded; loads the next section if need be.
  async neighbour(id, step) {
    for (let n = 0; n < this.sections.length; ++n) {
      const index = (this.sections[n].entries || []).findIndex((entry) => entry.id === id);
      if (index < 0) continue;
      const next = this.stepFrom(n, index, step);
      if (!next) return null;
      const section = this.sections[next[0]];
      if (!section.entries) await this.load(section);
      return section.entries ? section.entries[next[1]] : null;
    }
    return null;
  }
}
