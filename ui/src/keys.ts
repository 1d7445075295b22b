/** Which act a key stands for. */
import type { Fold } from "./contract/Fold";
import { standard } from "./ownKeys.svelte";

/** A key that was pressed, and where. */
export interface Press {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  /** A text field has the focus: single letters rest. */
  typing: boolean;
  /** A button has the focus: Enter belongs to it. */
  onButton: boolean;
}

/** What else decides about a key. */
export interface Mode {
  /** The key that opened a two-key act. */
  prefix: string;
  /** A menu of choices is open. */
  menu: boolean;
  /** Single keys are switched off. */
  rest?: boolean;
  /** The place has keys of its own, which nobody chooses. */
  local?: boolean;
}

/** What a key asks for. */
export type Intent =
  | { to: "move"; by: 1 | -1 }
  | { to: "lead" }
  | { to: "open" }
  | { to: "back" }
  | { to: "fold"; fold: Fold }
  | { to: "go"; place: "queue" | "handoff" | "settings" }
  | { to: "part"; part: "follows" | "followed" }
  | { to: "prefix"; key: string }
  | { to: "choose"; key: string }
  | { to: "step"; by: 1 | -1 }
  | { to: "verb"; key: string }
  | { to: "more" }
  | { to: "send" }
  | { to: "read" }
  | { to: "quiet" }
  | { to: "ring" }
  | { to: "palette" }
  | { to: "help" }
  | { to: "search" }
  | { to: "filter" }
  | { to: "history" }
  | { to: "lesson" }
  | { to: "preflight" }
  | { to: "shift notes" }
  | { to: "call" }
  | { to: "size"; step: 1 | -1 | 0 };

const FOLDS: Record<string, Fold> = {
  w: "waiting",
  s: "snoozed",
  a: "answered",
  u: "sweep",
  q: "queue",
};

/** The other requests in the same thread: the earlier, the later. */
const PARTS: Record<string, "follows" | "followed"> = {
  e: "follows",
  l: "followed",
};

const PLACES: Record<string, "queue" | "handoff" | "settings"> = {
  q: "queue",
  h: "handoff",
  s: "settings",
};

/** Reads a key; nothing if it stands for nothing here. */
export function intent(press: Press, mode: Mode): Intent | null {
  if (press.alt) return null;
  if (press.ctrl) return withControl(press);
  if (press.key === "Escape") return { to: "back" };
  if (press.typing) return null;
  if (mode.rest && press.key.length === 1) return null;
  if (mode.menu) return inMenu(press);
  if (mode.prefix === "v") {
    if (press.key.toLowerCase() === "h") return { to: "history" };
    if (press.key.toLowerCase() === "d") return { to: "lesson" };
    if (press.key.toLowerCase() === "p") return { to: "preflight" };
    const fold = FOLDS[press.key.toLowerCase()];
    return fold ? { to: "fold", fold } : null;
  }
  if (mode.prefix === "g") {
    const part = PARTS[press.key.toLowerCase()];
    if (part) return { to: "part", part };
    const place = PLACES[press.key.toLowerCase()];
    return place ? { to: "go", place } : null;
  }
  return mode.local ? plain(press) : plain(unchosen(press));
}

/** What the press would be, had no keys been chosen. */
function unchosen(press: Press): Press {
  const letter = /^\p{L}$/u.test(press.key);
  const sign = press.key.toLowerCase();
  if ([...sign].length !== 1) return press;
  const shifted = press.shift && letter;
  const found = standard(shifted ? `shift ${sign}` : sign);
  if (found === null) return { ...press, key: "", shift: false };
  const shift = found.startsWith("shift ");
  return { ...press, key: shift ? found.slice(6) : found, shift };
}

function inMenu({ key }: Press): Intent | null {
  if (key === "ArrowDown") return { to: "step", by: 1 };
  if (key === "ArrowUp") return { to: "step", by: -1 };
  return key.length === 1 ? { to: "choose", key: key.toLowerCase() } : null;
}

function withControl(press: Press): Intent | null {
  switch (press.key.toLowerCase()) {
    case "k":
      return { to: "palette" };
    case "r":
      return { to: "read" };
    case "enter":
      return { to: "send" };
    case "+":
    case "=":
      return { to: "size", step: 1 };
    case "-":
      return { to: "size", step: -1 };
    case "0":
      return { to: "size", step: 0 };
    default:
      return null;
  }
}

function plain(press: Press): Intent | null {
  const key = press.key.toLowerCase();
  if (press.shift && key === "q") return { to: "ring" };
  if (press.shift && key === "n") return { to: "shift notes" };
  if (press.shift && /^[a-z]$/.test(key)) {
    return { to: "verb", key: `shift ${key}` };
  }
  switch (key) {
    case "j":
    case "arrowdown":
      return { to: "move", by: 1 };
    case "k":
    case "arrowup":
      return { to: "move", by: -1 };
    case "h":
      return { to: "lead" };
    case "l":
      return { to: "call" };
    case "enter":
      return press.onButton ? null : { to: "open" };
    case "g":
    case "v":
      return { to: "prefix", key };
    case "f":
      return { to: "filter" };
    case "q":
      return { to: "quiet" };
    case "/":
      return { to: "search" };
    case "?":
      return { to: "help" };
    case ".":
      return { to: "more" };
    case "backspace":
      return { to: "verb", key };
    default:
      return /^[a-z0-9]$/.test(key) ? { to: "verb", key } : null;
  }
}

/** "Shift C" and "shift+c" are the same key. */
export function normalKey(label: string): string {
  return label
    .toLowerCase()
    .replaceAll("+", " ")
    .split(" ")
    .filter(Boolean)
    .join(" ");
}

/** The last key of a choice: "S 1" is chosen by "1". */
export function lastKey(label: string): string {
  return normalKey(label).split(" ").at(-1) ?? "";
}

const CAPS: Record<string, string> = {
  Enter: "↵",
  Up: "↑",
  Down: "↓",
  Minus: "−",
  Backspace: "⌫",
};

const onMac = /Mac/.test(globalThis.navigator?.platform ?? "");

/** The keycaps of a key's label. */
export function caps(label: string): string[] {
  return label
    .split(" ")
    .filter(Boolean)
    .map((name) => {
      if (name === "Ctrl" && onMac) return "⌘";
      return CAPS[name] ?? name;
    });
}

/** What is typed into. */
const TEXTS =
  "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/** Whether a key is meant for the field itself: arrows choose among radios. */
function takes(field: Element, key: string): boolean {
  const turns = key.startsWith("Arrow") && field.matches("[type=radio]");
  return turns || field.matches(TEXTS);
}

/** Reads the browser's event. */
export function press(event: KeyboardEvent): Press {
  const target = event.target instanceof Element ? event.target : null;
  return {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    typing: target !== null && takes(target, event.key),
    onButton: target?.matches("button, a, summary") ?? false,
  };
}
