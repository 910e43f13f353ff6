import { describeBy, make } from "./dom";
import { bytes } from "./format";

/** Lists what was chosen and refuses a file that is too large before it is sent. */
export function fileInput(element: HTMLElement): void {
  const input = element as HTMLInputElement;
  const limit = Number(input.dataset["maxBytes"] ?? 0);
  const list = make("ul", "file-list");
  list.id = `${input.id || input.name}-fichiers`;
  list.setAttribute("aria-live", "polite");
  input.after(list);
  describeBy(input, list.id);

  const refresh = (): void => {
    const files = [...(input.files ?? [])];
    const refused = limit ? files.filter((file) => file.size > limit) : [];
    list.replaceChildren(...files.map((file) => line(file, limit)));
    input.setCustomValidity(refused.map((file) => tooLarge(file, limit)).join(" "));
    if (refused.length) input.setAttribute("aria-invalid", "true");
    else if (files.length) input.removeAttribute("aria-invalid");
  };
  input.addEventListener("change", refresh);
  // A form with novalidate would send it all the same.
  input.form?.addEventListener("submit", (event) => {
    if (input.validationMessage && input.validity.customError) {
      event.preventDefault();
      input.focus();
    }
  });
  refresh();
}

function line(file: File, limit: number): HTMLLIElement {
  if (limit && file.size > limit) return make("li", "file-too-large", tooLarge(file, limit));
  return make("li", "", `${file.name} (${bytes(file.size)})`);
}

function tooLarge(file: File, limit: number): string {
  return `Erreur : ${file.name} pèse ${bytes(file.size)}, la limite est de ${bytes(limit)}. Choisissez un fichier plus léger ou partagez-le en plusieurs.`;
}
