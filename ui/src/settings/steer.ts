/** Carries out what a key asks for in the place of settings. */
import type { Intent, Press } from "../keys";
import type { Desk } from "../desk.svelte";
import { keyedActs } from "./keyChoice.svelte";
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
    case "filter":
      actOf(desk, "f")?.run();
      return true;
    case "call":
      actOf(desk, "l")?.run();
      return true;
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

/** Whether a key belongs to the section that is shown. */
export function ofSection({ key, shift }: Press, desk: Desk): boolean {
  if (desk.place !== "settings") return false;
  const sign = key.toLowerCase();
  const digit = /^\d$/.test(sign);
  return digit || actOf(desk, shift ? `shift ${sign}` : sign) !== undefined;
}

function choose(by: 1 | -1, desk: Desk): void {
  const { settings } = desk;
  const last = Math.max(0, many(desk) - 1);
  settings.at = Math.min(last, Math.max(0, settings.at + by));
}

/** How many lines the section has that can be chosen. */
function many(desk: Desk): number {
  const { page, section } = desk.settings;
  if (section === 2) return page?.sources.length ?? 0;
  if (section === 3) return page?.levels.length ?? 0;
  if (section === 4) return page?.people.length ?? 0;
  return section === 6 ? keyedActs(desk).length : 0;
}
