/** A new window goes where it was wanted. */
import { describe, expect, it } from "vitest";
import { aim } from "./aim";
import { open, settle, text } from "./test/desk";

describe("the address of a new window", () => {
  it("says what it is for", () => {
    expect(aim("#request=7")).toEqual({ request: 7, spot: "reading" });
    expect(aim("#reply=7")).toEqual({ request: 7, spot: "reply" });
    expect(aim("#settings")).toEqual({ request: null, spot: "settings" });
    expect(aim("#preflight")).toEqual({ request: null, spot: "preflight" });
    expect(aim("#handoff")).toEqual({ request: null, spot: "handoff" });
    expect(aim("#anything")).toEqual({ request: null, spot: "reading" });
  });
});

describe("a window that is raised", () => {
  it("for a reply has the caret in the reply box of the request", async () => {
    const { stage } = await open("queue");
    for (const heard of stage.raisers) heard({ request: 3, spot: "reply" });
    await settle();
    expect(text("h1")).toBe("NoMethodError in TourPlanner, 214 times");
    expect(document.activeElement?.tagName).toBe("TEXTAREA");
  });

  it("for the settings shows them", async () => {
    const { desk, stage } = await open("queue");
    for (const heard of stage.raisers) heard({ request: null, spot: "settings" });
    await settle();
    expect(desk.place).toBe("settings");
  });

  it("for a call is ready to type, wherever it was", async () => {
    const { desk, stage } = await open("queue");
    await desk.go("settings");
    for (const heard of stage.raisers) heard({ request: null, spot: "call" });
    await settle();
    expect(desk.sheet).toBe("call");
    expect(document.activeElement?.localName).toBe("input");
  });

  it("for nothing of its own stays where it is", async () => {
    const { desk, stage } = await open("queue", null, 5);
    for (const heard of stage.raisers) heard({ request: null, spot: "reading" });
    await settle();
    expect(desk.selection).toBe(5);
  });
});
