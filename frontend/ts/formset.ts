import { find } from "./dom";

/** Adds and removes rows of a Django formset; without it the same buttons go through the server. */
export function formset(element: HTMLElement): void {
  const prefix = element.dataset["formset"] ?? "";
  const total = find<HTMLInputElement>(element, `input[name="${prefix}-TOTAL_FORMS"]`);
  const most = Number(element.querySelector<HTMLInputElement>(`input[name="${prefix}-MAX_NUM_FORMS"]`)?.value ?? 1000);
  const rows = find(element, "[data-formset-rows]");
  const empty = find<HTMLTemplateElement>(element, "[data-formset-empty]");
  const status = find(element, "[data-formset-status]");
  const add = find<HTMLButtonElement>(element, "[data-formset-add]");

  const refresh = (): void => {
    add.disabled = Number(total.value) >= most;
  };
  add.addEventListener("click", (event) => {
    event.preventDefault();
    rows.append(newRow(empty, total));
    const row = rows.lastElementChild as HTMLElement;
    row.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
    status.textContent = "Ligne ajoutée.";
    refresh();
    changed(element);
  });
  rows.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (!box.name.endsWith("-DELETE") || !box.checked) return;
    remove(box, add);
    status.textContent = "Ligne retirée.";
  });
  rows.querySelectorAll<HTMLInputElement>("input[name$='-DELETE']:checked").forEach((box) => hide(box));
  refresh();
}

function newRow(empty: HTMLTemplateElement, total: HTMLInputElement): DocumentFragment {
  const holder = document.createElement("template");
  holder.innerHTML = empty.innerHTML.replace(/__prefix__/g, total.value);
  total.value = String(Number(total.value) + 1);
  return holder.content;
}

function hide(box: HTMLInputElement): void {
  box.closest("[data-formset-row]")?.classList.add("formset-row-removed");
}

// The row stays in the form, hidden and marked: the server alone decides what its removal means.
function remove(box: HTMLInputElement, next: HTMLElement): void {
  hide(box);
  next.focus();
}

function changed(element: HTMLElement): void {
  element.dispatchEvent(new Event("input", { bubbles: true }));
}
