/** An invented search: plain words in gists and notes. */
import type { Block } from "../contract/Block";
import type { Mark } from "../contract/Mark";
import type { SearchPage } from "../contract/SearchPage";
import { rowOf } from "./row";
import type { Scene } from "./scenes";
import type { Story } from "./story";

/** Everything in a scene that says the words. */
export function find(scene: Scene, now: number, text: string): SearchPage {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "" && !word.includes(":"));
  const says = (said: string) =>
    words.every((word) => said.toLowerCase().includes(word));
  const lines = (story: Story) => [
    story.gist,
    ...story.notes.map((note) => note.text),
  ];
  const hits =
    words.length === 0
      ? []
      : scene.requests.filter((story) => lines(story).some(says));
  return {
    found: hits.map((story) => {
      const note = story.notes.find((note) => says(note.text));
      return {
        row: rowOf(story, scene, now),
        gist: marks(story.gist, words),
        excerpt: marks(note ? said(note.blocks) : story.gist, words),
        by: note ? "Your note" : story.requester,
        at: note?.written ?? story.posted,
      };
    }),
    more: false,
    remark:
      words.length > 0 && hits.length === 0
        ? `No request says “${words.join(" ")}”.`
        : null,
    reach: "This computer knows what was written since Tue 3 Nov 2026.",
    elsewhere: "Open Slack to search there",
  };
}

/** The words of a note, without its marks. */
function said(blocks: Block[]): string {
  return blocks
    .map((block) =>
      block.is === "pre"
        ? block.text
        : block.inlines.map(({ text }) => text).join(""),
    )
    .join(" ");
}

function marks(text: string, words: string[]): Mark[] {
  return text
    .split(/(\W+)/)
    .filter((piece) => piece !== "")
    .map((piece) => ({
      text: piece,
      hit: words.some((word) => piece.toLowerCase().startsWith(word)),
    }));
}
