/** What somebody who reads along has practised, and what it taught. */
import type { Act } from "../contract/Act";
import type { Guess } from "../contract/Guess";
import type { LessonPage } from "../contract/LessonPage";
import type { PracticeLine } from "../contract/PracticeLine";
import type { Verb } from "../contract/Verb";
import { at, type Story } from "./story";

const TITLES: Record<Guess["is"], string> = {
  claim: "Would you have claimed it?",
  reply: "What would you have answered?",
  tag: "How would you have tagged it?",
  priority: "How urgent would you have called it?",
  first_step: "What would you have done first?",
};

function words(guess: Guess): string {
  switch (guess.is) {
    case "claim":
      return "would have claimed it";
    case "tag":
      return guess.tag;
    case "priority":
      return guess.priority;
    default:
      return guess.text;
  }
}

/** What becomes of a guess, or of all of them. */
export function playPractice(
  story: Story,
  act: Extract<Act, { act: "practise" | "discard_practice" }>,
): string {
  if (act.act === "discard_practice") {
    story.practice = [];
    return "What you practised on it is deleted.";
  }
  const line = guessed(act.guess);
  const others = story.practice.filter(({ title }) => title !== line.title);
  story.practice = [...others, line];
  story.draft = "";
  return "Practised, on this computer only.";
}

/** A guess that was just made. */
function guessed(guess: Guess): PracticeLine {
  return {
    title: TITLES[guess.is],
    yours: {
      by: "You",
      at: at("10:46"),
      after: "1 min",
      words: words(guess),
      asks: [],
      says_when: null,
    },
    theirs: null,
    same: null,
  };
}

/** The one of the morning. */
export function answeredBeside(): PracticeLine[] {
  return [
    {
      title: TITLES.reply,
      yours: {
        by: "You",
        at: at("10:40:31"),
        after: "1 min 36 s",
        words:
          "Hi Dirk, can you send a screenshot? I’ll look at the tour cache right away.",
        asks: ["Hi Dirk, can you send a screenshot?"],
        says_when: null,
      },
      theirs: {
        by: "Ana",
        at: at("10:42:07"),
        after: "3 min 12 s",
        words:
          "Hey Dirk, I’m looking. Which depot is it, and does pulling down to refresh change anything?",
        asks: [
          "Which depot is it, and does pulling down to refresh change anything?",
        ],
        says_when: null,
      },
      same: null,
    },
  ];
}

/** What is offered to somebody who reads along. */
export function practiceVerbs(story: Story): Verb[] {
  const request = story.id;
  const verb = (act: Act, label: string, key: string): Verb => ({
    act,
    label,
    key,
    primary: false,
    refused: null,
  });
  const guess = (guess: Guess, label: string, key: string) =>
    verb({ act: "practise", request, guess }, label, key);
  const made = story.practice.length > 0;
  const claimed = story.practice.some(({ title }) => title === TITLES.claim);
  return [
    ...(claimed ? [] : [guess({ is: "claim" }, "Practise a claim", "C")]),
    guess({ is: "reply", text: "" }, "Practise a reply", "R"),
    verb(pairing(story), `Ask ${story.owner.label || "them"} to pair`, "P"),
    verb({ act: "note", request, text: "" }, "Note", "N"),
    verb({ act: "copy_link", request }, "Copy link", made ? ". Y" : "Y"),
    guess({ is: "first_step", text: "" }, "Keep it as the first step", ". F"),
    guess({ is: "tag", tag: "" }, "Keep it as the tag", ". T"),
    guess({ is: "priority", priority: "urgent" }, "Guess: urgent", ". 2"),
    ...(made
      ? [
          verb(
            { act: "copy_practice", request },
            "Copy for the talk with Ana",
            "Y",
          ),
          verb({ act: "discard_practice", request }, "Discard", "Backspace"),
        ]
      : []),
  ];
}

/** What goes out to whoever has it, or to those on duty. */
function pairing({ id, owner, requester, gist }: Story): Act {
  const words = `May I pair with you on this one? I am observing and would like to see how you go about it.
${requester} in #backend: “${gist}”
https://ferryline.slack.com/archives/C02BACKEND/p1763635135000200`;
  const to = owner.label || "Mika and Ana";
  return { act: "pair", request: id, to, words };
}

/** The day, or the week. */
export function lesson(week: boolean, ticked: string[]): LessonPage {
  return {
    week,
    from: at(week ? "18 00:00" : "00:00"),
    to: at(week ? "25 00:00" : "20 00:00"),
    seen: week ? 23 : 5,
    answered: [
      { name: "Ana", count: week ? 12 : 2 },
      { name: "Mika", count: week ? 9 : 1 },
    ],
    in_time: week ? 18 : 2,
    late: week ? 3 : 1,
    unanswered: week ? 2 : 2,
    guesses: week ? 11 : 3,
    differed: [
      {
        request: 4,
        gist: "Tour 88102 will not close",
        words: "you: normal, the team: urgent",
      },
    ],
    slowest: [
      {
        request: 4,
        gist: "Tour 88102 will not close",
        words: "Ana, after 5 min 31 s, 31 s late",
      },
      {
        request: 3,
        gist: "Driver app shows yesterday’s tours",
        words: "Ana, after 3 min 12 s",
      },
    ],
    evergreen: [
      { request: 3, gist: "Why do two reports disagree on tours?", words: "" },
    ],
    checklist: ["Read the playbook", "Find the dashboards"].map((item) => ({
      item,
      done: ticked.includes(item),
    })),
    alarms: false,
  };
}
