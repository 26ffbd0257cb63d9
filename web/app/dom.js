// Small ways to make elements. Text is always set as text, never as HTML.

// make("a.cell", { href: "#/" }, "text", child …)
export function make(what, properties = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list" && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const kSvg = "http://www.w3.org/2000/svg";
export function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(kSvg, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const icons = {
  heart: "M12 20.5C5.5 15.5 3 12.3 3 8.9 3 6.2 5 4.5 7.3 4.5c2 0 3.6 1.1 4.7 3 1.1-1.9 2.7-3 4.7-3C19 4.5 21 6.2 21 8.9c0 3.4-2.5 6.6-9 11.6z",
  star: "M12 3.5l2.6 5.6 6 .7-4.4 4.2 1.1 6-5.3-3-5.3 3 1.1-6L3.4 9.8l6-.7z",
  close: "M6 6l12 12M18 6L6 18",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  bin: "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 10.5v6M13.5 10.5v6",
  hide: "M4 4l16 16M9.5 6.3A10 10 0 0112 6c5 0 8 4 9.500 6-.6.9-1.600 2.200-3 3.400M6.500 8C4.500 9.300 3.200 11 2.500 12 4 14 7 18 12 18c1.200 0 2.300-.2 3.300-.6",
  album: "M4 7h16v13H4zM7 4h10",
  info: "M12 10.500v6M12 7v.5M12 3a9 9 0 110 18 9 9 0 010-18z",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 010 10h-4",
  check: "M5 12.500l4.500 4.500L19 7",
  box: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4",
  upload: "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
};

export function icon(name) {
  const path = makeSvg("path", { d: icons[name] });
  return makeSvg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, path);
}

// A button with an icon, whose label is read out and shown on hover.
export function iconButton(name, label, onclick, properties = {}) {
  return make("button.round", { type: "button", title: label, "aria-label": label, onclick, ...properties }, icon(name));
}

export function toast(text, action) {
  const shown = make("div.toast", {}, make("span", {}, text));
  if (action) shown.append(make("button", { type: "button", onclick: () => { shown.remove(); action.run(); } }, action.label));
  document.getElementById("toasts").append(shown);
  setTimeout(() => shown.remove(), action ? 8000 : 4000);
}

// A small dialog that asks for one line of text; null when it was given up.
export function askFor(title, { value = "", list = [], button, type = "text" } = {}) {
  return new Promise((resolve) => {
    const field = make("input", { type, value, required: true, "aria-label": title, list: "asked" });
    field.setAttribute("list", "asked");
    const form = make("form", { method: "dialog" }, make("h2", {}, title), field,
      make("datalist", { id: "asked" }, list.map((one) => make("option", { value: one }))),
      make("div.row", {}, make("button", { type: "button", onclick: () => dialog.close("") }, button.cancel), make("button.main", { value: "yes" }, button.yes)));
    const dialog = make("dialog", { onclose: () => { dialog.remove(); resolve(dialog.returnValue === "yes" ? field.value.trim() : null); } }, form);
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  });
}
