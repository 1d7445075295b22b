/** Carries out what a key asks for. */
import type { Intent } from "./keys";
import type { Desk } from "./desk.svelte";
import { inHandoff } from "./handoff/steer";
import { observes } from "./practice";
import { inSettings } from "./settings/steer";
import { choices, folded, perform, verbOf } from "./verbs";

/** Does it. */
export async function carry(intent: Intent, desk: Desk): Promise<void> {
  if (desk.place === "settings" && (await inSettings(intent, desk))) return;
  if (desk.place === "handoff" && (await inHandoff(intent, desk))) return;
  switch (intent.to) {
    case "go":
      return desk.go(intent.place);
    case "part": {
      const other = desk.detail?.[intent.part] ?? null;
      if (other === null || desk.place !== "queue") return;
      return desk.select(other);
    }
    case "move":
      return desk.move(intent.by);
    case "lead":
      return desk.lead();
    case "open":
      desk.opened = desk.selection !== null;
      return;
    case "back":
      return back(desk);
    case "fold":
      return desk.turnTo(intent.fold);
    case "choose":
      choices(desk)
        .find(({ key }) => key.toLowerCase() === intent.key)
        ?.run();
      return;
    case "step":
      step(intent.by);
      return;
    case "verb":
      return verb(intent.key, desk);
    case "more":
      if (desk.detail && folded(desk, desk.detail).length > 0) desk.menu = "more";
      return;
    case "send":
      return desk.reply.send();
    case "read":
      await desk.act({ act: "read_now" });
      return;
    case "quiet":
      await desk.act({ act: "quiet", on: desk.snapshot?.sound !== "quiet" });
      return;
    case "ring":
      await desk.act({ act: "ring", on: desk.snapshot?.sound === "off" });
      return;
    case "palette":
      desk.sheet = desk.sheet === "palette" ? null : "palette";
      return;
    case "help":
      desk.sheet = "help";
      return;
    case "search":
      desk.sheet = "search";
      return;
    case "filter":
      desk.opened = false;
      desk.menu = "filter";
      return;
    case "lesson":
      desk.sheet = "lesson";
      return;
    case "preflight":
      desk.sheet = "preflight";
      return;
    case "history":
      desk.sheet = "history";
      return;
    case "call":
      desk.sheet = "call";
      return;
    case "shift notes":
      desk.sheet = "notes";
      desk.notebook.begin("shift");
      return;
    case "size":
      return desk.settings.resize(intent.step);
    case "prefix":
      return;
  }
}

/** Moves the focus along the menu that is open. */
function step(by: 1 | -1): void {
  const lines = [
    ...document.querySelectorAll<HTMLElement>('[role^="menuitem"]'),
  ];
  const at = lines.findIndex((line) => line === document.activeElement);
  const next = at === -1 && by === -1 ? lines.length - 1 : at + by;
  lines[(next + lines.length) % lines.length]?.focus();
}

/** One step back: the menu, the reply box, the request, the filter, the part,
 * the note. */
async function back(desk: Desk): Promise<void> {
  const field = document.activeElement;
  if (desk.menu) desk.menu = null;
  else if (field instanceof HTMLTextAreaElement) field.blur();
  else if (desk.opened && desk.narrow) desk.opened = false;
  else if (desk.filter.on || desk.filter.typing) desk.filter.clear();
  else if (desk.fold !== "queue") await desk.turnTo("queue");
  else desk.notes.clear();
}

async function verb(key: string, desk: Desk): Promise<void> {
  if (key === "z") {
    await desk.act({ act: "undo", request: null });
    return;
  }
  // An act is for the request that is seen: it waits until that has come.
  if (!desk.detail) await desk.refresh();
  if (!desk.detail) return;
  const found = verbOf(desk.detail, key);
  if (!found && key === "u" && observes(desk)) {
    desk.lesson.covered = !desk.lesson.covered;
    return;
  }
  if (!found && key === "shift h") desk.reply.take(desk.reply.offered());
  if (found) await perform(desk, found);
}
