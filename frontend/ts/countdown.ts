import { find } from "./dom";
import { duration } from "./format";

// Said aloud once each, the rest only shown: a screen reader must not be interrupted every second.
const SPOKEN_AT_SECONDS = [3600, 600, 60];

/** A page taken from the browser's history carries an old clock: ask the server for the time again. */
async function serverNow(written: number): Promise<number> {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (entry?.type !== "back_forward") return written;
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  return Date.parse(answer.headers.get("Date") ?? "") || written;
}

export async function countdown(element: HTMLElement): Promise<void> {
  const deadline = Number(element.dataset["deadline"]);
  const shown = find(element, "[data-countdown-left]");
  const spoken = find(element, "[data-countdown-status]");
  const offset = (await serverNow(Number(element.dataset["now"])).catch(() => Number(element.dataset["now"]))) - Date.now();
  let before = Infinity;

  const tick = (): void => {
    const left = Math.ceil((deadline - Date.now() - offset) / 1000);
    const text = left > 0 ? `clôture dans ${duration(left)}` : "clôturée";
    if (shown.textContent?.trim() !== text) shown.textContent = text;
    shown.classList.toggle("countdown-over", left <= 0);
    if (before !== Infinity && [...SPOKEN_AT_SECONDS, 0].some((limit) => before > limit && left <= limit)) {
      spoken.textContent = left > 0 ? `Clôture dans ${duration(left)}` : "La consultation est clôturée.";
    }
    before = left;
    if (left > 0) window.setTimeout(tick, left > 86_400 ? 30_000 : 1000);
  };
  tick();
}
