/** Places a menu beneath the button that opened it. */

/** How far a menu stays away from the edge. */
const EDGE = 24;

/** Finds the button by its being open; the menu stays within the window. */
export function under(menu: HTMLElement): void {
  const around = menu.parentElement;
  const opener = around?.querySelector<HTMLElement>('[aria-expanded="true"]');
  if (!around || !opener) return;
  const room = around.clientWidth - menu.offsetWidth - EDGE;
  const left = Math.max(0, Math.min(opener.offsetLeft, room));
  menu.style.setProperty("--under", `${left}px`);
}
