/** The keys of the window, for the help. */
import type { Desk } from "./desk.svelte";
import { handoffActs } from "./handoff/steer";
import { narrowings } from "./filters";
import { observes } from "./practice";
import { actsHere, SECTIONS } from "./settings/sections";

/** A headed list of keys. */
export interface Section {
  title: string;
  keys: [what: string, key: string][];
  /** They are of the section that is shown alone. */
  here?: boolean;
}

/** The help of a place, for this team and role. */
export function sections(desk: Desk, place: Desk["place"]): Section[] {
  if (place === "settings") return [here(desk), going(), everywhere()];
  if (place === "handoff") return [inHandoff(desk), going(), everywhere()];
  return [...(observes(desk) ? practising() : acting(desk)), ...common(desk)];
}

/** Every key of the queue, whoever uses it. */
export function everyKey(desk: Desk): Section[] {
  return [...acting(desk), ...practising(), ...common(desk)];
}

/** The keys of somebody who answers. */
function acting(desk: Desk): Section[] {
  const claim = desk.snapshot?.claim_verb ?? "Claim";
  return [
    {
      title: "Act on the request",
      keys: [
        [`${claim}, release`, "C"],
        ["Claim quietly", "Shift C"],
        ["Reply", "R"],
        ["Snooze", "S"],
        ["Waiting on them", "I"],
        ["Not a thank-you", "U"],
        ["Use what was passed on", "Shift H"],
        ["Send again", "Shift R"],
        ["It is there", "Shift Y"],
        ["Private note", "N"],
        ["Copy link", "Y"],
        ["Open at the source", "O"],
        ["Done", "E"],
        ["Not a request", "X"],
        ["Undo", "Z"],
        ["More", "."],
      ],
    },
    moving(),
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
    {
      title: "After .",
      keys: [
        ["Its priority", "1 2 3"],
        ["15 min more", "M"],
        ["Promise kept", "K"],
        ["Due as they need it", "N"],
        ["A post that answers it", "A"],
        ["Split", "S"],
        ["Worth reading", "W"],
        ["New issue", "I"],
        ["Label", "L"],
        ["Close the issue", "E"],
      ],
    },
  ];
}

/** The keys of somebody who reads along. */
function practising(): Section[] {
  return [
    {
      title: "While you observe, private but for one",
      keys: [
        ["Practise a claim", "C"],
        ["Practise a reply", "R"],
        ["Cover replies", "U"],
        ["Copy what you practised", "Y"],
        ["Discard it", "Backspace"],
        ["Private note", "N"],
        ["Open at the source", "O"],
        ["Ask to pair, the one that leaves", "P"],
        ["Undo", "Z"],
        ["More guesses", "."],
      ],
    },
    moving(),
    {
      title: "After .",
      keys: [
        ["Guess how urgent", "1 2 3"],
        ["Keep as the first step", "F"],
        ["Keep as the tag", "T"],
        ["Copy link, once you practised", "Y"],
      ],
    },
  ];
}

function moving(): Section {
  return {
    title: "Move",
    keys: [
      ["Next, previous", "J K"],
      ["Next deadline", "H"],
      ["Open, back", "Enter Esc"],
      ["Search", "/"],
      ["Filter", "F"],
    ],
  };
}

/** The keys of the section that is shown. */
function here(desk: Desk): Section {
  const { section } = desk.settings;
  return {
    title: SECTIONS[section - 1] ?? "",
    here: true,
    keys: [
      ["Sections", "1 to 7"],
      ["Next, previous line", "J K"],
      ["Back to the queue", "Esc"],
      ...actsHere(desk).map(({ label, key }): [string, string] => [label, key]),
    ],
  };
}

/** The keys of the place of the handoff. */
function inHandoff(desk: Desk): Section {
  const acts = handoffActs(desk).map(
    ({ label, key }): [string, string] => [label, key],
  );
  const moves: Section["keys"] = [
    ["Next, previous", "J K"],
    ["Read the request", "Enter"],
  ];
  return { title: "Handoff", keys: [...moves, ...acts], here: true };
}

/** The keys of the list, and those that mean the same in every place. */
function common(desk: Desk): Section[] {
  return [
    {
      title: "After F",
      keys: narrowings(desk).map(({ label, key }) => [label, key]),
    },
    going(),
    {
      title: "Show",
      keys: [
        ["Waiting on them", "V W"],
        ["Snoozed", "V S"],
        ["Answered", "V A"],
        ["Left lying", "V U"],
        ["The queue", "V Q"],
        ["When requests could come unseen", "V H"],
        ["What the day and the week taught", "V D"],
        ["How everything stands", "V P"],
      ],
    },
    everywhere(),
  ];
}

function going(): Section {
  return {
    title: "Go to",
    keys: [
      ["Queue", "G Q"],
      ["Handoff", "G H"],
      ["Settings", "G S"],
      ["Earlier in the thread", "G E"],
      ["Later in the thread", "G L"],
    ],
  };
}

function everywhere(): Section {
  return {
    title: "Everywhere",
    keys: [
      ["Commands", "Ctrl K"],
      ["Keys", "?"],
      ["Send, confirm", "Ctrl Enter"],
      ["Larger, smaller", "Ctrl + Minus"],
      ["Normal size", "Ctrl 0"],
      ["Read all sources now", "Ctrl R"],
      ["Quiet for an hour", "Q"],
      ["Ring here, or not", "Shift Q"],
      ["Notes on the shift", "Shift N"],
      ["Write down a call", "L"],
    ],
  };
}
