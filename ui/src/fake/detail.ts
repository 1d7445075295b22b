/** A story read closely, with what may be done about it. */
import type { Detail } from "../contract/Detail";
import type { Verb } from "../contract/Verb";
import { exactly, when } from "../formats";
import { practiceVerbs } from "./practised";
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
    labels: story.labels,
    verbs: verbsOf(story, scene),
    snoozes: scene.duty.role === "responder" ? snoozesOf(story, now, here) : [],
    thread:
      story.thread.length > 0
        ? story.thread
        : [
            {
              ...message(story.requester, "asking", "16:00", story.gist),
              at: story.posted,
            },
          ],
    happened: story.happened,
    offers: story.offers,
    follows: story.follows,
    followed: story.followed,
    receipts: story.receipts,
    alerts: story.alerts,
    open_label: `Open in ${story.source}`,
    reply_to: scene.helps
      ? `to ${scene.helps}, not to ${story.requester}`
      : `to ${story.requester} in ${story.place}`,
    notes: story.notes,
    practice: story.practice,
    passed: story.passed,
    draft: { text: story.draft, turn: story.turn },
    reply_effect: effectOf(scene, row.clock.left_ms !== null),
  };
}

function effectOf({ helps }: Scene, runs: boolean): string | null {
  if (helps) return "A direct message; the answer is theirs";
  return runs ? "Stops the clock" : null;
}

function verb(act: Verb["act"], label: string, key: string): Verb {
  return { act, label, key, primary: false, refused: null };
}

/** Of what may have arrived a person says whether it did. */
function undecided({ id: request, sending }: Story): Verb[] {
  if (sending !== "may be there") return [];
  return [
    verb({ act: "it_is_there", request, action: null }, "It is there", "Shift Y"),
    verb({ act: "send_again", request, action: null }, "Send again", "Shift R"),
  ];
}

/** The verb of the key C. */
function owning({ id: request, owner }: Story): Verb {
  const claim = { act: "claim", request, quiet: false, say: null } as const;
  switch (owner.kind) {
    case "you":
    case "together":
      return verb({ act: "release", request }, "Release", "C");
    case "teammate":
      return owner.stale
        ? verb({ act: "take_over", request }, `Take over from ${owner.label}`, "C")
        : verb({ act: "together", request }, `Together with ${owner.label}`, "C");
    case "nobody":
      return { ...verb(claim, "I’m on it", "C"), primary: true };
  }
}

function verbsOf(story: Story, { duty, helps }: Scene): Verb[] {
  const { id, owner, section, source, offers } = story;
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
  if (duty.role === "observer") return [...practiceVerbs(story), atSource];
  if (duty.role === "off_duty") {
    const look = verb({ ...claim, quiet: true }, "Look at it", "C");
    const says = helps ? "Pass an answer on" : "Reply";
    return [look, verb(reply, says, "R"), ...quietly];
  }
  const snooze = {
    act: "snooze",
    request: id,
    until: { until: "minutes", minutes: 15 },
    regardless: false,
    claim: false,
  } as const;
  const mine = owner.kind === "you" || owner.kind === "together";
  const sleeps = section === "snoozed";
  if (section === "closed") {
    const back = { act: "bring_back", request: id } as const;
    return [verb(back, "A request after all", "X"), ...quietly];
  }
  return [
    ...undecided(story),
    owning(story),
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
    verb(
      { act: "set_priority", request: id, priority: "normal" },
      "Make it normal",
      ". 3",
    ),
    ...ofIssue(story),
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

/** What is done with an issue beside answering it, and for any request. */
function ofIssue({ id: request, kind, gist, requester, labels }: Story): Verb[] {
  const place = "ferryline/app";
  const body = `Asked by ${requester}\n\n~~~text\n${gist}\n~~~\n`;
  const wish = { act: "open_issue", request, place, title: gist, body } as const;
  const open = verb(wish, `New issue in ${place}`, ". I");
  if (kind !== "github") return [open];
  const off = labels.map((label) =>
    verb({ act: "label", request, label, on: false }, `Take “${label}” off`, ""),
  );
  return [
    verb({ act: "close_issue", request }, "Close the issue", ". E"),
    verb({ act: "label", request, label: "", on: true }, "Label", ". L"),
    ...off,
    open,
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
