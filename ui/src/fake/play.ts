/** What becomes of a request that is acted on, here alone. */
import type { Act } from "../contract/Act";
import type { NoteLine } from "../contract/NoteLine";
import { playPractice } from "./practised";
import { paragraph, type Story } from "./story";

/** Plays it, and says what came of it. */
export function playOn(story: Story, act: Act, now: string): string {
  switch (act.act) {
    case "practise":
    case "discard_practice":
      return playPractice(story, act);
    case "note":
      story.notes = [...story.notes, noteOf(act.text, now)];
      return "Noted, on this computer only.";
    case "snooze":
      story.section = "snoozed";
      story.snoozedUntil = new Date(Date.parse(now) + 3_600_000).toISOString();
      return "Snoozed.";
    case "wait_on_them":
      story.section = "waiting";
      story.onlyHere = "waiting on them";
      return `Waiting on ${story.requester}.`;
    default:
      return "Done.";
  }
}

let noted = 0;

/** A note of these words. */
export function noteOf(text: string, now: string): NoteLine {
  const blocks = [paragraph(text)];
  noted += 1;
  return { id: Date.parse(now) + noted, written: now, edited: null, text, blocks };
}
