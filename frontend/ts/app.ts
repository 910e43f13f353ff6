import { autosave } from "./autosave";
import { combobox } from "./combobox";
import { copyButton } from "./copy";
import { countdown } from "./countdown";
import { attach } from "./dom";
import { errorSummary } from "./errors";
import { fileInput } from "./files";
import { formset } from "./formset";
import { progress } from "./progress";
import { whatIf } from "./sliders";
import { submitOnce } from "./submit";

// Each part attaches to an attribute and does nothing where it is absent.
attach("form[data-autosave-url]", autosave);
attach("input[data-combobox-url]", combobox);
attach("[data-copy]", copyButton);
attach("[data-countdown]", countdown);
attach("[data-error-summary]", errorSummary);
attach("input[type=file]", fileInput);
attach("[data-formset]", formset);
attach("[data-what-if]", whatIf);

// These also come in the fragments that a page receives later.
const attachTo = (within: ParentNode): void => {
  attach("[data-poll-url]", progress, within);
  attach("form[data-submit-once]", submitOnce, within);
};
attachTo(document);
document.addEventListener("filled", (event) => attachTo(event.target as HTMLElement));
