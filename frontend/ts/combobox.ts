import { describeBy, make } from "./dom";

interface Suggestion {
  value: string;
  label: string;
  hint?: string;
}

const QUIET_MS = 200;
const SHORTEST = 2;

/** The ARIA 1.2 combobox with a list: suggestions while typing, the field keeps whatever was typed. */
export function combobox(element: HTMLElement): void {
  new Combobox(element as HTMLInputElement);
}

class Combobox {
  private readonly list = make("ul", "combobox-list");
  private readonly chosen = make("p", "combobox-chosen");
  private suggestions: Suggestion[] = [];
  private active = -1;
  private timer = 0;
  private asked = 0;

  constructor(private readonly input: HTMLInputElement) {
    const box = make("div", "combobox");
    input.before(box);
    box.append(input, this.list);
    box.after(this.chosen);
    this.list.id = `${input.id}-liste`;
    this.chosen.id = `${input.id}-choix`;
    this.describe();
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  private describe(): void {
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.chosen.setAttribute("role", "status");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.autocomplete = "off";
    describeBy(this.input, this.chosen.id);
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), QUIET_MS);
  }

  private async ask(): Promise<void> {
    const query = this.input.value.trim();
    const turn = ++this.asked;
    if (query.length < SHORTEST) return this.close();
    const found = await suggest(this.input.dataset["comboboxUrl"] ?? "", query);
    // An answer that comes after a newer question is not shown.
    if (turn !== this.asked || document.activeElement !== this.input) return;
    if (found) this.open(found);
    else this.say("Les suggestions ne répondent pas ; vous pouvez saisir le code.");
  }

  private open(found: Suggestion[]): void {
    this.suggestions = found;
    this.active = -1;
    this.list.replaceChildren(...found.map((item, index) => this.option(item, index)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.say(found.length ? `${found.length} suggestion${found.length > 1 ? "s" : ""}` : "Aucune suggestion");
  }

  private close(): void {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private option(item: Suggestion, index: number): HTMLLIElement {
    const option = make("li", "", item.label);
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (item.hint) option.append(make("span", "combobox-hint", item.hint));
    // mousedown, for the blur that follows would close the list before a click.
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.choose(index);
    });
    return option;
  }

  private key(event: KeyboardEvent): void {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
      else void this.ask();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  private move(step: number): void {
    const count = this.suggestions.length;
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.active = (from + step + count) % count;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
    });
    const option = this.list.children[this.active];
    if (!option) return;
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  private choose(index: number): void {
    const item = this.suggestions[index];
    if (!item) return;
    this.input.value = item.value;
    this.close();
    this.say(item.label);
    this.asked += 1;
    window.clearTimeout(this.timer);
    // For the autosave; the question that this event asks again is cancelled.
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    window.clearTimeout(this.timer);
  }

  private say(text: string): void {
    this.chosen.textContent = text;
  }
}

async function suggest(url: string, query: string): Promise<Suggestion[] | null> {
  try {
    const answer = await fetch(`${url}?${new URLSearchParams({ q: query })}`, { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Suggestion[]) : null;
  } catch {
    return null;
  }
}
