/** What may be done with the request that is read. */
import type { Detail } from "./contract/Detail";
import type { Verb } from "./contract/Verb";
import type { Desk } from "./desk.svelte";
import { narrowings } from "./filters";
import { lastKey, normalKey } from "./keys";
import { observes, practise, standsOpen } from "./practice";

/** How many verbs stand as buttons before the rest fold under More. */
const BUTTONS = 5;
/** How many stand in the strip beneath a narrow list, beside opening. */
const STRIP = 3;

/** The verbs that stand as buttons; opening stands beside the title. */
export function buttons(desk: Desk, detail: Detail): Verb[] {
  const inStrip = desk.narrow && !desk.opened;
  const open = standing(detail).filter(
    (verb) => !observes(desk) || standsOpen(verb),
  );
  return open.slice(0, inStrip ? STRIP : BUTTONS);
}

/** The verbs under More: those without a button, and those of its keys. */
export function folded(desk: Desk, detail: Detail): Verb[] {
  const shown = buttons(desk, detail);
  return standing(detail).filter(
    (verb) => !shown.includes(verb) || verb.key.startsWith("."),
  );
}

function standing({ verbs }: Detail): Verb[] {
  return verbs.filter(({ act }) => act.act !== "open");
}

/** The verb of a key, of those that exist for this request. */
export function verbOf(detail: Detail, key: string): Verb | null {
  return detail.verbs.find((verb) => normalKey(verb.key) === key) ?? null;
}

/** Whether a reply can be written here, and if not, why. */
export function replyVerb(detail: Detail): Verb | null {
  return detail.verbs.find(({ act }) => act.act === "reply") ?? null;
}

/** Whether an answer can be practised here. */
export function practiceVerb(detail: Detail): Verb | null {
  const practises = ({ act }: Verb) =>
    act.act === "practise" && act.guess.is === "reply";
  return detail.verbs.find(practises) ?? null;
}

/** A line of the menu that is open. */
export interface Choice {
  label: string;
  key: string;
  refused: string | null;
  run: () => void;
}

/** The lines of the open menu. */
export function choices(desk: Desk): Choice[] {
  if (desk.menu === "filter") return narrowings(desk);
  const { detail } = desk;
  if (!detail) return [];
  const lines = desk.menu === "snooze" ? detail.snoozes : folded(desk, detail);
  const made = lines.map((verb) => ({
    label: verb.label,
    key: lastKey(verb.key).toUpperCase(),
    refused: verb.refused,
    run: () => {
      desk.menu = null;
      void perform(desk, verb, true);
    },
  }));
  if (desk.menu === "snooze" && !made.some(({ key }) => key === "T")) {
    const run = () => void (desk.menu = "time");
    made.push({ label: "Pick a time", key: "T", refused: null, run });
  }
  return made;
}

/** Does what a verb says; a chosen snooze is done, a bare one asks how long. */
export async function perform(
  desk: Desk,
  verb: Verb,
  chosen = false,
): Promise<void> {
  if (verb.refused !== null) {
    desk.fail({ message: verb.refused, hint: null });
    return;
  }
  const { act } = verb;
  if (act.act === "practise") await practise(desk, act);
  else if (act.act === "reply" && act.text === "") desk.reply.want();
  else if (act.act === "reply") await desk.reply.say(act.request, act.text);
  else if (act.act === "open_issue" || act.act === "pair") desk.wish(act);
  else if (act.act === "label" && act.label === "") desk.wish(act);
  else if (act.act === "note" && act.request !== null) {
    desk.opened = true;
    desk.notebook.begin(act.request);
  } else if (act.act === "snooze" && !chosen) desk.menu = "snooze";
  else await desk.act(act);
}
