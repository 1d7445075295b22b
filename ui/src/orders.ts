/** Carries what a person asked for to the engine, and says what came of it. */
import type { Failure } from "./contract/Failure";
import type { Desk } from "./desk.svelte";
import { failureOf } from "./port";

/** Does it; nothing if it went well, or why not. */
export async function order(
  desk: Desk,
  carry: () => Promise<{ words: string }>,
): Promise<Failure | null> {
  if (desk.handsOff) {
    const failure: Failure = {
      code: "refused",
      message: "Your role has just changed.",
      hint: "Keys work again in a moment.",
    };
    desk.fail(failure);
    return failure;
  }
  try {
    desk.notes.say((await carry()).words, desk.now);
    await desk.refresh();
    return null;
  } catch (refusal) {
    const failure = failureOf(refusal);
    desk.fail(failure);
    await desk.refresh();
    return failure;
  }
}
