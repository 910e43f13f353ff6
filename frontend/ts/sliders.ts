import { find } from "./dom";
import { fill, type Filling } from "./fill";

const QUIET_MS = 60;
const SLOW_MS = 700;
const WAITING = "Calcul en cours…";
const LOST = "Le serveur ne répond pas : les valeurs affichées sont celles du réglage précédent. Bougez un curseur pour réessayer.";

/** Sliders whose consequences the server computes: a number a slider, one question at a time, the last one wins. */
export function whatIf(element: HTMLElement): void {
  const form = find<HTMLFormElement>(element, "[data-what-if-form]");
  const results = find(element, "[data-what-if-results]");
  const wait = find(element, "[data-what-if-wait]");
  const url = element.dataset["whatIfUrl"] ?? "";
  const sliders = [...form.querySelectorAll<HTMLElement>("[data-slider]")].map(slider);
  let timer = 0;
  let asking: AbortController | undefined;

  const say = (text: string): void => {
    if (wait.textContent !== text) wait.textContent = text;
  };
  const ask = async (): Promise<void> => {
    asking?.abort();
    const mine = (asking = new AbortController());
    const query = address(sliders);
    const slow = window.setTimeout(() => say(WAITING), SLOW_MS);
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url + query, { headers: { Accept: "application/json" }, signal: mine.signal });
      const body = (await answer.json()) as Filling & { message?: string };
      if (mine !== asking) return;
      if (answer.ok) {
        fill(document, body);
        history.replaceState(null, "", query || location.pathname);
        sliders.forEach((one) => one.tell());
      }
      say(answer.ok ? "" : (body.message ?? LOST));
    } catch {
      if (mine === asking) say(LOST);
    } finally {
      window.clearTimeout(slow);
      if (mine === asking) results.removeAttribute("aria-busy");
    }
  };
  const soon = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, QUIET_MS);
  };

  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask();
  });
  find(form, "[data-what-if-reset]").addEventListener("click", (event) => {
    event.preventDefault();
    sliders.forEach((one) => one.reset());
    void ask();
  });
  // The answer follows by itself: the button serves those whom no script serves.
  find(form, "[data-what-if-submit]").hidden = true;
}

interface Slider {
  name: string;
  value: () => number;
  reset: () => void;
  /** Has a screen reader hear the natural value (« 20 min × 1,15 = 23 min ») rather than a bare number. */
  tell: () => void;
}

function slider(element: HTMLElement): Slider {
  const name = element.dataset["slider"] ?? "";
  const range = find<HTMLInputElement>(element, "[data-slider-range]");
  const number = find<HTMLInputElement>(element, "input[type=number]");
  const natural = find(element, "[data-fill]");
  const tell = (): void => range.setAttribute("aria-valuetext", natural.textContent?.trim() ?? "");
  range.hidden = false;
  // Browsers put back what was typed before a reload: the number is what counts.
  range.value = number.value;
  range.addEventListener("input", () => (number.value = range.value));
  number.addEventListener("input", () => {
    if (number.value) range.value = number.value;
  });
  tell();
  return {
    name,
    value: () => (number.value === "" ? 1 : number.valueAsNumber),
    reset: () => (number.value = range.value = "1"),
    tell,
  };
}

/** « ?volume=1.2 »: what is unchanged is left out, as the server writes it. */
function address(sliders: Slider[]): string {
  const moved = sliders.filter((one) => one.value() !== 1).map((one) => `${one.name}=${one.value()}`);
  return moved.length ? `?${moved.join("&")}` : "";
}
