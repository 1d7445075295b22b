/** Which messages a reading call gets: bounds, limit and cursor as Slack applies them. */
import { must } from "./refusal.mjs";
import { micros } from "./ts.mjs";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 999;

/** The bounds of a call, from its arguments. */
export function boundsOf(args, maxObjects) {
  const asked = Number.parseInt(args.limit, 10) || DEFAULT_LIMIT;
  const inclusive = truthy(args.inclusive);
  const oldest = given(args.oldest) ? micros(args.oldest) : null;
  const latest = given(args.latest) ? micros(args.latest) : null;
  must(!given(args.oldest) || oldest !== null, "invalid_ts_oldest");
  must(!given(args.latest) || latest !== null, "invalid_ts_latest");
  return {
    oldest,
    latest,
    limit: Math.max(1, Math.min(asked, MAX_LIMIT, maxObjects ?? MAX_LIMIT)),
    cursor: given(args.cursor) ? readCursor(args.cursor) : null,
    holds: (ts) => {
      const at = micros(ts);
      const after = oldest === null || at > oldest || (inclusive && at === oldest);
      return after && (latest === null || at < latest || (inclusive && at === latest));
    },
  };
}

/**
 * A page of a channel, newest first. With `oldest` and no `latest` it is the
 * slice nearest to `oldest`, and the next pages go towards the present.
 */
export function historyPage(messages, bounds) {
  const inside = messages.filter(({ ts }) => bounds.holds(ts));
  const forward = bounds.oldest !== null && bounds.latest === null;
  if (!forward) inside.reverse();
  const { page, next } = slice(inside, bounds, forward ? 1 : -1);
  return { page: forward ? page.reverse() : page, next };
}

/** A page of a thread, earliest first. */
export function threadPage(messages, bounds) {
  return slice(messages.filter(({ ts }) => bounds.holds(ts)), bounds, 1);
}

/** A page of any list, whose cursor is a position. */
export function listPage(items, args, defaultLimit) {
  const limit = Math.max(1, Math.min(Number.parseInt(args.limit, 10) || defaultLimit, 1000));
  const from = given(args.cursor) ? Number(readCursor(args.cursor)) : 0;
  const next = from + limit < items.length ? writeCursor(String(from + limit)) : "";
  return { page: items.slice(from, from + limit), next };
}

export function truthy(value) {
  return value === true || value === 1 || value === "1" || String(value).toLowerCase() === "true";
}

function slice(ordered, bounds, direction) {
  const start = bounds.cursor === null ? 0 : ordered.findIndex(({ ts }) => (
    direction > 0 ? micros(ts) >= bounds.cursor : micros(ts) <= bounds.cursor));
  const from = start < 0 ? ordered.length : start;
  const page = ordered.slice(from, from + bounds.limit);
  const following = ordered[from + bounds.limit];
  return { page, next: following ? writeCursor(String(micros(following.ts))) : "" };
}

function given(value) {
  return value !== undefined && value !== null && value !== "" && value !== "0";
}

function writeCursor(text) {
  return Buffer.from(`next_ts:${text}`).toString("base64");
}

function readCursor(cursor) {
  const match = /^next_ts:(\d+)$/.exec(Buffer.from(String(cursor), "base64").toString());
  must(match, "invalid_cursor");
  return BigInt(match[1]);
}
