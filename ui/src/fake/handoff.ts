/** An invented week that is handed over. */
import type { Act } from "../contract/Act";
import type { HandoffLine } from "../contract/HandoffLine";
import type { HandoffPage } from "../contract/HandoffPage";
import type { Priority } from "../contract/Priority";

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
    handed: null,
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
    if (!found) return page;
    return {
      ...page,
      shift: found.shift,
      over: true,
      title: `The week ${found.when}`,
      under: `On support: ${found.on}. ${found.handed ? `It was handed over ${found.handed}.` : "It was not handed over."}`,
      open: found.handed ? page.open.filter(({ note }) => note !== null) : [],
      handed: found.handed,
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
    if (act.act === "hand_over") {
      page.handed = "17:20";
      return "Handed over.";
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
