/** How the rows of a snapshot are laid out. */
import { mayLead } from "./clock";
import type { BlindPage } from "./contract/BlindPage";
import type { Fold } from "./contract/Fold";
import type { Row } from "./contract/Row";
import type { Section } from "./contract/Section";
import type { Snapshot } from "./contract/Snapshot";
import { isSettled, learnt, settledGroups } from "./settled";

/** What is read: a request, the blind source, or nothing. */
export type Selection = number | "blind" | null;

/** What is drawn large at the top. */
export type Hero =
  | { is: "request"; row: Row }
  | { is: "blind"; page: BlindPage }
  | { is: "calm" };

/** A headed part of the list. */
export interface Group {
  section: Section | "today" | "before" | "worth";
  label: string;
  rows: Row[];
  /** What follows the label: how many. */
  count: string;
}

/** The whole list. */
export interface Arrangement {
  hero: Hero;
  /** A blind source beneath a hero that cannot wait. */
  blindLine: BlindPage | null;
  groups: Group[];
  /** What can be selected, from top to bottom. */
  order: Selection[];
}

const LABELS: Record<Section, string> = {
  overdue: "Overdue",
  unsure: "Not sure",
  hour: "Within the hour",
  later: "Later",
  waiting: "Waiting on them",
  snoozed: "Snoozed",
  answered: "Answered",
  closed: "Closed",
};

/** Lays out a list; `front` is the queue, whatever part is shown. */
export function arrange(
  shown: Snapshot,
  front: Snapshot,
  fold: Fold,
): Arrangement {
  const hero = chooseHero(front);
  const blindLine = hero.is === "request" ? front.blind : null;
  const led = hero.is === "request" ? hero.row.id : null;
  const rows =
    fold === "queue" ? shown.rows.filter((row) => row.id !== led) : shown.rows;
  const quiet = hero.is === "calm" && fold === "queue";
  const learns = shown.duty.role === "observer" && fold === "queue";
  const groups = quiet
    ? calmGroups(rows, shown)
    : learns
      ? observedGroups(rows, shown)
      : group(rows, shown);
  const order: Selection[] = [];
  if (led !== null) order.push(led);
  if (front.blind) order.push("blind");
  for (const { rows } of groups) {
    order.push(...rows.map(({ id }) => id).filter((id) => id !== led));
  }
  return { hero, blindLine, groups, order };
}

/** What must be done at once outranks a blind source, and that any calm. */
function chooseHero(front: Snapshot): Hero {
  const row = front.rows.find(({ section }) => mayLead(section));
  const pressing =
    row?.clock.state === "overdue" || row?.clock.state === "imminent";
  if (row && pressing) return { is: "request", row };
  if (front.blind) return { is: "blind", page: front.blind };
  return row ? { is: "request", row } : { is: "calm" };
}

function group(rows: Row[], shown: Snapshot): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.section === row.section) last.rows.push(row);
    else {
      const label = labelOf(row.section, shown);
      groups.push({ section: row.section, label, rows: [row], count: "" });
    }
  }
  for (const made of groups) made.count = countOf(made, shown);
  return groups;
}

function calmGroups(rows: Row[], shown: Snapshot): Group[] {
  const waiting = rows.filter((row) => !isSettled(row));
  const rest = settledGroups(rows.filter(isSettled), shown);
  const all = [...group(waiting, shown), ...rest];
  const last = all.at(-1);
  if (last && shown.more > 0) {
    last.count = `${last.rows.length} of ${last.rows.length + shown.more}`;
  }
  return all;
}

/** What runs, and beneath it what there is to learn from. */
function observedGroups(rows: Row[], shown: Snapshot): Group[] {
  const running = rows.filter((row) => !isSettled(row));
  return [...group(running, shown), ...learnt(rows.filter(isSettled), shown)];
}

function labelOf(section: Section, shown: Snapshot): string {
  if (section === "unsure" && shown.blind) {
    return `Not sure, ${shown.blind.source.name} unread`;
  }
  return LABELS[section];
}

/** The last part may go on beyond the rows that were fetched. */
function countOf({ section, rows }: Group, shown: Snapshot): string {
  if (section === "unsure") return `${rows.length} known`;
  const last = shown.rows.at(-1)?.section === section;
  return last && shown.more > 0
    ? `${rows.length} of ${rows.length + shown.more}`
    : String(rows.length);
}

/** The neighbour of a selection; where it last stood, if it has left. */
export function neighbour(
  order: Selection[],
  from: { selection: Selection; place: number },
  by: 1 | -1,
): Selection {
  if (order.length === 0) return null;
  const at = order.indexOf(from.selection);
  const landing = by === 1 ? from.place : from.place - 1;
  const wanted = at === -1 ? landing : at + by;
  return order[Math.min(order.length - 1, Math.max(0, wanted))] ?? null;
}
