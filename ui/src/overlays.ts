/** What can stand open over the window. */

/** Over a part of it. */
export type Menu = "snooze" | "more" | "time" | "filter";

/** Over the whole of it. */
export type Sheet =
  | "palette"
  | "help"
  | "search"
  | "notes"
  | "history"
  | "call"
  | "wish"
  | "lesson"
  | "preflight";
