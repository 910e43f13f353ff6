/** What the server says anew: texts, states and fragments of the page, by key. */
export interface Filling {
  texts: Record<string, string>;
  states: Record<string, { label: string; tone: string }>;
  fragments: Record<string, string>;
}

/** Writes each value where its key stands (data-fill, data-fill-state, data-fill-html); the rest stays. */
export function fill(within: ParentNode, filling: Filling): void {
  each(within, "fill", filling.texts, (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  });
  each(within, "fillState", filling.states, (element, { label, tone }) => {
    const state = element.querySelector(".status");
    if (!state) return;
    state.textContent = label;
    state.className = `status status-${tone}`;
  });
  each(within, "fillHtml", filling.fragments, replace);
}

function each<T>(within: ParentNode, name: string, values: Record<string, T>, write: (element: HTMLElement, value: T) => void): void {
  const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  for (const element of within.querySelectorAll<HTMLElement>(`[${attribute}]`)) {
    const value = values[element.dataset[name] ?? ""];
    if (value !== undefined) write(element, value);
  }
}

/** The site's own markup, escaped by its templates; what the reader had unfolded stays unfolded. */
function replace(element: HTMLElement, html: string): void {
  const open = [...element.querySelectorAll("details")].map((one) => one.open);
  element.innerHTML = html;
  element.querySelectorAll("details").forEach((one, rank) => (one.open = open[rank] ?? false));
  element.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
}
