// Sections of the grid for a listing by time: months, cut where they are large.

import { get } from "/api.js";
import { monthName, word } from "/words.js";

const kMost = 400; // entries of a section, unless one day alone has more

// "2019-07-31" → "2019-08-01"
function dayAfter(day) {
  const date = new Date(day + "T00:00:00Z");
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

async function loadAll(filter, from, until) {
  const entries = [];
  let after;
  do {
    const page = await get("moments", { ...filter, from, until, after, limit: 500 });
    entries.push(...page.entries);
    after = page.next;
  } while (after);
  return entries;
}

// Entries without a date stand behind all others: those of the listing that have none.
async function loadUndated(filter) {
  const entries = [];
  let after;
  do {
    const page = await get("moments", { ...filter, order: "oldest", after, limit: 500 });
    const undated = page.entries.filter((entry) => !entry.taken);
    entries.push(...undated);
    after = undated.length === page.entries.length ? page.next : null;
  } while (after);
  return entries;
}

export async function timelineSections(filter) {
  const { days } = await get("days", filter);
  const sections = [];
  let open = null;
  for (const { day, moments } of days) {
    if (!day) {
      sections.push({ key: "undated", title: word("unknownTime"), count: moments, stamp: moments, load: () => loadUndated(filter) });
      continue;
    }
    const month = day.slice(0, 7);
    if (!open || open.month !== month || open.count + moments > kMost) {
      const isFirst = !open || open.month !== month;
      open = { month, count: 0, until: dayAfter(day), title: isFirst ? monthName(month) : "" };
      sections.push(open);
    }
    open.count += moments;
    open.from = day;
  }
  for (const section of sections) {
    if (section.load) continue;
    section.key = section.until;
    section.stamp = section.count;
    section.load = () => loadAll(filter, section.from, section.until);
  }
  return sections;
}
