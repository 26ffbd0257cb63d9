// The interface of the server (/api/v1/openapi.json).

import { toast } from "/dom.js";
import { word } from "/words.js";

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

let lost = false;

async function send(method, path, { query, body, signal, type } = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query || {})) {
    if (value !== undefined && value !== null && value !== "") parameters.set(name, value);
  }
  const text = parameters.toString();
  let answer;
  try {
    answer = await fetch(`/api/v1/${path}${text ? "?" + text : ""}`, {
      method,
      signal,
      headers: body === undefined ? {} : { "Content-Type": type || "application/json" },
      body: body === undefined ? undefined : type ? body : JSON.stringify(body),
    });
  } catch (problem) {
    if (problem.name !== "AbortError" && !lost) {
      lost = true;
      toast(word("connectionLost"));
    }
    throw problem;
  }
  lost = false;
  if (answer.status === 204) return null;
  const json = await answer.json();
  if (answer.ok) return json;
  if (answer.status === 401 && path !== "session") document.dispatchEvent(new Event("login-needed"));
  throw new Refused(answer.status, json.detail || json.title);
}

export const get = (path, query, signal) => send("GET", path, { query, signal });
export const post = (path, body = {}) => send("POST", path, { body });
export const patch = (path, body) => send("PATCH", path, { body });
export const put = (path, body) => send("PUT", path, { body });
export const erase = (path) => send("DELETE", path);
export const putBytes = (path, body, query) => send("PUT", path, { body, query, type: "application/octet-stream" });

export const preview = (asset, size) => `/api/v1/assets/${asset}/preview?size=${size}`;
export const original = (asset) => `/api/v1/assets/${asset}/original`;

// Edits of many moments; tells how to take them back.
export async function edit(moments, change, said) {
  const { changes } = await post("edits", { moments, ...change });
  if (changes > 0 && said) toast(said, { label: word("undo"), run: undo });
  document.dispatchEvent(new Event("library-changed"));
  return changes;
}

export async function undo() {
  const { changes } = await post("undo");
  toast(changes > 0 ? word("undone") : word("nothingToUndo"));
  document.dispatchEvent(new Event("library-changed"));
}

// Calls back whenever any program has changed the library.
export function followChanges(changed) {
  const events = new EventSource("/api/v1/events");
  events.addEventListener("change", changed);
  return events;
}
