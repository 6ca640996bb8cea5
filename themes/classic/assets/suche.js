// Search as you type: completes the search field with titles, as a combobox
// (ARIA Authoring Practices). Without script the field is a plain form. At the
// end: a button that copies a field, which can be selected without it.
"use strict";

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const row = input.closest(".find-row");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = input.id + "-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  list.hidden = true;
  row.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const said = document.createElement("span");
  said.className = "hidden";
  said.setAttribute("role", "status");
  row.append(said);
  const types = JSON.parse(input.dataset.types);

  let current = -1, waiting = 0, request = null;
  const options = () => list.querySelectorAll("[role=option]");

  const open = (is) => {
    list.hidden = !is;
    input.setAttribute("aria-expanded", String(is));
  };
  const none = () => { // nothing is chosen
    if (current >= 0) options()[current].setAttribute("aria-selected", "false");
    current = -1;
    input.removeAttribute("aria-activedescendant");
  };
  const stop = () => { // asking
    clearTimeout(waiting);
    if (request) request.abort();
    request = null;
  };
  const close = () => { // what is still asked for opens nothing later
    stop();
    open(false);
    none();
    said.textContent = "";
  };
  const choose = (n) => {
    none();
    const all = options();
    current = (n + all.length + 1) % (all.length + 1);
    if (current === all.length) current = -1;
    if (current < 0) return;
    all[current].setAttribute("aria-selected", "true");
    all[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[current].id);
  };
  const part = (name, text) => {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  };
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map((s, i) => {
      const item = document.createElement("li"), option = document.createElement("a");
      item.setAttribute("role", "none");
      option.id = list.id + "-" + i;
      option.href = s.url;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const about = s.detail ? types[s.type] + " · " + s.detail : types[s.type];
      option.append(part("suggestion", s.title), " ", part("small", about));
      option.addEventListener("mousedown", (e) => e.preventDefault()); // the field keeps the focus
      item.append(option);
      return item;
    }));
    current = -1;
    input.removeAttribute("aria-activedescendant");
    open(suggestions.length > 0);
    const n = suggestions.length;
    said.textContent = n > 1 ? input.dataset.some.replace("{}", n) : n === 1 ? input.dataset.one : input.dataset.none;
  };
  input.addEventListener("input", () => {
    stop();
    none(); // what was chosen completes another text
    const text = input.value.trim();
    if (text.length < 2) {
      close();
      return;
    }
    waiting = setTimeout(async () => {
      request = new AbortController();
      try {
        const answer = await fetch(input.dataset.suggest + "?q=" + encodeURIComponent(text), { signal: request.signal });
        if (answer.ok) show((await answer.json()).suggestions);
      } catch (e) {
        if (e.name !== "AbortError") close();
      }
    }, 150);
  });
  input.addEventListener("keydown", (e) => {
    const n = options().length;
    if (e.key === "Escape") {
      if (!list.hidden) e.preventDefault();
      close();
    } else if (e.key === "ArrowDown" && list.hidden && n > 0) {
      e.preventDefault();
      open(true);
      choose(0);
    } else if (list.hidden) {
      return;
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      choose(current < 0 && e.key === "ArrowUp" ? n - 1 : current + (e.key === "ArrowDown" ? 1 : -1));
    } else if ((e.key === "Home" || e.key === "End") && current >= 0) {
      e.preventDefault();
      choose(e.key === "Home" ? 0 : n - 1);
    } else if (e.key === "Enter" && current >= 0) {
      e.preventDefault();
      location.href = options()[current].href;
    }
  });
  input.addEventListener("blur", close);
}

for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button"), said = document.createElement("span");
  button.type = "button";
  button.textContent = field.dataset.copy;
  said.setAttribute("role", "status");
  button.addEventListener("click", () => {
    field.select(); // the clipboard of the page works over https alone, this everywhere
    if (document.execCommand("copy")) said.textContent = " " + field.dataset.copied;
  });
  field.after(button, said);
}

// The rest of the menu lies over the page; it goes when one turns elsewhere.
for (const more of document.querySelectorAll("details.is-more")) {
  document.addEventListener("click", (e) => { if (!more.contains(e.target)) more.open = false; });
  more.addEventListener("focusout", (e) => { if (e.relatedTarget && !more.contains(e.relatedTarget)) more.open = false; });
  more.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !more.open) return;
    more.open = false;
    more.querySelector("summary").focus();
  });
}
