/** What somebody who reads along does in the place of the verbs. */
import type { Act } from "./contract/Act";
import type { Guess } from "./contract/Guess";
import type { Verb } from "./contract/Verb";
import type { Desk } from "./desk.svelte";

/** Whether the user reads along. */
export function observes(desk: Desk): boolean {
  return desk.snapshot?.duty.role === "observer";
}

/** What stands under the title for somebody who reads along. */
export function standsOpen({ act, key }: Verb): boolean {
  return !key.startsWith(".") && !LATER.includes(act.act);
}

/** These stand with what was practised, or under More: others see them. */
const LATER: Act["act"][] = [
  "copy_practice",
  "discard_practice",
  "copy_link",
  "pair",
];

/** The same guess with the words of the box; nothing where it needs none. */
export function worded(guess: Guess, words: string): Guess | null {
  switch (guess.is) {
    case "tag":
      return { is: "tag", tag: words };
    case "first_step":
    case "reply":
      return { is: guess.is, text: words };
    default:
      return null;
  }
}

/** Whether a guess still lacks its words. */
export function lacks(guess: Guess): boolean {
  if (guess.is === "tag") return guess.tag === "";
  return (guess.is === "reply" || guess.is === "first_step") && guess.text === "";
}

/** Carries a guess out: what needs words takes them from the box. */
export async function practise(
  desk: Desk,
  act: Extract<Act, { act: "practise" }>,
): Promise<void> {
  const { request, guess } = act;
  if (!lacks(guess)) return void (await desk.act(act));
  const words = desk.drafts.of(request).trim();
  if (guess.is === "reply" || words === "") return desk.reply.want();
  await keep(desk, request, guess);
}

/** Keeps what stands in the box as a guess. */
export async function keep(
  desk: Desk,
  request: number,
  guess: Guess,
): Promise<void> {
  const made = worded(guess, desk.drafts.of(request).trim());
  if (!made) return;
  await desk.drafts.settled();
  if (await desk.act({ act: "practise", request, guess: made })) {
    desk.drafts.sent(request);
  }
}
