export function attach<T extends HTMLElement>(
  selector: string,
  behaviour: (element: T) => void,
  within: ParentNode = document,
): void {
  within.querySelectorAll<T>(selector).forEach(behaviour);
}

export function find<T extends HTMLElement>(within: ParentNode, selector: string): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`Élément absent : ${selector}`);
  return found;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = "",
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Adds an id to those that already describe a control. */
export function describeBy(control: HTMLElement, id: string): void {
  const known = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  if (!known.includes(id)) control.setAttribute("aria-describedby", [...known, id].join(" ").trim());
}
