/**
 * A second click sends nothing; going back in the history makes the form usable again. A part of the form
 * with data-while-sent says that text until the answer comes.
 */
export function submitOnce(form: HTMLElement): void {
  const status = form.querySelector<HTMLElement>("[data-while-sent]");
  const say = (text: string): void => {
    if (status) status.textContent = text;
  };
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    if (event.defaultPrevented) return;
    sent = true;
    form.setAttribute("aria-busy", "true");
    say(status?.dataset.whileSent ?? "");
  });
  window.addEventListener("pageshow", () => {
    sent = false;
    form.removeAttribute("aria-busy");
    say("");
  });
}
