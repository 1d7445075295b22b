/** A story read closely, with what may be done about it. */
import type { Detail } from "../contract/Detail";
import type { Verb } from "../contract/Verb";
import { exactly, when } from "../formats";
import { rowOf } from "./row";
import type { Scene } from "./scenes";
import { message, ZONE, type Story } from "./story";

/** Everything about a story. */
export function detailOf(story: Story, scene: Scene, now: number): Detail {
  const row = rowOf(story, scene, now);
  const here = { now, zone: ZONE };
  const due =
    row.clock.due === null ? "" : exactly(Date.parse(row.clock.due), here);
  const lead =
    row.clock.state === "overdue"
      ? `Overdue since ${due}.`
      : row.clock.due === null
        ? "No target."
        : `First response due ${due}.`;
  const posted = when(Date.parse(story.posted), here);
  return {
    row,
    seen: new Date(
      Date.parse(story.posted) + story.seenAfter * 1000,
    ).toISOString(),
    seen_after_s: story.seenAfter,
    priority_words: story.priorityWords,
    clock_lead: story.words?.[0] ?? lead,
    clock_rest:
      story.words?.[1] ??
      "The clock counts from the message, not from when we saw it.",
    verbs: verbsOf(story, scene),
    snoozes: scene.duty.role === "responder" ? snoozesOf(story, now, here) : [],
    thread:
      story.thread.length > 0
        ? story.thread
        : [
            {
              ...message(story.requester, "asking", posted, story.gist),
              at: story.posted,
            },
          ],
    offers: story.offers,
    receipts: story.receipts,
    alerts: story.alerts,
    open_label: `Open in ${story.source}`,
    reply_to: `to ${story.requester} in ${story.place}`,
    notes: story.notes,
    draft: { text: story.draft, turn: 0 },
    reply_effect: row.clock.left_ms === null ? null : "Stops the clock",
  };
}

function verbsOf(
  { id, owner, section, source, offers }: Story,
  { duty }: Scene,
): Verb[] {
  const verb = (act: Verb["act"], label: string, key: string): Verb => ({
    act,
    label,
    key,
    primary: false,
    refused: null,
  });
  const claim = { act: "claim", request: id, quiet: false, say: null } as const;
  const reply = { act: "reply", request: id, text: "", sure: false } as const;
  const open = { act: "open", request: id, link: null } as const;
  const atSource = verb(open, `Open in ${source}`, "O");
  const blank = { act: "note", request: id, text: "" } as const;
  const copies = { act: "copy_link", request: id } as const;
  const quietly = [
    verb(blank, "Note", "N"),
    verb(copies, "Copy link", "Y"),
    atSource,
  ];
  if (duty.role === "observer") return quietly;
  if (duty.role === "off_duty") {
    const look = verb({ ...claim, quiet: true }, "Look at it", "C");
    return [look, verb(reply, "Reply", "R"), ...quietly];
  }
  const snooze = {
    act: "snooze",
    request: id,
    until: { until: "minutes", minutes: 15 },
    regardless: false,
    claim: false,
  } as const;
  const mine = owner.kind === "you";
  const sleeps = section === "snoozed";
  return [
    mine
      ? verb({ act: "release", request: id }, "Release", "C")
      : { ...verb(claim, "I’m on it", "C"), primary: true },
    verb(reply, "Reply", "R"),
    sleeps
      ? verb({ act: "wake", request: id }, "Wake", "S")
      : verb(snooze, "Snooze", "S"),
    verb({ act: "close", request: id }, "Done", "E"),
    verb({ act: "wait_on_them", request: id }, "Waiting on them", "I"),
    verb({ act: "dismiss", request: id }, "Not a request", "X"),
    ...(mine
      ? []
      : [verb({ ...claim, quiet: true }, "Claim quietly", "Shift C")]),
    {
      ...verb({ act: "not_thanks", request: id }, "Not a thank-you", "U"),
      refused: "Nothing here was read as thanks.",
    },
    verb({ act: "split", request: id }, "Split", ". S"),
    ...offers.map(({ by, words, message }) =>
      verb(
        { act: "this_answers", request: id, message },
        `${by} answered: “${words}”`,
        ". A",
      ),
    ),
    ...quietly,
  ];
}

function snoozesOf(
  story: Story,
  now: number,
  here: { now: number; zone: string },
): Verb[] {
  const { id: request, requester } = story;
  const make = (
    until: Extract<Verb["act"], { act: "snooze" }>["until"],
    label: string,
    key: string,
    refused: string | null = null,
  ): Verb => ({
    act: { act: "snooze", request, until, regardless: false, claim: true },
    label,
    key,
    primary: false,
    refused,
  });
  return [
    make(
      { until: "minutes", minutes: 15 },
      `Claim and snooze 15 min, to ${when(now + 900_000, here)}`,
      "S 1",
    ),
    make(
      { until: "minutes", minutes: 60 },
      `Claim and snooze 1 h, to ${when(now + 3_600_000, here)}`,
      "S 2",
    ),
    make({ until: "tomorrow" }, "Claim and snooze until Fri 09:00", "S 3"),
    make(
      { until: "reply" },
      `Snooze until ${requester.split(" ")[0]} answers`,
      "S R",
      "Only after your first reply.",
    ),
  ];
}
