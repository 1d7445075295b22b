/** Carries out what a key asks for in the place of the handoff. */
import type { Desk } from "../desk.svelte";
import type { Intent, Press } from "../keys";

/** What can be done in the place, with its key. */
export interface HandoffAct {
  label: string;
  /** What its button says, in the place itself. */
  button: string;
  key: string;
  run: () => void;
}

/** Everything that can be done there now. */
export function handoffActs(desk: Desk): HandoffAct[] {
  const { handoff } = desk;
  const act = (
    label: string,
    key: string,
    run: () => unknown,
    button = label,
  ) => ({ label, button, key, run: () => void run() });
  return [
    act("Write the note that is missing", "N", () => handoff.write()),
    act("Nothing to add", "0", () => handoff.nothing()),
    act("Tick a job off", "T", () => handoff.tick()),
    act("Hand the shift over", "Ctrl Enter", () => handoff.over(), "Hand over"),
    act("Send it into the channel", "S", () => handoff.send(), "Send"),
    act(
      "What somebody hands over",
      "I",
      () => handoff.look(),
      handoff.side === "arriving" ? "Your own handoff" : "Arriving",
    ),
    act("Accept what is handed over", "C", () => handoff.accept(), "Accept"),
    act("Copy the handoff", "Y", () => handoff.copy(), "Copy text"),
    act("Print the handoff", "P", () => handoff.print(), "Print"),
    act("The shift before", "B", () => handoff.turn(1), "Shift before"),
    act("The shift after", "A", () => handoff.turn(-1), "Shift after"),
  ];
}

const sign = (key: string) => key.toLowerCase();

/** Does it; false if the key means the same everywhere. */
export async function inHandoff(intent: Intent, desk: Desk): Promise<boolean> {
  const { handoff } = desk;
  switch (intent.to) {
    case "move":
      handoff.move(intent.by);
      return true;
    case "send":
      if (handoff.side === "letter") await handoff.send();
      else if (handoff.side === "page") await handoff.over();
      return true;
    case "open":
      await openChosen(desk);
      return true;
    case "back":
      if (handoff.writing) handoff.leave();
      else if (handoff.side !== "page") handoff.side = "page";
      else await desk.go("queue");
      return true;
    case "verb":
      if (intent.key === "z") return false;
      handoffActs(desk)
        .find(({ key }) => sign(key) === intent.key)
        ?.run();
      return true;
    case "lead":
    case "fold":
    case "filter":
      await desk.go("queue");
      return false;
    case "more":
    case "step":
    case "choose":
      return true;
    default:
      return false;
  }
}

/** Whether a key belongs to the place. */
export function ofHandoff({ key, shift }: Press, desk: Desk): boolean {
  if (desk.place !== "handoff" || shift) return false;
  return handoffActs(desk).some((act) => sign(act.key) === sign(key));
}

/** The request that is chosen. */
function chosen({ handoff }: Desk): number | null {
  const { side, page, item } = handoff;
  if (side === "arriving")
    return page?.arriving?.items[item]?.request ?? null;
  const subject = handoff.chosen?.subject;
  return subject?.on === "request" ? subject.request : null;
}

/** Reads the request that is chosen. */
async function openChosen(desk: Desk): Promise<void> {
  const request = chosen(desk);
  if (request === null) return;
  await desk.go("queue");
  desk.opened = true;
  await desk.select(request);
}
