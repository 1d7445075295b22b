/** Acts on their way to a source: they look it until it takes or refuses them. */
import type { Act } from "../contract/Act";
import { message, NOBODY, type Story } from "./story";

/** What must reach the source before it is done. */
const REACHES: Act["act"][] = [
  "claim",
  "together",
  "take_over",
  "release",
  "reply",
  "close",
  "close_issue",
  "label",
  "open_issue",
  "pair",
  "dismiss",
  "bring_back",
  "send_again",
];

export class Post {
  /** Each request as it was before the act that is on its way. */
  readonly #before = new Map<number, Story>();

  /** Sends an act, if it must reach a source; says what was done. */
  send(story: Story, act: Act, now: string): string | null {
    if (!REACHES.includes(act.act)) return null;
    this.#before.set(story.id, structuredClone(story));
    story.sending = "sending";
    switch (act.act) {
      case "claim":
        story.owner = { ...NOBODY, kind: "you", label: "You", since: now };
        return act.quiet
          ? "You have it. Nothing was said."
          : "You have it, and it was said.";
      case "together": {
        const label = `You, ${story.owner.label}`;
        story.owner = { ...story.owner, kind: "together", label };
        return `${label} have it.`;
      }
      case "take_over":
        story.owner = { ...NOBODY, kind: "you", label: "You", since: now };
        return "You have it.";
      case "release":
        story.owner = NOBODY;
        return "Nobody has it.";
      case "reply": {
        story.draft = "";
        const mine = message("You", "me", "16:41", act.text);
        const id = `${story.thread.length}`;
        const status = "sending, undo";
        story.thread.push({ ...mine, id, at: now, status });
        return `Reply to ${story.requester} goes out in 5 s.`;
      }
      case "close":
        return "Closed.";
      case "close_issue":
        return "The issue is closed.";
      case "open_issue":
        return `Opening an issue in ${act.place ?? "the repository"}.`;
      case "pair":
        return `Asking ${act.to ?? "them"} to pair.`;
      case "dismiss":
        return "Not a request.";
      default:
        return "On its way.";
    }
  }

  /** The source did not take it: all is as it was, and the words come back. */
  refuse(story: Story): void {
    const before = this.#before.get(story.id);
    if (!before) return;
    const unsent = story.thread.at(-1)?.status ? story.thread.at(-1) : null;
    const words = unsent?.blocks[0];
    Object.assign(story, before);
    if (words?.is !== "paragraph") return;
    const [first] = words.inlines;
    story.draft = first?.is === "text" ? first.text : "";
    story.turn += 1;
  }
}
