import { make } from "./dom";
import { clock } from "./format";

interface Answer {
  saved_at?: string;
  message?: string;
}

const QUIET_MS = 1500;
const RETRY_MS = 10_000;

/** Saves a draft as it is typed. What was typed never leaves the page when saving fails. */
export function autosave(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const status = make("p", "autosave", "Brouillon : chaque modification est enregistrée.");
  status.setAttribute("role", "status");
  form.append(status);
  let version = 0;
  let saved = 0;
  let busy = false;
  let leaving = false;
  let timer = 0;

  const say = (state: string, text: string): void => {
    status.dataset["state"] = state;
    if (status.textContent !== text) status.textContent = text;
  };
  const later = (wait: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, wait);
  };
  const save = async (): Promise<void> => {
    if (busy || leaving || version === saved) return;
    busy = true;
    const sent = version;
    const result = await send(form);
    busy = false;
    say(result.ok ? "saved" : "failed", result.text);
    if (result.ok) saved = sent;
    if (version !== sent) later(QUIET_MS);
    else if (result.retry) later(RETRY_MS);
  };

  form.addEventListener("input", () => {
    version += 1;
    later(QUIET_MS);
  });
  form.addEventListener("submit", (event) => {
    leaving = !event.defaultPrevented;
  });
  window.addEventListener("online", () => later(0));
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && version !== saved) event.preventDefault();
  });
}

interface Result {
  ok: boolean;
  retry: boolean;
  text: string;
}

async function send(form: HTMLFormElement): Promise<Result> {
  try {
    const answer = await fetch(form.dataset["autosaveUrl"] ?? "", {
      method: "POST",
      body: draft(form),
      headers: { Accept: "application/json", "X-Autosave": "1" },
      redirect: "manual",
    });
    return read(answer);
  } catch {
    return failed("Non enregistré : le serveur ne répond pas. Votre saisie reste sur cette page, nouvel essai dans 10 secondes.", true);
  }
}

// Files are sent with the form itself, never again and again with a draft.
function draft(form: HTMLFormElement): FormData {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

async function read(answer: Response): Promise<Result> {
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    return failed("Non enregistré : votre session a expiré. Reconnectez-vous dans un autre onglet ; votre saisie reste sur cette page.", true);
  }
  const body = await json(answer);
  if (answer.ok) {
    const moment = body.saved_at ? new Date(body.saved_at) : new Date(answer.headers.get("Date") ?? Date.now());
    return { ok: true, retry: false, text: `Enregistré à ${clock(moment)}${body.message ? `. ${body.message}` : ""}` };
  }
  const retry = answer.status >= 500;
  return failed(`Non enregistré : ${body.message ?? "le serveur a refusé le brouillon."} Votre saisie reste sur cette page.`, retry);
}

async function json(answer: Response): Promise<Answer> {
  if (!answer.headers.get("Content-Type")?.includes("json")) return {};
  return (await answer.json()) as Answer;
}

function failed(text: string, retry: boolean): Result {
  return { ok: false, retry, text };
}
