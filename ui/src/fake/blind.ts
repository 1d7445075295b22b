/** An afternoon on which one source cannot be read. */
import type { BlindPage } from "../contract/BlindPage";
import { at, story, you, type Story } from "./story";

/** What is known of the source that cannot be read. */
export function blindPage(): BlindPage {
  return {
    source: {
      id: "teams",
      kind: "teams",
      name: "Teams",
      places: "#backend",
      state: "blind",
      read: at("14:02:11"),
      blind_since: at("14:02:11"),
      reason:
        "Sign-in expired. Requests may be waiting there, and their 5 minutes are running.",
      remedy: "Sign in again",
      ends: null,
      last_request: at("13:58"),
      backlog: null,
      pace_s: 60,
    },
    consequence: "Anything posted before 14:14 is already late",
    target: "#backend, first response within 5 min",
    history: [
      { at: at("14:02:11"), words: "Last good read. 2 requests known." },
      { at: at("14:03:11"), words: "Refused: the sign-in is no longer valid." },
      {
        at: at("14:05:11"),
        words: "Third refusal. You were told here and by a notification.",
      },
      { at: at("14:19:11"), words: "Tried 17 times." },
    ],
    held: [
      {
        id: "1",
        request: 2,
        verb: "Claim",
        gist: "Depot 12 cannot split a tour",
        at: at("14:06"),
        seen_by_others: "nobody else can see it yet",
      },
      {
        id: "2",
        request: 2,
        verb: "Reply",
        gist: "“Hey Dirk, trying it on a copy now.”",
        at: at("14:11"),
        seen_by_others: "the clock is not stopped",
      },
    ],
    next_try: at("14:20:11"),
    others:
      "Slack, GitHub, Bugsnag, Sentry, PagerDuty and e-mail are read as usual.",
  };
}

/** Two requests of which nothing is sure, and four others. */
export function blindRequests(): Story[] {
  return [
    story({
      id: 1,
      gist: "Barcode scanner logs drivers out",
      requester: "Anouk Smit",
      tier: "Operations",
      source: "Teams",
      posted: at("13:58:20"),
      due: at("14:03:20"),
      target: "5 min",
    }),
    story({
      id: 2,
      gist: "Depot 12 cannot split a tour",
      requester: "Dirk Vos",
      tier: "Operations",
      source: "Teams",
      posted: at("14:01"),
      due: at("14:06"),
      target: "5 min",
      owner: you("14:06"),
      sending: "held back",
    }),
    story({
      id: 3,
      gist: "Invoice totals differ from last week’s report",
      requester: "Sofie Maes",
      tier: "Priority",
      posted: at("13:42"),
      due: at("14:51:40"),
      target: "1 h",
    }),
    story({
      id: 4,
      gist: "TimeoutError in /api/tours, 61 users",
      requester: "Escalating since 13:48",
      source: "Sentry",
      posted: at("13:51:23"),
      due: at("14:55:23"),
      target: "1 h",
      owner: you("14:00"),
    }),
    story({
      id: 5,
      gist: "Webhook retries ignore the back-off setting",
      requester: "m-okada",
      tier: "Community",
      priority: "normal",
      source: "GitHub",
      posted: at("13:59:35"),
      due: at("16:59:35"),
      target: "3 h",
    }),
    story({
      id: 6,
      gist: "Which plan includes the audit log?",
      requester: "Ruth Alder",
      tier: "Subscriber",
      priority: "normal",
      source: "E-mail",
      posted: at("11:00"),
      due: at("20 18:00"),
      target: "next day",
    }),
  ];
}
