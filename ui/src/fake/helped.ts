/** An afternoon on which answers were passed on, and times were named. */
import type { Clock } from "../contract/Clock";
import { at, message, story, teammate, you, type Story } from "./story";
import { passedOn } from "./written";

const update: Partial<Clock> = { target: "", word: "update" };

/** One that teammates have answers for, three that wait for an update. */
export function helpedRequests(): Story[] {
  return [
    story({
      id: 1,
      gist: "Labels for the 17:30 tour are not printing",
      requester: "Dirk Vos",
      tier: "Operations",
      source: "Teams",
      posted: at("16:38:12"),
      due: at("16:43:12"),
      target: "5 min",
      owner: you("16:39"),
      passed: [
        passedOn("Noor", "Restart the spooler on the depot’s printer server."),
        passedOn(
          "Tomás",
          "It was the same in October: the queue of printer 4 was full. Empty it, then print one label by hand before the rest.",
        ),
      ],
    }),
    story({
      id: 2,
      gist: "Events return 200 but never arrive",
      requester: "Orla Byrne",
      tier: "Subscriber",
      posted: at("16:02"),
      due: at("17:05"),
      target: "1 h",
      owner: you("16:05"),
      ended: update,
      words: [
        "You said you were looking 16:05.",
        "An update is due 17:05.",
      ],
      thread: [
        message("Orla Byrne", "asking", "16:02", "Events return 200 but never arrive."),
        message("You", "team", "16:05", "Looking into it."),
      ],
    }),
    story({
      id: 3,
      gist: "Checkout answers 502 for every user",
      requester: "Helen Okafor",
      tier: "Priority",
      posted: at("15:30"),
      due: at("16:30"),
      target: "1 h",
      owner: teammate("Ana", "15:35"),
      ended: { ...update, state: "passed", running: false },
    }),
    story({
      id: 4,
      gist: "Invoice totals differ from last week’s report",
      requester: "Sofie Maes",
      tier: "Priority",
      posted: at("14:30"),
      due: at("16:00"),
      target: "1 h",
      owner: teammate("Ana", "14:35"),
      ended: {
        state: "passed",
        target: "",
        word: "promised",
        by: "Ana",
        running: false,
      },
    }),
  ];
}
