/** Hands that use a window: they press, type and click. */
import { press, settle } from "./desk";
import type { Hand } from "./ways";

const HELD = ["Ctrl", "Shift"];

/** The keys of a label, as they are pressed: "G H Ctrl Enter". */
export function strokes(label: string): string[] {
  const found: string[] = [];
  for (const word of label.split(" ")) {
    const last = found.at(-1);
    const plain = word.length === 1 ? word.toLowerCase() : word;
    if (last && HELD.includes(last)) {
      found[found.length - 1] = `${last} ${last === "Shift" ? word : plain}`;
    } else found.push(HELD.includes(word) ? word : plain);
  }
  return found;
}

/** Does one thing, where the focus is. */
export async function use(hand: Hand): Promise<void> {
  if (typeof hand === "string") await press(...strokes(hand));
  else if ("types" in hand) type(hand.types);
  else click(hand.clicks);
  await settle();
}

function type(words: string): void {
  const field = document.activeElement;
  const writes =
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (!writes) throw new Error(`nothing takes “${words}”`);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Clicks what is called so; a label gives the focus to its field. */
function click(name: RegExp): void {
  const found = [
    ...document.querySelectorAll<HTMLElement>("dialog :is(button, label)"),
  ].find((one) => name.test(called(one)));
  if (!found) throw new Error(`nothing is called ${name}`);
  if (found instanceof HTMLLabelElement && found.control) {
    found.control.focus();
    if (found.control.matches("[type=checkbox]")) found.control.click();
  } else found.click();
}

function called(one: HTMLElement): string {
  const text = one.getAttribute("aria-label") ?? one.textContent ?? "";
  return text.replace(/\s+/g, " ").trim();
}
