// Grid: the photos as rows of tiles. However many there are, only the tiles near the window exist.

class Grid {
  // `photos`: all of them, by number. `open(place)` is called for the tile that is chosen.
  constructor(element, photos, open) {
    Object.assign(this, { element, photos, numbers: [], shapes: [], rows: [], stop: 0 });
    this.tiles = new Map(); // number → Tile, those that exist
    new ResizeObserver(() => element.clientWidth !== this.measures?.width && this.resize()).observe(element);
    addEventListener("scroll", () => this.draw(), { passive: true });
    element.addEventListener("click", ({ target }) => {
      const tile = target.closest(".tile");
      if (tile) open(this.numbers.indexOf(Number(tile.dataset.number)));
    });
    element.addEventListener("keydown", (event) => this.move(event));
  }

  show(numbers) {
    this.numbers = [];
    this.shapes = [];
    this.rows = [];
    this.stop = 0;
    this.wipe();
    this.add(numbers);
  }

  add(numbers) {
    for (const number of numbers) {
      this.numbers.push(number);
      this.shapes.push(gridShape(this.photos[number]));
    }
    this.lay(this.rows);
  }

  // Draws everything anew: another language, another order.
  wipe() {
    this.element.replaceChildren();
    this.tiles.clear();
  }

  measure() {
    const style = getComputedStyle(this.element);
    const pixels = (name) => parseFloat(style.getPropertyValue(name));
    return { width: this.element.clientWidth, wanted: pixels("--row"), gap: pixels("--gap"), below: pixels("--below") };
  }

  resize() {
    const top = scrollY - this.element.offsetTop; // the photo at the top of the window stays there
    const first = this.rows[rowAt(this.rows, top)]?.begin ?? 0;
    this.measures = null;
    this.lay([]);
    if (top > 0) scrollTo(0, this.element.offsetTop + this.rowOf(first).top);
  }

  lay(kept) {
    this.measures ??= this.measure();
    this.rows = rowsOf(this.shapes, this.measures, kept);
    const last = this.rows.at(-1);
    this.element.style.height = last ? `${last.top + last.height + this.measures.below}px` : "";
    this.draw();
  }

  draw() {
    const first = scrollY - this.element.offsetTop - innerHeight;
    const wanted = new Map(); // place → its row
    for (let i = rowAt(this.rows, first); this.rows[i]?.top < first + 3 * innerHeight; i += 1) {
      for (let place = this.rows[i].begin; place < this.rows[i].end; place += 1) wanted.set(place, this.rows[i]);
    }
    if (this.numbers.length) wanted.set(this.stop, this.rowOf(this.stop)); // the Tab key finds it
    const numbers = new Set([...wanted.keys()].map((place) => this.numbers[place]));
    for (const [number, tile] of this.tiles) {
      if (numbers.has(number)) continue;
      tile.element.remove();
      this.tiles.delete(number);
    }
    // Those that exist stand in order already and are never moved, which would take the focus away.
    let next = this.element.firstChild;
    for (const [place, row] of [...wanted].sort(([a], [b]) => a - b)) {
      const { element } = this.tileAt(place);
      if (element === next) next = next.nextSibling;
      else this.element.insertBefore(element, next);
      this.put(element, place, row);
    }
  }

  tileAt(place) {
    const number = this.numbers[place];
    if (!this.tiles.has(number)) this.tiles.set(number, new Tile(this.photos[number], number));
    return this.tiles.get(number);
  }

  rowOf(place) {
    return this.rows[firstWhere(this.rows, ({ end }) => place < end)];
  }

  // Left edge of a picture in its row.
  left(place, row) {
    let left = 0;
    for (let i = row.begin; i < place; i += 1) left += this.shapes[i] * row.height + this.measures.gap;
    return left;
  }

  put(element, place, row) {
    element.style.left = `${this.left(place, row)}px`;
    element.style.top = `${row.top}px`;
    element.style.width = `${this.shapes[place] * row.height}px`;
    element.tabIndex = place === this.stop ? 0 : -1;
  }

  focus(place) {
    if (!(place in this.numbers)) return;
    this.stop = place;
    const row = this.rowOf(place);
    const top = this.element.offsetTop + row.top;
    const head = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    const bottom = top + row.height + this.measures.below;
    if (top < scrollY + head) scrollTo(0, top - head);
    else if (bottom > scrollY + innerHeight) scrollTo(0, bottom - innerHeight);
    this.draw();
    this.tileAt(place).element.focus({ preventScroll: true });
  }

  // The picture of the row above (step -1) or below (1) that is nearest to this one.
  neighbour(place, step) {
    const row = this.rowOf(place);
    const other = this.rows[this.rows.indexOf(row) + step];
    if (!other) return place;
    const middle = (at, of) => this.left(at, of) + (this.shapes[at] * of.height) / 2;
    let best = other.begin;
    for (let at = best; at < other.end; at += 1) {
      const distance = (one) => Math.abs(middle(one, other) - middle(place, row));
      if (distance(at) < distance(best)) best = at;
    }
    return best;
  }

  move(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const place = this.numbers.indexOf(Number(event.target.dataset.number));
    const end = this.numbers.length - 1;
    const to = {
      ArrowLeft: () => Math.max(0, place - 1),
      ArrowRight: () => Math.min(end, place + 1),
      ArrowUp: () => this.neighbour(place, -1),
      ArrowDown: () => this.neighbour(place, 1),
      Home: () => 0,
      End: () => end,
    }[event.key]?.();
    if (to === undefined || place < 0) return;
    event.preventDefault();
    this.focus(to);
  }
}
