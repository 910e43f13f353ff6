const NBSP = "\u00a0";
const UNITS: [number, string][] = [
  [86_400, "j"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
];

/** The two largest units, as ui.formatting.duree writes them on the server. */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const counts = UNITS.map(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return { count, unit };
  });
  const first = counts.findIndex(({ count }) => count > 0);
  if (first < 0) return `0${NBSP}s`;
  return counts
    .slice(first, first + 2)
    .filter(({ count }) => count > 0)
    .map(({ count, unit }) => `${count}${NBSP}${unit}`)
    .join(NBSP);
}

const BYTES = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** Decimal multiples, as ui.formatting.octets writes them. */
export function bytes(size: number): string {
  const multiples: [number, string][] = [
    [1e9, "Go"],
    [1e6, "Mo"],
    [1e3, "ko"],
  ];
  const found = multiples.find(([multiple]) => size >= multiple);
  if (!found) return `${size}${NBSP}octet${size < 2 ? "" : "s"}`;
  return `${BYTES.format(size / found[0])}${NBSP}${found[1]}`;
}

const CLOCK = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "numeric", minute: "2-digit" });

/** « 14 h 03 », always in Paris. */
export function clock(moment: Date): string {
  const [hour, minute] = CLOCK.format(moment).split(":");
  return `${Number(hour)}${NBSP}h${NBSP}${minute ?? ""}`;
}
