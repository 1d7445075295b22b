/** Carries out what a key asks for in the place of settings. */
import type { Intent } from "../keys";
import type { Desk } from "../desk.svelte";
import { actOf, SECTIONS } from "./sections";

/** Does it; false if the key means the same everywhere. */
export async function inSettings(intent: Intent, desk: Desk): Promise<boolean> {
  const { settings } = desk;
  switch (intent.to) {
    case "move":
      choose(intent.by, desk);
      return true;
    case "open":
      actOf(desk, "enter")?.run();
      return true;
    case "back":
      await desk.go("queue");
      return true;
    case "verb": {
      const section = Number(intent.key);
      if (section >= 1 && section <= SECTIONS.length) settings.show(section);
      else if (intent.key === "z") return false;
      else actOf(desk, intent.key)?.run();
      return true;
    }
    case "shift notes": {
      const act = actOf(desk, "shift n");
      act?.run();
      return act !== undefined;
    }
    case "lead":
    case "fold":
      await desk.go("queue");
      return false;
    case "more":
    case "send":
    case "step":
    case "choose":
      return true;
    default:
      return false;
  }
}

function choose(by: 1 | -1, { settings }: Desk): void {
  const { page, section } = settings;
  const lines = section === 2 ? page?.sources : page?.levels;
  if (section !== 2 && section !== 3) return;
  const last = Math.max(0, (lines?.length ?? 0) - 1);
  settings.at = Math.min(last, Math.max(0, settings.at + by));
}
