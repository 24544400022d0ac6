"use strict";
/* Reading needs none of this: it adds a walk through a run, a filter of the ledger, and the paths in a graph. */

function walk(list) {
  const lines = Array.from(list.children);
  const bar = document.createElement("div");
  bar.className = "walk";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Walk through the run");
  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    bar.append(made);
    return made;
  };
  let at = lines.length;
  const show = (next) => {
    at = Math.max(1, Math.min(lines.length, next));
    lines.forEach((line, k) => {
      line.toggleAttribute("data-ahead", k >= at);
      if (k === at - 1 && walking) line.setAttribute("aria-current", "step");
      else line.removeAttribute("aria-current");
    });
    first.disabled = walking && at === 1;
    back.disabled = !walking || at === 1;
    next_.disabled = !walking || at === lines.length;
    all.disabled = !walking;
    first.textContent = walking ? "First" : "Walk through it";
    where.textContent = walking ? `line ${at} of ${lines.length}` : `${lines.length} lines`;
  };
  let walking = false;
  const step = (next) => { walking = true; show(next); };
  const first = button("Walk through it", () => step(1));
  const back = button("Back", () => step(at - 1));
  const next_ = button("Next", () => step(at + 1));
  const all = button("Show all", () => { walking = false; show(lines.length); });
  const where = document.createElement("span");
  where.className = "where";
  where.setAttribute("aria-live", "polite");
  bar.append(where);
  bar.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" && walking) step(at + 1);
    else if (event.key === "ArrowLeft" && walking) step(at - 1);
    else return;
    event.preventDefault();
  });
  list.before(bar);
  show(lines.length);
}

function filter(form) {
  const rows = document.querySelectorAll(form.dataset.filter);
  const apply = () => {
    const wanted = new Set(Array.from(form.elements).filter((box) => box.checked).map((box) => box.name.replaceAll(" ", "-")));
    rows.forEach((row) => { row.hidden = !row.dataset.verdicts.split(" ").some((verdict) => wanted.has(verdict)); });
    document.querySelectorAll("article.entry").forEach((entry) => {
      entry.hidden = !entry.querySelector("tr[data-verdicts]:not([hidden])");
    });
  };
  form.hidden = false;
  form.addEventListener("change", apply);
}

function paths(svg) {
  const edges = Array.from(svg.querySelectorAll("g.edge"));
  const nodes = Array.from(svg.querySelectorAll("g.node"));
  const reach = (start, from, to) => {
    const found = new Set([start]);
    const todo = [start];
    while (todo.length) {
      const one = todo.pop();
      for (const edge of edges) {
        if (edge.dataset[from] === one && !found.has(edge.dataset[to])) {
          found.add(edge.dataset[to]);
          todo.push(edge.dataset[to]);
        }
      }
    }
    return found;
  };
  const light = (name) => {
    const below = name === null ? null : reach(name, "to", "from");
    const above = name === null ? null : reach(name, "from", "to");
    const keep = (one) => below === null || below.has(one) || above.has(one);
    nodes.forEach((node) => node.classList.toggle("dimmed", !keep(node.dataset.name)));
    edges.forEach((edge) => {
      const inside = below === null || (below.has(edge.dataset.from) && below.has(edge.dataset.to)) ||
        (above.has(edge.dataset.from) && above.has(edge.dataset.to));
      edge.classList.toggle("dimmed", !inside);
    });
  };
  nodes.forEach((node) => {
    node.addEventListener("mouseenter", () => light(node.dataset.name));
    node.addEventListener("mouseleave", () => light(null));
    node.addEventListener("focusin", () => light(node.dataset.name));
    node.addEventListener("focusout", () => light(null));
  });
}

document.querySelectorAll("ol.run").forEach(walk);
document.querySelectorAll("form.filter").forEach(filter);
document.querySelectorAll("svg.graph").forEach(paths);
