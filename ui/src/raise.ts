/** Goes to what the tray, a notification or the command line points at. */
import type { Aim } from "./contract/Aim";
import type { Desk } from "./desk.svelte";

/** Shows it, whatever was shown before. */
export async function raise(desk: Desk, { request, spot }: Aim): Promise<void> {
  // The window alone is raised as it was left; anything else that is pointed
  // at is not shown beneath what is being filled in.
  const alone = request === null && ["reading", "reply"].includes(spot);
  if (!alone) desk.settings.leave();
  if (spot === "settings") return desk.go("settings");
  if (spot === "call") return void (desk.sheet = "call");
  if (spot === "preflight") return void (desk.sheet = "preflight");
  if (spot === "handoff") {
    desk.sheet = null;
    return desk.go("handoff");
  }
  if (request === null) return;
  desk.opened = true;
  desk.place = "queue";
  desk.sheet = null;
  await desk.select(request);
  if (spot === "reply") desk.reply.want();
}
