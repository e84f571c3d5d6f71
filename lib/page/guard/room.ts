/** CSS pixels: what is in view is so wide, or so high, or less. At each the layout changes (public/guard.css). Data. */
const NARROW = [400];
const LOW = [480, 320, 220, 100];

/** Lays a card out for what is in view of the window or the frame, in CSS pixels; `public/guard.css` says how. */
export function fitRoom({ style, classList }: HTMLElement, width: number, height: number): void {
  style.setProperty('--almsguard-room-width', `${width}px`);
  style.setProperty('--almsguard-room-height', `${height}px`);
  for (const px of NARROW) classList.toggle(`almsguard-narrow-${px}`, width <= px);
  for (const px of LOW) classList.toggle(`almsguard-low-${px}`, height <= px);
}
