import { find } from "./dom";

interface Work {
  state: "running" | "done" | "failed";
  stage?: string;
  done: number;
  total: number;
  label: string;
}

const WHOLE = new Intl.NumberFormat("fr-FR");
const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/** Asks how far the work is; reloads the page when it ends or reaches another stage, for the server draws both. */
export function progress(element: HTMLElement): void {
  const url = element.dataset["pollUrl"] ?? "";
  const label = find(element, "[data-progress-label]");
  let wait = FIRST_MS;
  // The link is for those whom no script serves.
  find(element, "[data-progress-reload]").hidden = true;

  const ask = async (): Promise<void> => {
    // The page has replaced this part: the work goes on, but nobody looks.
    if (!element.isConnected) return;
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      const work = (await answer.json()) as Work;
      show(element, work);
      const isNew = work.state !== "running" || (work.stage ?? "") !== (element.dataset["stage"] ?? "");
      if (isNew && element.isConnected) return location.reload();
      wait = FIRST_MS;
    } catch {
      // The work goes on without us: keep what was shown, ask less often, and say so.
      wait = Math.min(wait * 2, LONGEST_MS);
      label.textContent = "Le serveur ne répond pas, nouvelle tentative. Le calcul, lui, continue.";
    }
    window.setTimeout(ask, wait);
  };
  window.setTimeout(ask, wait);
}

function show(element: HTMLElement, work: Work): void {
  const label = find(element, "[data-progress-label]");
  const bar = find<HTMLProgressElement>(element, "[data-progress-bar]");
  if (label.textContent !== work.label) label.textContent = work.label;
  if (!work.total) return;
  bar.max = work.total;
  bar.value = work.done;
  find(element, "[data-progress-count]").textContent = `${WHOLE.format(work.done)} sur ${WHOLE.format(work.total)}`;
}
