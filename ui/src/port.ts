/** What the window needs of the program it lives in. */
import type { Act } from "./contract/Act";
import type { Aim } from "./contract/Aim";
import type { Command } from "./contract/Command";
import type { Done } from "./contract/Done";
import type { Failure } from "./contract/Failure";
import type { Select } from "./contract/Select";
import type { Snapshot } from "./contract/Snapshot";

/** The program around the window: the real one, or one with invented data. */
export interface Host {
  /** Asks the engine; the answer is an envelope. */
  rpc(command: Command): Promise<unknown>;
  /** Calls back when a new snapshot may be fetched; gives a way to stop. */
  onChanged(heard: () => void): Promise<() => void>;
  /** What the window was opened for. */
  asked(): Aim;
  /** Calls back when it is wanted for something; gives a way to stop. */
  onRaised(heard: (aim: Aim) => void): Promise<() => void>;
  /** Milliseconds that have passed since some fixed moment. */
  elapsed(): number;
}

/** A refusal by the engine, or the lack of any answer. */
export class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** Why something was not done. */
export function failureOf(refusal: unknown): Failure {
  if (refusal instanceof Refusal) return refusal.failure;
  return { code: "failed", message: String(refusal), hint: null };
}

/** Asks for everything that is shown. */
export async function askSnapshot(
  host: Host,
  select: Select,
): Promise<Snapshot> {
  return (await ask(host, { cmd: "snapshot", select })) as Snapshot;
}

/** Does what a person asked for, with the time to take it back. */
export async function askAct(host: Host, act: Act): Promise<Done> {
  return (await ask(host, { cmd: "do", act, at_once: false })) as Done;
}

/** Asks, and turns every way of not getting an answer into a refusal. */
export async function ask(host: Host, command: Command): Promise<unknown> {
  const envelope = await host.rpc(command).catch((broken: unknown) => {
    throw new Refusal(unreachable(broken));
  });
  if (!isEnvelope(envelope)) throw new Refusal(unreachable(envelope));
  if (envelope.ok) return envelope.data;
  throw new Refusal(envelope.error ?? unreachable("no reason was given"));
}

interface Envelope {
  ok: boolean;
  data: unknown;
  error: Failure | null;
}

function isEnvelope(answer: unknown): answer is Envelope {
  return typeof answer === "object" && answer !== null && "ok" in answer;
}

function unreachable(why: unknown): Failure {
  const detail = why instanceof Error ? why.message : String(why);
  return {
    code: "unreachable",
    message: "Hotseat’s engine does not answer.",
    hint: `Nothing is being watched through this window. (${detail})`,
  };
}
