/** A button that is hidden until this runs: without JavaScript it could do nothing. */
export function copyButton(button: HTMLElement): void {
  const source = document.querySelector(button.dataset["copy"] ?? "");
  if (!source || !navigator.clipboard) return;
  const label = button.textContent ?? "";
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent?.trim() ?? "");
      button.textContent = "Copié";
    } catch {
      button.textContent = "Copie refusée par le navigateur";
    }
    window.setTimeout(() => (button.textContent = label), 2500);
  });
}
