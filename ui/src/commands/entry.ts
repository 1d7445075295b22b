/** One line of the palette. */

/** What can be done, and by which key. */
export interface Entry {
  group: string;
  label: string;
  key: string;
  glyph: string;
  why: string;
  refused: boolean;
  /** Its key is that of a section, and cannot be chosen. */
  local?: boolean;
  run: () => void;
}
