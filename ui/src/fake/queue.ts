/** An ordinary afternoon. */
import type { Clock } from "../contract/Clock";
import { at, message, story, teammate, you, type Story } from "./story";

/** A clock that runs until what somebody promised. */
const promised = (by: string): Partial<Clock> => ({
  state: "pending",
  target: "",
  word: "promise",
  by,
});

function labels(): Story {
  return story({
    id: 1,
    gist: "Labels for the 17:30 tour are not printing",
    requester: "Dirk Vos",
    tier: "Operations",
    source: "Teams",
    posted: at("16:38:12"),
    seenAfter: 17,
    due: at("16:43:12"),
    target: "5 min",
    thread: [
      message("Dirk Vos", "asking", "16:38:12", {
        is: "paragraph",
        inlines: [
          {
            is: "text",
            text: "Labels for the 17:30 tour in Rotterdam are not printing, drivers are standing at the dock. It says “job accepted” and then nothing. ",
          },
          {
            is: "link",
            text: "admin.ferryline.example/tours/88121/labels",
            link: 0,
            host: "admin.ferryline.example",
          },
        ],
      }),
      message(
        "Dirk Vos",
        "asking",
        "16:39:02",
        "Can someone set them to printed in the database so the tour can leave?",
      ),
    ],
    receipts: [
      {
        at: at("16:38:12"),
        words:
          "Dirk Vos wrote in #backend. The clock started, 5 min for a first response.",
      },
      { at: at("16:38:29"), words: "Hotseat saw it, 17 s later." },
      {
        at: at("16:39:02"),
        words: "Dirk Vos wrote again. The first message keeps the clock.",
      },
    ],
    alerts: [
      {
        at: at("16:38:29"),
        kind: "arrival",
        sent: true,
        loud: "sound",
        shown: at("16:38:29"),
        why: "Nobody had it and you are on duty.",
      },
      {
        at: at("16:39:04"),
        kind: "their next message",
        sent: false,
        loud: "",
        shown: null,
        why: "The bubble was updated, a sound came less than 2 min before.",
      },
      {
        at: at("16:41:12"),
        kind: "first warning",
        sent: true,
        loud: "bubble",
        shown: at("16:41:12"),
        why: "Nobody had it 2 min before the deadline.",
      },
    ],
  });
}

/** Seven requests for you, one with Ana. */
export function queueRequests(): Story[] {
  return [
    labels(),
    story({
      id: 2,
      gist: "Checkout answers 502 for every user",
      requester: "Helen Okafor",
      tier: "Priority",
      priority: "emergency",
      source: "PagerDuty",
      posted: at("16:22:45"),
      due: at("16:52:45"),
      owner: teammate("Ana", "16:25"),
      ended: promised("Ana"),
    }),
    story({
      id: 3,
      gist: "NoMethodError in TourPlanner, 214 times",
      requester: "Escalating since 16:30",
      source: "Bugsnag",
      posted: at("16:30:02"),
      due: at("17:00:02"),
    }),
    story({
      id: 4,
      gist: "Events return 200 but never arrive",
      requester: "Orla Byrne",
      tier: "Subscriber",
      posted: at("16:06"),
      due: at("17:06"),
      target: "1 h",
      owner: you("16:36"),
      ended: promised("You"),
      onlyHere: "priority",
    }),
    story({
      id: 5,
      gist: "Revenue report does not tie out to the query",
      requester: "Maya Chen",
      tier: "Success team",
      posted: at("16:19:30"),
      due: at("17:19:30"),
      target: "1 h",
    }),
    story({
      id: 6,
      gist: "Upgrade to 3.2 stops at migration 0041",
      votes: 3,
      labels: ["upgrade"],
      requester: "theo-lamb",
      tier: "Community",
      priority: "normal",
      source: "GitHub",
      posted: at("14:57:25"),
      due: at("17:57:25"),
      target: "3 h",
      owner: you("15:10"),
      sending: "sending",
    }),
    story({
      id: 7,
      gist: "Please remove Jon’s access, he has left",
      requester: "Ines Duarte",
      tier: "Subscriber",
      priority: "normal",
      source: "E-mail",
      posted: at("11:05"),
      due: at("20 18:00"),
      target: "next day",
      leftShare: 0.9,
    }),
    story({
      id: 8,
      gist: "Where do I find last month’s tours?",
      requester: "Pia Lund",
      tier: "Sales",
      priority: "normal",
      posted: at("12:40"),
      due: at("20 18:00"),
      target: "next day",
      leftShare: 0.92,
      internal: true,
    }),
    story({
      id: 20,
      gist: "Nightly export is slow",
      requester: "Kim Osei",
      tier: "Priority",
      section: "snoozed",
      snoozedUntil: at("17:10"),
      due: at("18:00"),
      target: "3 h",
    }),
  ];
}
