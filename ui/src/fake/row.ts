/** A story as a row of the queue, at an instant. */
import type { Clock } from "../contract/Clock";
import type { Row } from "../contract/Row";
import type { Section } from "../contract/Section";
import { duration } from "../formats";
import type { Scene } from "./scenes";
import type { Story } from "./story";

const MINUTE = 60_000;

/** The clock of a story. */
function clockOf(story: Story, scene: Scene, now: number): Clock {
  const { due, targetMs } = story;
  const end = due === null ? null : Date.parse(due);
  const length = targetMs ?? 9 * 60 * MINUTE;
  const warns = Math.min(30 * MINUTE, Math.max(MINUTE, 0.4 * length));
  const left =
    end === null ? null : story.byDay ? length * story.leftShare : end - now;
  const blind = scene.blind?.source;
  const unread = blind?.name === story.source ? (blind.read ?? null) : null;
  const running = left !== null && !story.byDay;
  const pressing = left !== null && left <= warns && running;
  const state = left !== null && left < 0 ? "overdue" : "pending";
  return {
    state:
      end === null
        ? "none"
        : pressing && state === "pending"
          ? "imminent"
          : state,
    started: story.posted,
    due,
    first_warning: end === null ? null : new Date(end - warns).toISOString(),
    second_warning: null,
    left_ms: left,
    target_ms: end === null ? null : length,
    running,
    starts: null,
    by_day: story.byDay,
    target: end === null ? "" : story.target,
    stopped: null,
    seen: null,
    took_ms: null,
    late_ms: null,
    as_of: unread,
    word: null,
    by: null,
    bands: [],
    ...story.ended,
  };
}

function sectionOf(clock: Clock): Section {
  if (clock.as_of !== null) return "unsure";
  if (clock.state === "overdue") return "overdue";
  const soon = clock.left_ms !== null && clock.left_ms <= 60 * MINUTE;
  return soon && !clock.by_day ? "hour" : "later";
}

/** The row of a story. */
export function rowOf(story: Story, scene: Scene, now: number): Row {
  const clock = clockOf(story, scene, now);
  const left =
    clock.left_ms === null
      ? "no target"
      : `${duration(Math.abs(clock.left_ms))} ${clock.left_ms < 0 ? "over" : "left"}${clock.target ? ` of ${clock.target}` : ""}`;
  return {
    id: story.id,
    section: story.section ?? sectionOf(clock),
    clock,
    priority: story.priority,
    source_kind: story.kind,
    source: story.source,
    place: story.place,
    gist: story.gist,
    requester: story.requester,
    tier: story.tier,
    tier_first: story.tier === "Priority",
    owner: story.owner,
    sending: story.sending,
    draft: story.draft !== "",
    only_here: story.onlyHere,
    posted: story.posted,
    snoozed_until: story.snoozedUntil,
    internal: story.internal,
    votes: story.votes,
    evergreen: story.evergreen,
    spoken: `${left}, ${story.priority}, ${story.source}, ${story.requester}, ${story.gist}, ${story.owner.kind === "nobody" ? "nobody has it" : `${story.owner.label} has it`}`,
  };
}
