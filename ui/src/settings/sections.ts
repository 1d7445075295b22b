/** The sections of the place of settings, and the acts of the one shown. */
import type { Desk } from "../desk.svelte";
import {
  accounts,
  data,
  general,
  keyboard,
  sounds,
  targets,
  team,
  type SettingAct,
} from "./acts";

/** The sections that exist, by their digits. */
export const SECTIONS = [
  "General",
  "Accounts and sources",
  "Targets and calendar",
  "Team",
  "Notifications and sound",
  "Keyboard",
  "Data on this computer",
] as const;

/** Everything that can be done in any section. */
export function settingActs(desk: Desk): SettingAct[] {
  return [
    ...general(desk),
    ...accounts(desk),
    ...targets(desk),
    ...team(desk),
    ...sounds(desk),
    ...keyboard(desk),
    ...data(desk),
  ];
}

/** What can be done in the section that is shown. */
export function actsHere(desk: Desk): SettingAct[] {
  const { section } = desk.settings;
  return settingActs(desk).filter((act) => act.section === section);
}

/** The act of a key in the section that is shown. */
export function actOf(desk: Desk, key: string): SettingAct | undefined {
  return actsHere(desk).find((act) => act.key.toLowerCase() === key);
}
