/** What is done with issues beside answering them. */
import { cleanup } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { open, press, settle, text } from "../test/desk";

afterEach(cleanup);

/** The invented request that stands as an issue at GitHub. */
const ISSUE = 6;

async function read() {
  const opened = await open("queue");
  await opened.desk.select(ISSUE);
  await settle();
  return opened;
}

describe("an issue", () => {
  it("is closed itself after . E, which asks nothing", async () => {
    const { stage } = await read();
    await press(".", "e");
    expect(stage.acts).toEqual([{ act: "close_issue", request: ISSUE }]);
  });

  it("shows its labels and how many want it", async () => {
    await read();
    expect(text(".reading, main")).toContain("upgrade");
    expect(text(".row.selected")).toContain("+3");
  });

  it("is labelled by hand after . L", async () => {
    const { stage, desk } = await read();
    await press(".", "l");
    const field = document.querySelector<HTMLInputElement>(".form input");
    if (!field) throw new Error("a field");
    field.value = "bug";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    await press("Enter");
    expect(stage.acts).toEqual([
      { act: "label", request: ISSUE, label: "bug", on: true },
    ]);
    expect(desk.sheet).toBeNull();
  });

  it("is opened for any request, beginning with what was asked", async () => {
    const { stage, desk } = await open("queue");
    await press(".", "i");
    const said = document.querySelector<HTMLTextAreaElement>(".form textarea");
    expect(said?.value).toContain("~~~text");
    document.querySelector<HTMLInputElement>(".form input")?.focus();
    await press("Enter");
    expect(stage.acts).toMatchObject([
      { act: "open_issue", place: "ferryline/app", body: said?.value },
    ]);
    expect(desk.sheet).toBeNull();
  });
});
