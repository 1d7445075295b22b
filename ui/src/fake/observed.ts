/** A morning seen by somebody who reads along. */
import { answeredBeside } from "./practised";
import { at, message, story, teammate, type Story } from "./story";

/** Two that run, two that were answered. */
export function observedRequests(): Story[] {
  return [
    story({
      id: 1,
      gist: "Customer export pending for an hour",
      requester: "Kim Osei",
      tier: "Priority",
      posted: at("10:11:16"),
      due: at("11:11:16"),
      target: "1 h",
      owner: teammate("Mika", "10:14"),
    }),
    story({
      id: 2,
      gist: "Webhook deliveries failing for Castell",
      requester: "Castell Pharma",
      tier: "Priority",
      priority: "emergency",
      source: "PagerDuty",
      posted: at("10:25:40"),
      due: at("11:25:40"),
      target: "1 h",
      owner: teammate("Ana", "10:27"),
    }),
    story({
      id: 3,
      gist: "Driver app shows yesterday’s tours",
      requester: "Dirk Vos",
      tier: "Operations",
      source: "Teams",
      posted: at("10:38:55"),
      seenAfter: 25,
      section: "answered",
      practice: answeredBeside(),
      happened: [
        { at: at("10:40:31"), sign: "👀", words: "Ana claimed it" },
      ],
      target: "5 min",
      due: at("10:43:55"),
      ended: { state: "met", took_ms: 192_000, running: false },
      owner: teammate("Ana", "10:40"),
      words: [
        "Clock stopped by Ana’s reply 10:42, 3 min 12 s.",
        "Target 5 min, a question counts.",
      ],
      thread: [
        message(
          "Dirk Vos",
          "asking",
          "10:38:55",
          "Since this morning the driver app shows yesterday’s tours. Three drivers called already.",
        ),
        {
          ...message(
            "Ana Ruiz",
            "team",
            "10:42:07",
            "Hey Dirk, I’m looking. Which depot is it, and does pulling down to refresh change anything?",
          ),
          remark: "This message stopped the clock, 3 min 12 s",
        },
        message(
          "Dirk Vos",
          "asking",
          "10:44",
          "Rotterdam. No change after refresh.",
        ),
      ],
    }),
    story({
      id: 4,
      gist: "Tour 88102 will not close",
      requester: "Dirk Vos",
      tier: "Operations",
      source: "Teams",
      section: "answered",
      target: "5 min",
      due: at("10:20"),
      ended: {
        state: "missed",
        took_ms: 331_000,
        late_ms: 31_000,
        running: false,
      },
      owner: teammate("Ana", "10:10"),
    }),
    story({
      id: 5,
      gist: "Why do two reports disagree on tours?",
      requester: "Maya Chen",
      tier: "Success team",
      section: "answered",
      evergreen: true,
      posted: at("12 09:12"),
      target: "1 h",
      due: at("12 10:12"),
      ended: { state: "met", took_ms: 482_000, running: false },
      owner: teammate("Kofi", "09:14"),
    }),
  ];
}
