/** What can be done with the request that is read, for the palette. */
import type { Act } from "../contract/Act";
import type { Detail } from "../contract/Detail";
import type { Verb } from "../contract/Verb";
import type { Desk } from "../desk.svelte";
import { observes } from "../practice";
import { perform } from "../verbs";
import type { Entry } from "./entry";

const GLYPH: Partial<Record<Act["act"], string>> = {
  claim: "check",
  together: "check",
  take_over: "check",
  reply: "ret",
  undo: "ret",
  wake: "ret",
  bring_back: "ret",
  release: "ret",
  close: "check",
  dismiss: "dash",
  snooze: "bars",
  wait_on_them: "bars",
  not_thanks: "ring0",
  open: "chev",
  note: "lock",
  practise: "lock",
  discard_practice: "lock",
  copy_practice: "lock",
};

/** Its verbs, and how long it may be put away. */
export function ofRequest(desk: Desk): Entry[] {
  const { detail } = desk;
  if (!detail) return [];
  const plain = detail.verbs.map((verb) => entry(desk, verb, false));
  if (observes(desk)) plain.push(cover(desk));
  if (desk.reply.offered() !== null) plain.push(helped(desk));
  plain.push(...parts(desk, detail));
  return [...plain, ...detail.snoozes.map((verb) => entry(desk, verb, true))];
}

/** The other requests that stand in the same thread at the source. */
function parts(desk: Desk, { follows, followed }: Detail): Entry[] {
  const open = (request: number | null, which: string, key: string): Entry[] =>
    request === null
      ? []
      : [
          {
            group: "This request",
            label: `Open the ${which} request`,
            key,
            glyph: "chev",
            why: `Request ${request}, in the same thread`,
            refused: false,
            run: () => void desk.select(request),
          },
        ];
  return [
    ...open(follows, "earlier", "G E"),
    ...open(followed, "later", "G L"),
  ];
}

/** Begins the reply with what a teammate passed on. */
function helped(desk: Desk): Entry {
  const by = desk.detail?.passed.at(-1)?.by ?? "";
  return {
    group: "This request",
    label: `Use ${by}’s answer as draft`,
    key: "Shift H",
    glyph: "chev",
    why: "",
    refused: false,
    run: () => desk.reply.take(desk.reply.offered()),
  };
}

/** Hides what the team wrote, or shows it again. */
function cover(desk: Desk): Entry {
  return {
    group: "This request",
    label: desk.lesson.covered ? "Uncover replies" : "Cover replies",
    key: "U",
    glyph: "eye",
    why: "",
    refused: false,
    run: () => void (desk.lesson.covered = !desk.lesson.covered),
  };
}

function entry(desk: Desk, verb: Verb, chosen: boolean): Entry {
  const key = chosen && !/^s /i.test(verb.key) ? `S ${verb.key}` : verb.key;
  // "Snooze 1 h, to 17:41": when it ends stands beside what is chosen.
  const words = chosen ? verb.label.split(", ") : [verb.label];
  const [what = "", ...ends] = words;
  return {
    group: "This request",
    label: what,
    key,
    glyph: GLYPH[verb.act.act] ?? "chev",
    why: verb.refused ?? ends.join(", "),
    refused: verb.refused !== null,
    run: () => void perform(desk, verb, chosen),
  };
}
