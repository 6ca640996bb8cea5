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

  let current = -1, waiting = 0, asked = "";

  const close = () => {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (n) => {
    const options = list.children;
    if (current >= 0) options[current].setAttribute("aria-selected", "false");
    current = (n + options.length + 1) % (options.length + 1);
    if (current === options.length) current = -1;
    if (current < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    options[current].setAttribute("aria-selected", "true");
    options[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[current].id);
  };
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map((s, i) => {
      const option = document.createElement("li");
      option.id = list.id + "-" + i;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = s.title;
      option.addEventListener("mousedown", (e) => { e.preventDefault(); location.href = s.url; });
      option.dataset.url = s.url;
      return option;
    }));
    current = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const text = input.value.trim();
    if (text.length < 2) {
      close();
      return;
    }
    waiting = setTimeout(async () => {
      asked = text;
      try {
        const answer = await fetch(input.dataset.suggest + "?q=" + encodeURIComponent(text));
        if (answer.ok && asked === input.value.trim()) show((await answer.json()).suggestions);
      } catch {
        close();
      }
    }, 150);
  });
  input.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !list.hidden) {
      e.preventDefault();
      close();
    } else if (list.hidden) {
      return;
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      choose(current < 0 && e.key === "ArrowUp" ? list.children.length - 1 : current + (e.key === "ArrowDown" ? 1 : -1));
    } else if (e.key === "Enter" && current >= 0) {
      e.preventDefault();
      location.href = list.children[current].dataset.url;
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
