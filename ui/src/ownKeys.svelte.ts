/** The keys its user chose: what is pressed, and what is shown for it. */

/** Chosen keys, by the keys they stand for: "c" to "b". */
export type OwnKeys = { [standard in string]?: string };

/** They hold for the whole window, as its size does. */
let chosen = $state.raw<OwnKeys>({});

/** Takes up the keys of its user. */
export function takeUp(keys: OwnKeys): void {
  chosen = keys;
}

/** After these a second key follows, which is never a chosen one. */
const PREFIXES = ["g", "v", "s", "f", "."];

/** "Shift C" and "shift c" are the same key. */
const plain = (unit: string) => unit.toLowerCase();

/** The key that a pressed one stands for; nothing if it stands for none. */
export function standard(pressed: string): string | null {
  for (const [stands, own] of Object.entries(chosen)) {
    if (own === pressed) return stands;
  }
  return pressed in chosen ? null : pressed;
}

/** A key as its user presses it: "C", "Shift B". */
export function own(key: string): string {
  const found = chosen[plain(key)];
  if (found === undefined) return key;
  return found.startsWith("shift ")
    ? `Shift ${found.slice(6).toUpperCase()}`
    : found.toUpperCase();
}

/** The keys of a label, each as it is pressed: "Shift C", "S 1", "J K". */
export function units(label: string): string[] {
  const words = label.split(" ").filter(Boolean);
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const next = words[at + 1];
    const shifted = word === "Shift" && next !== undefined;
    found.push(shifted ? `Shift ${next}` : word);
    if (shifted) at += 1;
  }
  return found;
}

/** A label with the keys of its user: "S 1" as "B 1". */
export function labelled(label: string): string {
  const parts = units(label);
  const [first = ""] = parts;
  if (first === "Ctrl") return label;
  const follows = parts.length > 1 && PREFIXES.includes(plain(first));
  return parts
    .map((part, at) => (follows && at > 0 ? part : own(part)))
    .join(" ");
}
