/** Keys stand for acts, and rest while somebody types. */
import { describe, expect, it } from "vitest";
import {
  caps,
  intent,
  lastKey,
  normalKey,
  type Mode,
  type Press,
} from "./keys";

const idle: Mode = { prefix: "", menu: false };
const key = (name: string, more: Partial<Press> = {}): Press => ({
  key: name,
  ctrl: false,
  shift: false,
  alt: false,
  typing: false,
  onButton: false,
  ...more,
});

describe("a key", () => {
  it("goes to a place after G", () => {
    expect(intent(key("g"), idle)).toEqual({ to: "prefix", key: "g" });
    const after = { ...idle, prefix: "g" };
    expect(intent(key("s"), after)).toEqual({ to: "go", place: "settings" });
    expect(intent(key("x"), after)).toBeNull();
    expect(intent(key("e"), after)).toEqual({ to: "part", part: "follows" });
    expect(intent(key("L"), after)).toEqual({ to: "part", part: "followed" });
  });

  it("rests where single keys are switched off, but for the others", () => {
    const rest = { ...idle, rest: true };
    for (const name of ["c", "j", "?", ".", "/", "1", "g"])
      expect(intent(key(name), rest), name).toBeNull();
    expect(intent(key("Escape"), rest)).toEqual({ to: "back" });
    expect(intent(key("ArrowDown"), rest)).toEqual({ to: "move", by: 1 });
    expect(intent(key("k", { ctrl: true }), rest)).toEqual({ to: "palette" });
  });

  it("moves along the list", () => {
    expect(intent(key("j"), idle)).toEqual({ to: "move", by: 1 });
    expect(intent(key("ArrowUp"), idle)).toEqual({ to: "move", by: -1 });
    expect(intent(key("h"), idle)).toEqual({ to: "lead" });
  });

  it("names a verb, whose meaning the engine gives", () => {
    expect(intent(key("c"), idle)).toEqual({ to: "verb", key: "c" });
    expect(intent(key("C", { shift: true }), idle)).toEqual({
      to: "verb",
      key: "shift c",
    });
    expect(intent(key("C"), idle)).toEqual({ to: "verb", key: "c" });
  });

  it("opens a part of the list after V", () => {
    const after = { prefix: "v", menu: false };
    expect(intent(key("v"), idle)).toEqual({ to: "prefix", key: "v" });
    expect(intent(key("w"), after)).toEqual({ to: "fold", fold: "waiting" });
    expect(intent(key("x"), after)).toBeNull();
  });

  it("chooses while a menu is open", () => {
    const open = { prefix: "", menu: true };
    expect(intent(key("1"), open)).toEqual({ to: "choose", key: "1" });
    expect(intent(key("ArrowDown"), open)).toEqual({ to: "step", by: 1 });
    expect(intent(key("R"), open)).toEqual({ to: "choose", key: "r" });
    expect(intent(key("Escape"), open)).toEqual({ to: "back" });
  });

  it("rests while a text field has the focus, but for Ctrl and Esc", () => {
    const typing = { typing: true };
    expect(intent(key("c", typing), idle)).toBeNull();
    expect(intent(key("?", typing), idle)).toBeNull();
    expect(intent(key("Escape", typing), idle)).toEqual({ to: "back" });
    expect(intent(key("Enter", { ...typing, ctrl: true }), idle)).toEqual({
      to: "send",
    });
    expect(intent(key("k", { ...typing, ctrl: true }), idle)).toEqual({
      to: "palette",
    });
  });

  it("leaves Enter to the button that has the focus", () => {
    expect(intent(key("Enter"), idle)).toEqual({ to: "open" });
    expect(intent(key("Enter", { onButton: true }), idle)).toBeNull();
  });

  it("changes the size with Ctrl", () => {
    expect(intent(key("+", { ctrl: true }), idle)).toEqual({
      to: "size",
      step: 1,
    });
    expect(intent(key("=", { ctrl: true }), idle)).toEqual({
      to: "size",
      step: 1,
    });
    expect(intent(key("-", { ctrl: true }), idle)).toEqual({
      to: "size",
      step: -1,
    });
  });

  it("leaves what it does not know to the browser", () => {
    expect(intent(key("c", { ctrl: true }), idle)).toBeNull();
    expect(intent(key("Tab"), idle)).toBeNull();
    expect(intent(key("h", { alt: true }), idle)).toBeNull();
  });
});

describe("a key's label", () => {
  it("is read however it is written", () => {
    expect(normalKey("Shift+C")).toBe("shift c");
    expect(normalKey("Shift C")).toBe("shift c");
    expect(lastKey("S 1")).toBe("1");
  });

  it("is drawn as caps", () => {
    expect(caps("Ctrl Enter")).toEqual(["Ctrl", "↵"]);
  });
});
