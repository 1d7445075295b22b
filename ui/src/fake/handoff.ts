/** An invented week that is handed over. */
import type { Act } from "../contract/Act";
import type { HandoffArriving } from "../contract/HandoffArriving";
import type { HandoffItem } from "../contract/HandoffItem";
import type { HandoffLine } from "../contract/HandoffLine";
import type { HandoffPage } from "../contract/HandoffPage";
import type { Priority } from "../contract/Priority";
import { capital } from "../formats";

function line(
  request: number,
  [due, what]: [string, string],
  [priority, source_kind, source]: [Priority, string, string],
  [gist, requester, to]: [string, string, string],
  note: string | null,
): HandoffLine {
  return {
    request,
    due,
    what,
    priority,
    source_kind,
    source,
    gist,
    requester,
    promise: null,
    to,
    note,
    note_id: note === null ? null : request,
    before: null,
    passed: null,
    taken: false,
  };
}

/** What the mock's Wednesday brings to Priya. */
function arriving(): HandoffArriving {
  const item = (
    [message, request, due]: [string, number | null, string],
    [gist, requester]: [string, string],
    note: string,
    taken: string | null = null,
  ): HandoffItem => ({
    message,
    request,
    due,
    priority: request === null ? null : "normal",
    source_kind: "slack",
    source: "Slack",
    gist,
    requester,
    note,
    taken,
    sending: false,
  });
  return {
    title: "Handoff from Kofi",
    under: "Sent Tue 17 Nov 17:20. The next shift begins Wed 18 Nov 09:00.",
    items: [
      item(
        ["1.1", 801, "Wed 09:40"],
        ["Invoice totals differ from last week’s report", "Sofie Maes"],
        "Rounding in the currency view. Promise her an update before 09:40.",
        "Ana",
      ),
      item(
        ["1.2", 802, "Wed 11:00"],
        ["Upgrade to 3.2 stops at migration 0041", "theo-lamb"],
        "Waiting on his schema dump.",
      ),
      item(
        ["1.3", null, ""],
        ["A request that is not in the queue here", ""],
        "Nothing to add.",
      ),
    ],
    waiting: 2,
  };
}

/** The mock's Tuesday: five are open, two have no note. */
function week(): HandoffPage {
  return {
    shift: "2026-11-18T08:00:00Z",
    over: false,
    kind: "week",
    title: "Handoff to Priya and Tomás",
    under: "From you and Ana. Their week starts Wed 25 Nov 09:00.",
    open: [
      line(
        901,
        ["Wed 09:40", "promise"],
        ["urgent", "slack", "Slack"],
        [
          "Invoice totals differ from last week’s report",
          "Sofie Maes, Priority",
          "Priya",
        ],
        "Rounding in the currency view since Thursday’s deploy. Fix is in review. Promise her an update before 09:40.",
      ),
      line(
        902,
        ["Wed 11:00", "next response"],
        ["normal", "github", "GitHub"],
        [
          "Upgrade to 3.2 stops at migration 0041",
          "theo-lamb, Community",
          "Tomás",
        ],
        "Waiting on his schema dump. Workaround 3 in the troubleshooting page works for 2 others.",
      ),
      line(
        903,
        ["Wed 18:00", "first response"],
        ["normal", "mail", "E-mail"],
        [
          "Which plan includes the audit log?",
          "Ruth Alder, Subscriber",
          "Priya",
        ],
        null,
      ),
      line(
        904,
        ["Wed 18:00", "first response"],
        ["normal", "slack", "Slack"],
        ["Partner wants a data dump of all tours", "Pia Lund, Sales", "Priya"],
        null,
      ),
      line(
        905,
        ["Thu 18:00", "resolution"],
        ["emergency", "pagerduty", "PagerDuty"],
        [
          "Webhooks were down for 41 min on Mon 23 Nov",
          "Castell, Priority",
          "Ana",
        ],
        "Post-mortem, due 3 days after the outage. The draft is in the repository, Ana owns it.",
      ),
    ],
    notes_missing: 2,
    answers_missing: 1,
    came_back: [
      { request: 601, gist: "Label job stuck", words: "3 times" },
      { request: 602, gist: "Two reports disagree on tours", words: "2 times" },
    ],
    late: [
      { request: 701, gist: "Tour 88340 has two drivers", words: "1 h 40 min late" },
      { request: 702, gist: "Tour 88102 will not close", words: "31 min late" },
    ],
    answered: 61,
    numbers: [
      { label: "Requests", value: "61" },
      { label: "In time", value: "59 of 61" },
      { label: "First response, p50", value: "2 min 40 s" },
      { label: "First response, p90", value: "11 min" },
    ],
    users: (
      [
        ["Wed", 6],
        ["Thu", 9],
        ["Fri", 7],
        ["Mon", 11],
        ["Tue", 8],
      ] as const
    ).map(([day, users], n) => ({ day, users, at_most: n === 3 })),
    form: [
      { question: "Any leads that need a call?", answer: "Castell, on Friday." },
      { question: "What should we fix first?", answer: null },
    ],
    jobs: [
      { job: "Deploy", done: "Thu 17:52" },
      { job: "Release notes", done: "Fri 14:48" },
      { job: "Next team picked", done: null },
    ],
    handed: null,
    channel: "#support-team",
    letter: [],
    sent: null,
    arriving: arriving(),
    past: [
      {
        shift: "2026-11-11T08:00:00Z",
        when: "Wed 11 Nov to Wed 18 Nov",
        on: "Kofi and Ana",
        handed: "Tue 17 Nov 17:20",
      },
      {
        shift: "2026-11-04T08:00:00Z",
        when: "Wed 4 Nov to Wed 11 Nov",
        on: "Mika",
        handed: null,
      },
    ],
    text: "# Handoff to Priya and Tomás\n",
  };
}

export class FakeHandoff {
  readonly #week = week();

  /** The page of a shift, as it is now. */
  page(shift: string | null): HandoffPage {
    const found = this.#week.past.find((past) => past.shift === shift);
    const page = structuredClone(this.#week);
    page.notes_missing = page.open.filter(({ note }) => note === null).length;
    page.answers_missing = page.form.filter(
      ({ answer }) => answer === null,
    ).length;
    page.letter = [
      `Handoff from You and Ana to Priya and Tomás, Wed 18 Nov to Wed 25 Nov.\n${page.open.length} requests are open, one reply each. ✅ on a reply takes that request over.\n61 requests, 59 of 61 in time, first response p50 2 min 40 s, p90 11 min.`,
      ...page.open.map(
        ({ requester, gist, due, what, note }) =>
          `${requester}: ${gist}\nhttps://acme.slack.com/archives/C1/p17\n${capital(what)} due ${due}${note === null ? "" : `\nNote: ${note}`}`,
      ),
    ];
    if (!found) return page;
    return {
      ...page,
      shift: found.shift,
      over: true,
      title: `The week ${found.when}`,
      under: `On support: ${found.on}. ${found.handed ? `It was handed over ${found.handed}.` : "It was not handed over."}`,
      open: found.handed ? page.open.filter(({ note }) => note !== null) : [],
      handed: found.handed,
      letter: [],
    };
  }

  /** What becomes of an act on it; nothing if it is on something else. */
  hear(act: Act): string | null {
    const page = this.#week;
    if (act.act === "answer_form") {
      const found = page.form.find((it) => it.question === act.question);
      if (found) found.answer = act.text || null;
      return "Answered.";
    }
    if (act.act === "tick_job") {
      const found = page.jobs.find(({ job }) => job === act.job);
      if (found) found.done = act.done ? "17:20" : null;
      return act.done ? "Done." : "Not done yet.";
    }
    if (act.act === "hand_over") {
      page.handed = "17:20";
      return "Handed over.";
    }
    if (act.act === "send_handoff") {
      page.handed = "17:20";
      page.sent = `Sent to #support-team 17:20, 0 of ${page.open.length} accepted.`;
      for (const line of page.open) line.passed = "Sent, not accepted yet";
      return "Handing over in #support-team.";
    }
    if (act.act === "accept") {
      const items = page.arriving?.items ?? [];
      const item = items.find(({ message }) => message === act.message);
      if (item) item.taken = "you";
      return "Accepted from Kofi.";
    }
    if (act.act === "copy_handoff") return "The handoff is in the clipboard.";
    const about =
      act.act === "note"
        ? act.request
        : act.act === "edit_note"
          ? act.note
          : null;
    const found = page.open.find(({ request }) => request === about);
    if (!found || !("text" in act)) return null;
    found.note = act.text ?? null;
    found.note_id = found.request;
    return "Noted, on this computer only.";
  }
}
