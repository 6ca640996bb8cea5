// The desk: saves what is typed, shows the preview and the dates as they
// become, converts what is pasted. Without script every page works by forms.
"use strict";

const form = document.querySelector("#beitrag");

// Browsers differ in whether autofocus reaches what is no field.
document.querySelector(".problems[autofocus]")?.focus();

// What a page says from the start is not read out; what comes into it is.
for (const said of document.querySelectorAll("main .notice[role=status]")) {
  setTimeout(() => said.replaceChildren(...said.childNodes), 300);
}

// What is too large is told before it is sent.
for (const file of document.querySelectorAll("input[data-most]")) {
  file.addEventListener("change", () => file.setCustomValidity(file.files[0]?.size > file.dataset.most ? file.dataset.large : ""));
}

const later = (ms, f) => {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => f(...args), ms);
  };
};

// ---- what is typed is kept ----

function autosave() {
  const status = document.querySelector("#gespeichert");
  const present = document.querySelector("#anwesend");
  const quiet = 2000, latest = 15000, sign = 60000;
  let dirty = false, since = 0, timer = 0, busy = false, again = false;

  const say = (text, bad) => {
    status.textContent = text;
    status.classList.toggle("problem", bad);
  };
  const answered = async (r) => {
    if (r.status === 401) return say(form.dataset.signedout, true);
    if (r.status === 413) return say(form.dataset.large, true);
    if (r.status !== 200 && r.status !== 409) throw new Error(r.status);
    const n = await r.json();
    if (r.status === 409) say(form.dataset.conflict, true);
    else say(n.saved, false);
    for (const out of form.querySelectorAll("[data-ease]")) out.textContent = n.ease[out.dataset.ease] ?? "";
    const text = n.presence.join("\n");
    if (present.innerText.trim() !== text) {
      present.replaceChildren(...n.presence.map((line) => {
        const p = document.createElement("p");
        p.textContent = line;
        return p;
      }));
    }
  };
  const save = async () => {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    dirty = false;
    since = 0;
    const body = new URLSearchParams(new FormData(form));
    try {
      const small = body.toString().length < 60000; // more may not outlive the page
      await answered(await fetch(form.dataset.note, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: small }));
    } catch {
      say(form.dataset.offline, true);
      dirty = true;
      timer = setTimeout(save, latest);
    }
    busy = false;
    if (again) {
      again = false;
      save();
    }
  };
  form.addEventListener("input", () => {
    dirty = true;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(quiet, since + latest - Date.now())));
  });
  const now = () => dirty && save();
  form.addEventListener("focusout", now);
  window.addEventListener("blur", now);
  document.addEventListener("visibilitychange", () => document.hidden && now());
  window.addEventListener("online", now);
  setInterval(() => document.hidden || busy || dirty || save(), sign);
  // A form that could not be stored would take the text with it, so it is sent
  // only once the service has answered.
  let heard = false;
  form.addEventListener("submit", async (e) => {
    clearTimeout(timer);
    dirty = false;
    const button = e.submitter;
    if (heard || !/^(save|send)$/.test(button?.value ?? "")) return;
    e.preventDefault();
    try {
      const r = await fetch(form.dataset.note, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });
      if (r.status === 503) return say(form.dataset.away, true);
    } catch {
      return say(form.dataset.offline, true);
    }
    heard = true;
    form.requestSubmit(button);
  });
}

// Who saves by the keyboard goes on writing at the same place.
const place = "stelle";

function leavePlace() {
  const at = document.activeElement;
  if (!form.contains(at) || !at.name) return;
  const text = at.matches("textarea, [type=text]");
  sessionStorage.setItem(place, JSON.stringify({
    path: location.pathname, name: at.name, value: at.value, y: scrollY,
    from: text ? at.selectionStart : 0, to: text ? at.selectionEnd : 0, top: at.scrollTop,
  }));
}

function backToPlace() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  sessionStorage.removeItem(place);
  if (kept?.path !== location.pathname || document.querySelector(".problems")) return;
  const same = [...form.querySelectorAll(`[name="${CSS.escape(kept.name)}"]`)];
  const at = same.find((f) => f.value === kept.value) ?? same[0];
  if (!at) return;
  at.closest("details")?.setAttribute("open", "");
  at.focus({ preventScroll: true });
  if (at.matches("textarea, [type=text]")) at.setSelectionRange(kept.from, kept.to);
  at.scrollTop = kept.top;
  scrollTo({ top: kept.y, behavior: "instant" });
  const said = document.querySelector("main .notice[role=status]"), status = document.querySelector("#gespeichert");
  if (said) setTimeout(() => { status.textContent ||= said.textContent; }, 300); // the notice is out of sight
}

// ---- editing ----

// put replaces a part of a text so that one undo takes it back, and selects
// some of what was put.
function put(area, from, to, text, start = from + text.length, end = start) {
  area.focus();
  area.setSelectionRange(from, to);
  const before = area.value;
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!done || (area.value === before && text !== before.slice(from, to))) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  area.setSelectionRange(start, end);
}

function wrap(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const n = mark.length;
  if (value.slice(from - n, from) === mark && value.slice(to, to + n) === mark) {
    put(area, from - n, to + n, value.slice(from, to), from - n, to - n);
    return;
  }
  put(area, from, to, mark + value.slice(from, to) + mark, from + n, to + n);
}

// lines changes the beginning of each selected line.
function lines(area, change) {
  const { value } = area;
  const from = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  let to = value.indexOf("\n", area.selectionEnd);
  if (to < 0) to = value.length;
  const text = value.slice(from, to).split("\n").map(change).join("\n");
  put(area, from, to, text, from, from + text.length);
}

const marked = /^(#{1,6} |> |[-*] |\d+\. )/;
const prefix = (area, of) => lines(area, (line, i) => {
  const p = of(i);
  const rest = line.replace(marked, "");
  return line === p + rest ? rest : p + rest;
});

const tools = {
  h2: (a) => prefix(a, () => "## "),
  h3: (a) => prefix(a, () => "### "),
  bold: (a) => wrap(a, "**"),
  italic: (a) => wrap(a, "*"),
  list: (a) => prefix(a, () => "- "),
  numbers: (a) => prefix(a, (i) => `${i + 1}. `),
  quote: (a) => prefix(a, () => "> "),
  link: (a) => {
    const { selectionStart: from, selectionEnd: to, value } = a;
    const text = value.slice(from, to), url = form.dataset.link;
    put(a, from, to, `[${text}](${url})`, text ? from + text.length + 3 : from + 1, text ? from + text.length + 3 + url.length : from + 1);
  },
  foreign: (a) => {
    const { selectionStart: from, selectionEnd: to, value } = a;
    const text = value.slice(from, to);
    put(a, from, to, `[${text}]{lang=tr}`, from + text.length + 8, from + text.length + 10);
  },
};

function toolbar(bar) {
  const area = document.getElementById(bar.getAttribute("aria-controls"));
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  let at = 0;
  const go = (n) => {
    buttons[at].tabIndex = -1;
    at = (n + buttons.length) % buttons.length;
    buttons[at].tabIndex = 0;
    buttons[at].focus();
  };
  buttons[0].tabIndex = 0;
  bar.addEventListener("keydown", (e) => {
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[e.key];
    if (e.key === "Escape") area.focus();
    else if (to !== undefined) go(to);
    else return;
    e.preventDefault();
  });
  bar.addEventListener("click", (e) => {
    const b = e.target.closest("button");
    if (!b) return;
    buttons[at].tabIndex = -1;
    at = buttons.indexOf(b);
    b.tabIndex = 0;
    tools[b.dataset.tool](area);
  });
  area.addEventListener("keydown", (e) => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey) return;
    const tool = { b: "bold", i: "italic", k: "link" }[e.key.toLowerCase()];
    if (!tool) return;
    e.preventDefault();
    tools[tool](area);
  });
  area.addEventListener("paste", (e) => paste(e, area));
}

// paste turns formatted text into Markdown; whatever fails leaves plain text. What
// is left out is told below the field. Looks and the bytes of pictures are not sent.
async function paste(e, area) {
  const plain = e.clipboardData.getData("text/plain");
  const html = e.clipboardData.getData("text/html").replace(/<style[^]*?<\/style>/gi, "").replace(/(<img[^>]*?src=["']?)data:[^"'\s>]*/gi, "$1");
  if (!html) return;
  e.preventDefault();
  const { selectionStart: from, selectionEnd: to } = area;
  let text = plain, left = form.dataset.plain;
  try {
    const r = new Blob([html]).size > 1 << 20 ? {} : await fetch(form.dataset.convert, { method: "POST", body: new URLSearchParams({ html, lang: area.lang }) });
    if (r.ok) ({ text, left } = await r.json());
  } catch {
    // plain text it is
  }
  put(area, from, to, text.trim());
  document.querySelector(`#l-${area.id}`).textContent = left;
}

function counters() {
  for (const field of form.querySelectorAll("[data-count]")) {
    const most = Number(field.dataset.count);
    const out = document.createElement("span");
    out.className = "small counted";
    field.after(out);
    const count = () => {
      const n = [...field.value].length;
      out.textContent = `${n} / ${most}`;
      out.classList.toggle("problem", n > most);
    };
    field.addEventListener("input", count);
    count();
  }
  for (const out of form.querySelectorAll("[data-count-words]")) {
    const area = document.getElementById(out.dataset.countWords);
    const count = () => {
      const n = area.value.split(/\s+/u).filter(Boolean).length;
      out.textContent = form.dataset.words.replace("#", n).replace("#", Math.max(1, Math.round(n / 150)));
    };
    area.addEventListener("input", later(300, count));
    count();
  }
}

// ---- what it becomes ----

function preview() {
  const frame = document.querySelector("#vorschau");
  const widths = document.querySelector(".preview-width");
  widths.hidden = false;
  widths.addEventListener("change", (e) => {
    frame.classList.toggle("is-phone", e.target.value === "schmal");
    frame.classList.toggle("is-wide", e.target.value === "breit");
  });
  let lang = "", asked = 0;
  const show = async () => {
    const mine = ++asked;
    try {
      const url = form.dataset.preview + (lang ? "?lang=" + lang : "");
      const r = await fetch(url, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!r.ok || mine !== asked) return;
      const top = frame.contentDocument?.documentElement.scrollTop ?? 0;
      const text = await r.text();
      if (mine !== asked) return;
      frame.onload = () => frame.contentDocument?.documentElement.scrollTo({ top, behavior: "instant" });
      frame.srcdoc = text;
    } catch {
      // the last one stays
    }
  };
  const soon = later(900, show);
  form.addEventListener("input", soon);
  form.addEventListener("focusin", (e) => {
    const of = /^(de-simple|en|de)\.(title|summary|body)$/.exec(e.target.name ?? "");
    const next = of ? of[1] : /^(title|summary|body)$/.test(e.target.name ?? "") ? "" : lang;
    if (next !== lang) {
      lang = next;
      soon();
    }
  });
  for (const b of form.querySelectorAll("[data-preview]")) {
    b.addEventListener("click", (e) => {
      e.preventDefault();
      show();
      frame.scrollIntoView({ block: "nearest" });
    });
  }
  // The frame holds what is saved, once it is there.
  if ("changed" in form.dataset) window.addEventListener("load", show);
}

function dates() {
  const part = form.querySelector(".desk-schedule");
  if (!part) return;
  const out = document.querySelector("#termine");
  const show = later(300, async () => {
    try {
      const r = await fetch(form.dataset.plan, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (r.ok) out.innerHTML = await r.text();
    } catch {
      // the last one stays
    }
  });
  // What an article appears for it is about, unless somebody says otherwise.
  let added = null;
  part.addEventListener("change", ({ target: day }) => {
    if (day.name !== "publish.observance") return;
    const list = document.querySelector("#f-observances");
    added?.remove(); // on the way to this one
    added = null;
    let box = list.querySelector(`[value="${CSS.escape(day.value)}"]`);
    if (!box) {
      added = day.closest("p").cloneNode(true);
      box = added.querySelector("input");
      box.type = "checkbox";
      box.name = "observances";
      list.append(added);
    }
    box.checked = true;
  });
  part.addEventListener("input", (e) => e.target.name === "feier" || show());
  part.addEventListener("change", (e) => e.target.name === "feier" || show());

  const field = document.querySelector("#f-feier"), found = document.querySelector("#treffer");
  let shown = field.value;
  const find = async () => {
    const q = field.value.trim();
    if (q === shown || q.length < 3) return;
    shown = q;
    try {
      const r = await fetch(form.dataset.find + "?" + new URLSearchParams({ q }));
      if (r.ok && field.value.trim() === q) found.innerHTML = await r.text();
    } catch {
      // the button still works
    }
  };
  field.addEventListener("input", later(300, find));
  form.querySelector("[value=find]").addEventListener("click", (e) => {
    e.preventDefault();
    shown = "";
    find();
  });
  field.addEventListener("keydown", (e) => {
    if (e.key !== "Enter") return;
    e.preventDefault();
    find();
  });
}

// quoting puts what is marked in the text into the field for the passage.
function quoting(text, field) {
  document.addEventListener("selectionchange", () => {
    if (document.activeElement.matches("input, textarea")) return; // it keeps what is typed
    const marked = getSelection();
    const words = marked.toString().trim();
    if (words && text.contains(marked.anchorNode) && text.contains(marked.focusNode)) field.value = words;
  });
}

const passage = document.querySelector("#wortlaut");
if (passage) quoting(passage, document.querySelector("#f-quote"));

if (form) {
  if (form.querySelector("[value=save]")) {
    autosave();
    document.addEventListener("keydown", (e) => {
      if (!(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey || e.key.toLowerCase() !== "s") return;
      e.preventDefault();
      leavePlace();
      form.requestSubmit(form.querySelector("[value=save]"));
    });
    backToPlace();
    form.querySelectorAll(".tools").forEach(toolbar);
  }
  counters();
  preview();
  dates();
}
