/** What can be done with the list, for the palette. */
import type { Fold } from "../contract/Fold";
import type { Desk } from "../desk.svelte";
import { narrowings } from "../filters";
import { when } from "../formats";
import type { Entry } from "./entry";

/** What can be done about a source that cannot be read. */
export function ofBlind(desk: Desk): Entry[] {
  const source = desk.snapshot?.blind?.source;
  if (!source || desk.place !== "queue") return [];
  const { id, name, remedy } = source;
  const make = (label: string, key: string, run: () => void): Entry => ({
    group: "Not readable",
    label,
    key,
    glyph: "warn",
    why: "",
    refused: false,
    run,
  });
  const about = (cmd: Parameters<Desk["about"]>[0]) => () =>
    void desk.about(cmd, id);
  const lines = [
    make(`Open ${name}`, "O", about("open_source")),
    make("Copy a note for the team", "Y", about("copy_note")),
  ];
  if (!remedy) return lines;
  const again = `Sign in to ${name} again`;
  return [make(again, "Enter", about("sign_in")), ...lines];
}

/** The parts of the list, and what may be left out of it. */
export function ofQueue(desk: Desk): Entry[] {
  const { snapshot } = desk;
  if (!snapshot) return [];
  const { waiting, snoozed, answered } = snapshot.count;
  const fold = (label: string, to: Fold, key: string, why: string): Entry => ({
    group: "Queue",
    label,
    key,
    glyph: "s-desk",
    why,
    refused: false,
    run: () => void desk.go("queue").then(() => desk.turnTo(to)),
  });
  const back = snapshot.coming.find(({ why }) => why === "snoozed")?.at;
  const next = back ? `, next back ${when(Date.parse(back), desk.here)}` : "";
  return [
    {
      ...fold("Next deadline", "queue", "H", ""),
      glyph: "chev",
      run: () => void desk.go("queue").then(() => desk.lead()),
    },
    ...(desk.fold === "queue"
      ? []
      : [fold("Show the queue", "queue", "V Q", "")]),
    fold("Show waiting on them", "waiting", "V W", String(waiting)),
    fold("Show snoozed", "snoozed", "V S", `${snoozed}${next}`),
    fold("Show answered", "answered", "V A", String(answered)),
    fold("Show what was left lying", "sweep", "V U", ""),
    ...ofFilter(desk),
  ];
}

/** What may be left out of the list, and everything again. */
function ofFilter(desk: Desk): Entry[] {
  const entry = { group: "Queue", glyph: "search", refused: false };
  const lines = narrowings(desk).map(({ only, key, on, run }) => ({
    ...entry,
    label: only,
    key: `F ${key}`,
    why: on ? "is on" : "",
    run: () => void desk.go("queue").then(run),
  }));
  if (!desk.filter.on) return lines;
  const run = () => desk.filter.clear();
  const all = { ...entry, label: "Show all", key: "Esc", why: "", run };
  return [all, ...lines];
}
