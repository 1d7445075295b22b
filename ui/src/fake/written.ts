/** The pages of a shift in which everybody writes to break them. */
import type { HandoffArriving } from "../contract/HandoffArriving";
import type { HandoffPage } from "../contract/HandoffPage";
import type { LessonLine } from "../contract/LessonLine";
import type { LessonPage } from "../contract/LessonPage";
import type { PassedLine } from "../contract/PassedLine";
import type { PracticeLine } from "../contract/PracticeLine";
import type { Preflight } from "../contract/Preflight";
import { at } from "./story";

/** What is handed over, with these texts wherever somebody writes. */
export function writtenHandoff(page: HandoffPage, texts: string[]): HandoffPage {
  const [first = ""] = texts;
  const facts = texts.map((text, request) => ({
    request,
    gist: text,
    words: "2 times",
  }));
  const open = page.open.slice(0, 1).flatMap((line) =>
    texts.map((text, request) => ({
      ...line,
      request,
      gist: text,
      requester: text,
      source: text,
      to: text,
      note: request % 3 === 0 ? null : text,
      before: text,
      promise: text,
      passed: text,
    })),
  );
  return {
    ...page,
    title: `Handoff to ${first}`,
    under: first,
    open,
    came_back: facts,
    late: facts,
    form: texts.map((text, n) => ({
      question: text,
      answer: n % 3 === 0 ? null : text,
    })),
    jobs: texts.map((text) => ({ job: text, done: null })),
    channel: first,
    letter: texts,
    arriving: page.arriving && writtenArriving(page.arriving, texts),
    past: page.past.map((past) => ({ ...past, on: first })),
  };
}

function writtenArriving(
  arriving: HandoffArriving,
  texts: string[],
): HandoffArriving {
  const items = arriving.items.slice(0, 1).flatMap((item) =>
    texts.map((text, n) => ({
      ...item,
      message: `${n}`,
      gist: text,
      requester: text,
      note: text,
      taken: n % 2 === 0 ? text : null,
    })),
  );
  return { ...arriving, title: `Handoff from ${texts[0] ?? ""}`, items };
}

/** What the day taught, with these texts wherever somebody writes. */
export function writtenLesson(page: LessonPage, texts: string[]): LessonPage {
  const lines: LessonLine[] = texts.map((text, request) => ({
    request,
    gist: text,
    words: text,
  }));
  return {
    ...page,
    answered: texts.map((name) => ({ name, count: 1 })),
    differed: lines,
    slowest: lines,
    evergreen: lines,
    checklist: texts.map((item) => ({ item, done: false })),
  };
}

/** How everything stands, where everything is called to break the page. */
export function writtenPreflight(page: Preflight, texts: string[]): Preflight {
  const checks = page.checks.slice(0, 1).flatMap((check) =>
    texts.map((text) => ({
      ...check,
      part: text,
      health: "limited" as const,
      words: text,
      remedy: text,
    })),
  );
  return { ...page, left: texts[0] ?? null, checks };
}

/** An answer that a teammate passed on. */
export function passedOn(by: string, text: string): PassedLine {
  return { by, at: at("16:40"), text };
}

/** A guess beside what was done, both in these words. */
export function practised(text: string): PracticeLine {
  const side = {
    by: text,
    at: at("16:40"),
    after: "1 min",
    words: text,
    asks: [text],
    says_when: text,
  };
  return { title: text, yours: side, theirs: side, same: false };
}
