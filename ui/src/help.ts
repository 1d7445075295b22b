/** The keys of the window, for the help. */
import type { Desk } from "./desk.svelte";

/** A headed list of keys. */
export interface Section {
  title: string;
  keys: [what: string, key: string][];
}

/** The columns of the help, for this team and role. */
export function columns(desk: Desk): Section[][] {
  const claim = desk.snapshot?.claim_verb ?? "Claim";
  return [
    [
      {
        title: "Act on the request",
        keys: [
          [`${claim}, release`, "C"],
          ["Claim quietly", "Shift C"],
          ["Reply", "R"],
          ["Snooze", "S"],
          ["Waiting on them", "I"],
          ["Not a thank-you", "U"],
          ["Open at the source", "O"],
          ["Done", "E"],
          ["Not a request", "X"],
          ["Undo", "Z"],
          ["More", "."],
        ],
      },
    ],
    [
      {
        title: "Move",
        keys: [
          ["Next, previous", "J K"],
          ["Next deadline", "H"],
          ["Open, back", "Enter Esc"],
        ],
      },
      {
        title: "After S",
        keys: [
          ["15 minutes", "1"],
          ["1 hour", "2"],
          ["Tomorrow", "3"],
          ["Until they answer", "R"],
          ["Pick a time", "T"],
        ],
      },
    ],
    [
      {
        title: "Show",
        keys: [
          ["Waiting on them", "V W"],
          ["Snoozed", "V S"],
          ["Answered", "V A"],
          ["The queue", "V Q"],
        ],
      },
    ],
    [
      {
        title: "Everywhere",
        keys: [
          ["Commands", "Ctrl K"],
          ["Keys", "?"],
          ["Send, confirm", "Ctrl Enter"],
          ["Larger, smaller", "Ctrl + Minus"],
          ["Normal size", "Ctrl 0"],
          ["Read all sources now", "Ctrl R"],
          ["Quiet for an hour", "Q"],
        ],
      },
    ],
  ];
}
