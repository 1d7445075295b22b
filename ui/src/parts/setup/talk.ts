/** Who is answered, whether the queue is there already or not. */
import type { ConnectAct } from "../../contract/ConnectAct";
import type { Connected } from "../../contract/Connected";
import type { Connecting } from "../../contract/Connecting";
import type { Failure } from "../../contract/Failure";

/** What every question needs of whoever asks it. */
export interface Talk {
  readonly busy: string | null;
  readonly trouble: Failure | null;
  readonly remarks: string[];
  /** An answer is on its way. */
  readonly answering: boolean;
  /** Something is waited for that can be waited for no longer. */
  readonly waits: boolean;
  /** It is asked in a sheet over the queue. */
  readonly sheet: boolean;
  back(): void;
}

/** What the questions on the way to a source need. */
export interface ConnectTalk extends Talk {
  readonly connecting: Connecting;
  /** The sources that are connected already. */
  readonly connected: Connected[];
  connect(act: ConnectAct): Promise<void>;
  /** Leaves out one of them, where that can be. */
  leaveOut: ((source: string) => void) | null;
  /** No more sources, where others may have been asked for. */
  enough: (() => void) | null;
}

/** A key belongs to the control that shows it; true if one has it. */
export function pressKey(
  event: KeyboardEvent,
  within: HTMLElement,
  press: { key: string; ctrl: boolean; typing: boolean },
): boolean {
  const { key, ctrl, typing } = press;
  const label =
    key === "Escape"
      ? "esc"
      : ctrl && key === "Enter"
        ? "ctrl enter"
        : ctrl || typing
          ? null
          : key.toLowerCase();
  if (label === null || label.includes('"')) return false;
  const owner = within.querySelector<HTMLElement>(`[data-key="${label}"]`);
  if (!owner) return false;
  event.preventDefault();
  if (owner.matches("input, select")) owner.focus();
  else owner.click();
  return true;
}
