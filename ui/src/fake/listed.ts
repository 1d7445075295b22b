/** Which rows of a scene a part of the list holds, and in which order. */
import type { Filter } from "../contract/Filter";
import type { Fold } from "../contract/Fold";
import type { Row } from "../contract/Row";
import type { Section } from "../contract/Section";
import type { Select } from "../contract/Select";
import type { Scene } from "./scenes";

/** The sections of each part. */
export const FOLDED: Record<Fold, Section[]> = {
  queue: ["overdue", "unsure", "hour", "later"],
  waiting: ["waiting"],
  snoozed: ["snoozed"],
  answered: ["answered", "closed"],
  sweep: ["answered"],
};
/** What runs, the most pressing first. */
export const ORDER: Section[] = ["overdue", "unsure", "hour", "later"];
const RANKS: Section[] = [...ORDER, "waiting", "snoozed", "answered", "closed"];

/** Those of a part, and those of them that its filter lets through. */
export function listed(
  all: Row[],
  { fold, filter }: Select,
  scene: Scene,
): { shown: Row[]; fits: Row[] } {
  const folds =
    fold === "queue" ? [...FOLDED.queue, ...scene.alongside] : FOLDED[fold];
  const shown = all
    .filter(({ section }) => folds.includes(section))
    .sort((one, other) => rank(one) - rank(other));
  return { shown, fits: shown.filter((row) => lets(filter, row, scene)) };
}

/** Whether a filter lets a row through. */
function lets(filter: Filter, row: Row, { sources }: Scene): boolean {
  const { whose, priority, source, words } = filter;
  const name = sources.find(({ id }) => id === source)?.name;
  const kinds = { mine: "you", nobodys: "nobody" };
  const line = `${row.gist} ${row.requester} ${row.tier} ${row.source}`;
  return (
    (!whose || row.owner.kind === kinds[whose]) &&
    (!priority || row.priority === priority) &&
    (!source || row.source === name) &&
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => line.toLowerCase().includes(word))
  );
}

function rank(row: {
  section: Section;
  clock: { due: string | null; left_ms: number | null };
}): number {
  const first = RANKS.indexOf(row.section);
  const due = row.clock.due === null ? 9e12 : Date.parse(row.clock.due);
  return first * 1e13 + due;
}
