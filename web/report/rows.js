// The justified grid as numbers: every row fills the width, its pictures are equally high, and its height
// is as near to the wanted one as whole pictures allow. The last row keeps the wanted height.

// shapes: width / height of each picture. → [{begin, end, top, height}], top and height in pixels; `below`
// is what stands between the pictures of two rows. `kept` rows, found before for the same first shapes, stay.
function rowsOf(shapes, { width, wanted, gap, below }, kept = []) {
  const rows = kept.slice(0, -1);
  let last = rows.at(-1);
  while ((last?.end ?? 0) < shapes.length) {
    const begin = last?.end ?? 0;
    let [end, sum, height] = [begin, 0, Infinity];
    while (end < shapes.length && height > wanted) {
      const lower = (width - (end - begin) * gap) / (sum + shapes[end]);
      if (lower < wanted && wanted / lower > height / wanted) break; // nearer without this one
      sum += shapes[end];
      height = lower;
      end += 1;
    }
    if (end === shapes.length) height = Math.min(height, wanted);
    last = { begin, end, top: last ? last.top + last.height + below : 0, height };
    rows.push(last);
  }
  return rows;
}

// Where the first of `items` stands for which `is` holds, given that it holds for all behind it.
function firstWhere(items, is) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

// The first row that reaches below `y`, or the last one.
const rowAt = (rows, y) => Math.min(rows.length - 1, firstWhere(rows, ({ top, height }) => top + height >= y));
