// The keys of the review; everything works without this file.
"use strict";

const form = document.getElementById("review-form");
const isChanged = () => [...form.elements].some((field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT" ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : "defaultValue" in field && field.type !== "hidden" && !["curator", "reason"].includes(field.name)
        && field.value !== field.defaultValue);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && event.target.closest("form.decision")) return event.target.blur();
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  // A decision that lacks something leads to the field for it: who decides, what is corrected, why it is rejected.
  const lacking = !form || !form.contains(button) || button.value === "skip" ? null
    : !form.elements.curator.value.trim() ? form.elements.curator
      : button.id === "decide-correct" && !isChanged() ? form.elements.region
        : button.value === "reject" && !form.elements.reason.value.trim() ? form.elements.reason : null;
  if (lacking) return lacking.focus();
  button.click();
});

// Once: two clicks in a row are one decision.
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => { if (form) delete form.dataset.sent; });
