/** Brings the reader to the summary, says in the title that something failed, and sends each link into its control. */
export function errorSummary(summary: HTMLElement): void {
  document.title = `Erreur : ${document.title}`;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    (control.closest(".field, td") ?? control).scrollIntoView();
    control.focus({ preventScroll: true });
  });
}
