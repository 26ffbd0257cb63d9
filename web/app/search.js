// The search box, and sections of the grid for what it finds.

import { get } from "/api.js";
import { make } from "/dom.js";
import { language, number, word } from "/words.js";

const percent = (chance) => `${Math.round(chance * 100)} %`;

// What is asked as a question is answered with a sentence; all else is searched for.
function isQuestion(text) {
  return /\?$|^(how (many|often)|when|where|who|what|which)\b|(몇|언제|어디|누구)/i.test(text);
}

export async function searchSections(text) {
  const [found, answered] = await Promise.all([
    get("search", { q: text, limit: 500 }),
    isQuestion(text) ? get("ask", { q: text }).catch(() => null) : null,
  ]);
  const asked = answered && answered.answer ? answered : null;
  const hits = asked ? asked.hits : found.hits;
  const entries = hits.map((hit) => ({ ...hit.entry, why: hit.why, label: [hit.chance === undefined ? "" : percent(hit.chance), ...(hit.why || [])].filter(Boolean).join(" · ") }));
  const answer = make("div.answer", { role: "status" });
  if (asked) answer.append(make("p.said", {}, language === "ko" ? asked.answer_ko || asked.answer : asked.answer), ...(asked.chart || []).map((bar) => chartBar(bar, asked.chart)));
  else if (found.matches === 0) answer.append(make("p.said", {}, word("nothingFound")));
  else answer.append(make("p", {}, found.matches === 1 ? word("match") : word("matches", { n: number.format(found.matches) })));
  for (const near of found.near || []) answer.append(make("a.chip", { href: `#/search/${encodeURIComponent(near)}` }, near));
  const section = { key: `found:${text}`, title: "", count: entries.length, stamp: entries.map((entry) => entry.id).join(), entries, canReload: false, load: async () => entries };
  return { sections: entries.length ? [section] : [], answer };
}

function chartBar(bar, all) {
  const most = Math.max(...all.map((one) => one.value), 1);
  return make("div.chart", {}, make("span", {}, bar.label), make("meter", { min: 0, max: most, value: bar.value }), make("span", {}, number.format(bar.value)));
}

// Proposals while one types; arrow keys choose, Enter searches.
export function startSearchBox(search) {
  const form = document.getElementById("search");
  const query = document.getElementById("query");
  const list = document.getElementById("proposals");
  query.placeholder = word("searchHint");
  let chosen = -1;
  let waiting = null;
  let controller = null;

  function close() {
    list.hidden = true;
    chosen = -1;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
  }

  function choose(n) {
    const options = [...list.children];
    chosen = (n + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    query.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function submit(text) {
    close();
    search(text.trim());
    query.blur();
  }

  async function propose() {
    controller?.abort();
    controller = new AbortController();
    if (!query.value.trim()) return close();
    try {
      const { proposals } = await get("complete", { q: query.value }, controller.signal);
      list.replaceChildren(...proposals.map((proposal, n) => make("li", { id: `proposal-${n}`, role: "option", onmousedown: (event) => { event.preventDefault(); submit(proposal.query); } }, make("span", {}, proposal.query), make("small", {}, proposal.kind || ""))));
      list.hidden = proposals.length === 0;
      query.setAttribute("aria-expanded", String(!list.hidden));
      chosen = -1;
    } catch {
      close();
    }
  }

  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(propose, 120);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden || !list.children.length) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else return;
    event.preventDefault();
  });
  query.addEventListener("blur", close);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(chosen >= 0 ? list.children[chosen].firstChild.textContent : query.value);
  });
}
