/** The ways to narrow the list, each with its key. */
import type { Filter } from "./contract/Filter";
import type { Desk } from "./desk.svelte";
import type { Choice } from "./verbs";

/** Beyond these the sources have no digit. */
const DIGITS = 9;

/** A way to narrow the list, and whether it is taken. */
export interface Narrowing extends Choice {
  /** What the palette says: "Only mine". */
  only: string;
  on: boolean;
}

/** Everything by which the list can be narrowed. */
export function narrowings(desk: Desk): Narrowing[] {
  const { filter } = desk;
  const make = (
    label: string,
    key: string,
    part: Partial<Filter>,
  ): Narrowing => ({
    label,
    key,
    only: `Only ${label.toLowerCase()}`,
    refused: null,
    on: Object.entries(part).every(
      ([name, value]) => filter.wanted[name as keyof Filter] === value,
    ),
    run: () => {
      desk.menu = null;
      filter.choose(part);
    },
  });
  const sources = desk.snapshot?.sources.slice(0, DIGITS) ?? [];
  return [
    make("Mine", "M", { whose: "mine" }),
    make("What nobody has", "O", { whose: "nobodys" }),
    make("Production down", "D", { priority: "emergency" }),
    make("Urgent", "U", { priority: "urgent" }),
    make("Normal", "N", { priority: "normal" }),
    ...sources.map(({ id, name }, at) => ({
      ...make(name, String(at + 1), { source: id }),
      only: `Only ${name}`,
    })),
    {
      label: "Words or a name",
      key: "W",
      only: "Only what holds words",
      refused: null,
      on: filter.wanted.words.trim() !== "",
      run: () => {
        desk.menu = null;
        filter.typing = true;
      },
    },
  ];
}
