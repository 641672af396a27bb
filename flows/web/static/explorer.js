// Everything works without this file; it makes the pages pleasanter.
"use strict";

// "/" goes to the search box, as on most sites with one.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  document.querySelector(".find input")?.focus();
});

// A claim that the address names is brought to the middle of the window, so that its sentence is seen whole.
const show = () => {
  const target = location.hash.startsWith("#claim-") && document.getElementById(location.hash.slice(1));
  if (target) target.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", show);
addEventListener("load", show);

// Ctrl+Enter runs the query, as in SQL shells.
document.querySelector(".query textarea")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
});
