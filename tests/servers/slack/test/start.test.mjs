/** The command line: one ready line, and nothing left when it goes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import test from "node:test";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.mjs", import.meta.url));

async function started(t) {
  const child = spawn(process.execPath, [MAIN], { stdio: ["pipe", "pipe", "inherit"] });
  t.after(() => child.kill("SIGKILL"));
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const lines = [];
  const reader = createInterface({ input: child.stdout });
  const ready = await new Promise((resolve) => reader.once("line", resolve));
  reader.on("line", (line) => lines.push(line));
  return { child, gone, ready: JSON.parse(ready), lines };
}

test("it says where it is in one line and answers there", async (t) => {
  const { child, gone, ready, lines } = await started(t);
  assert.match(ready.api, /^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
  const answer = await fetch(`${ready.api}auth.test`, {
    method: "POST", headers: { authorization: `Bearer ${ready.tokens.alice}` },
  });
  assert.equal((await answer.json()).user_id, ready.users.alice);
  const state = await (await fetch(`${ready.control}state`)).json();
  assert.equal(state.channels.support, ready.channels.support);
  child.stdin.end();
  assert.equal(await gone, 0);
  assert.deepEqual(lines, []);
});

test("it goes on SIGTERM, and its port with it", async (t) => {
  const { child, gone, ready } = await started(t);
  child.kill("SIGTERM");
  assert.equal(await gone, 0);
  await assert.rejects(fetch(`${ready.api}auth.test`));
});
