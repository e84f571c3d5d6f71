import { COVER_CHECK_MS, MAX_COVER_POINTS, MAX_REPAIRS, REPAIRS_MS } from '#lib/core/limits.ts';
import { colourScheme, readChosen } from './chosen.ts';
import { createElement, createSvgElement, elementAt, parentOf, rootElementOf, selectAll } from './dom.ts';

export interface ShieldDeps {
  window: Window & typeof globalThis;
  /** Learns of the host before it stands in the page, so that the scanner never reads it. */
  own: WeakSet<Node>;
  /** The page took it away more often than it is put back. Nothing of it is shown any more. */
  onGivenUp(): void;
  /** Whether what is shown outside of the host is still there; asked from time to time. */
  isWhole?(): boolean;
  /** Called after every repair: what is shown may have to be drawn again. */
  onRepair?(): void;
}

/** A place over the page for what the extension shows. */
export interface Shield {
  /** The one element that the page sees; in a drawing it stands in another. */
  host: HTMLElement;
  /**
   * Takes what is shown; above everything of the page, with `0, 0` where its canvas begins. A dialog that is open in
   * there is taken for a modal one, and shown as such again after a repair.
   */
  root: ShadowRoot;
  /** Light or dark, as the person wants it by now. */
  dress(): void;
  /** Asks the page for so many pixels at its upper edge (public/mark.css), or for none. */
  makeRoom(px: number): void;
  stop(): void;
}

/** Style sheets of the page can do nothing against these: a style attribute comes before rules of any weight. */
const HOST_STYLE = {
  all: 'initial',
  display: 'block',
  position: 'absolute',
  inset: '0 auto auto 0',
  width: '0',
  height: '0',
  'z-index': '2147483647',
};
/** Room is given in steps; what needs more than the last of them covers a little. */
const ROOM_STEP_PX = 20;
const MAX_ROOM_PX = 240;
/** Farther from the edge than its rounded corners reach, as a share of a side. */
const INSET = 0.15;
/** Shorter sides are looked at in the middle only, in pixels. */
const SMALL_PX = 60;

/**
 * What is shown stands in the browser's top layer, where neither `z-index` nor the opacity or the transforms of what
 * is around it matter. The popover that takes it there is inside a closed shadow tree: the page can neither close it
 * nor hear that it opens. What the page can still do is to take the host away, to change it, and to open something
 * else on top. All that is put right, but not for ever: a page that fights would make itself unusable.
 */
export function createShield({ window, own, onGivenUp, isWhole, onRepair }: ShieldDeps): Shield {
  const { document } = window;
  const host = createElement(document, 'div');
  own.add(host);
  const layer = createElement(document, 'div');
  layer.popover = 'manual';
  host.attachShadow({ mode: 'closed' }).append(layer);
  const root = layer.attachShadow({ mode: 'closed' });
  setStyle(host);
  setStyle(layer);
  dress();
  const outer = wrap(host, document);
  own.add(outer);
  const styles = new Map([outer, host].map((part) => [part, part.style.cssText]));
  const repairs: number[] = [];
  /** What the page has opened since ours was put on top. */
  const above = new Set<Element>();
  /** What lies on top all the same, for as long as it does. */
  const beyond = new Set<Element>();

  const observer = new window.MutationObserver(() => {
    if (!isInPlace()) repair();
  });
  const timer = window.setInterval(() => {
    if (document.visibilityState === 'hidden') return;
    fitZoom(layer, host);
    if (!isInPlace() || isWhole?.() === false || cover()) repair();
  }, COVER_CHECK_MS);
  /** Other popovers and dialogs; they need not be asked for by a click to cover one. */
  const onToggle = ({ target, newState }: Event & { newState?: string }) => {
    if (!(target instanceof window.Element) || target === host) return;
    if (newState === 'open') above.add(target);
    else above.delete(target);
  };
  window.addEventListener('toggle', onToggle, true);
  let lastFocused: EventTarget | null = null;
  root.addEventListener('focusin', ({ target }) => {
    lastFocused = target;
  });
  put();

  function dress(): void {
    layer.style.setProperty('color-scheme', colourScheme(readChosen()), 'important');
  }

  function makeRoom(px: number): void {
    const room = Math.min(Math.ceil(px / ROOM_STEP_PX) * ROOM_STEP_PX, MAX_ROOM_PX);
    if (room > 0) host.style.setProperty('--almsguard-room', String(room));
    else host.style.removeProperty('--almsguard-room');
    styles.set(host, host.style.cssText);
  }

  /** Right in what is put around it in a drawing: anything between them could hide it. */
  function isInside(): boolean {
    return outer === host || parentOf(host) === outer;
  }

  function isInPlace(): boolean {
    const parent = parentOf(outer);
    return (
      parent instanceof window.Element &&
      (parent === rootElementOf(document) || parent.matches('dialog:modal')) &&
      parent.isConnected &&
      isInside() &&
      [...styles].every(([part, style]) => part.attributes.length === 1 && part.style.cssText === style) &&
      layer.matches(':popover-open')
    );
  }

  function repair(): void {
    const now = window.performance.now();
    while (repairs[0] !== undefined && repairs[0] <= now - REPAIRS_MS) repairs.shift();
    if (repairs.length >= MAX_REPAIRS) {
      stop();
      onGivenUp();
      return;
    }
    repairs.push(now);
    put();
    const still = cover();
    if (still) beyond.add(still);
    onRepair?.();
  }

  /** Puts the host where it belongs, as it was, and raises it above everything else. */
  function put(): void {
    for (const [part, style] of styles) {
      for (const name of part.getAttributeNames()) if (name !== 'style') part.removeAttribute(name);
      if (part.style.cssText !== style) part.style.cssText = style;
    }
    if (!isInside()) outer.append(host);
    const modals = [...root.querySelectorAll<HTMLDialogElement>('dialog[open]')];
    // Another dialog has taken the focus away from one of ours, and with it the knowledge of where it was.
    const focused = modals.length > 0 ? lastFocused : root.activeElement;
    const parent = (modals.length === 0 && modalOnTop()) || rootElementOf(document);
    if (parent && parentOf(outer) !== parent) parent.append(outer);
    if (layer.matches(':popover-open')) layer.hidePopover();
    if (layer.isConnected) layer.showPopover();
    for (const dialog of modals) {
      // Not `close()`, which would tell whoever opened it that it was answered. Taken out, it forgets its layer.
      dialog.removeAttribute('open');
      dialog.replaceWith(dialog);
      if (dialog.isConnected) dialog.showModal();
    }
    if (focused instanceof window.HTMLElement) focused.focus({ preventScroll: true });
    fitZoom(layer, host);
    above.clear();
    observer.disconnect();
    observer.observe(document, { childList: true });
    for (const part of styles.keys()) observer.observe(part, { attributes: true, childList: true });
    if (parent) observer.observe(parent, { childList: true });
  }

  /** Everything outside of a modal dialog is dead to the person: what is shown has to go inside. */
  function modalOnTop(): Element | undefined {
    const modals = selectAll(document, 'dialog:modal');
    if (modals.length < 2) return modals[0];
    const hit = elementAt(document, window.innerWidth / 2, window.innerHeight / 2);
    return hit?.closest('dialog:modal') ?? modals.at(-1);
  }

  /** What lies over something that is shown and takes its clicks, or was opened there. */
  function cover(): Element | null {
    const points = pointsOf(root, window);
    const hits = new Set(points.map(([x, y]) => elementAt(document, x, y)));
    for (const known of beyond) if (!hits.has(known)) beyond.delete(known);
    // Two of ours do not fight for the place: what asks before an act stands above what marks.
    if ([...hits].some((hit) => hit && hit !== host && own.has(hit))) return null;
    for (const hit of hits) if (hit && hit !== host && !beyond.has(hit)) return hit;
    for (const element of above) {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isOver = points.some(([x, y]) => x > left && x < right && y > top && y < bottom);
      if (isOver && element.isConnected) return element;
    }
    return null;
  }

  function stop(): void {
    observer.disconnect();
    window.clearInterval(timer);
    window.removeEventListener('toggle', onToggle, true);
    host.remove();
    outer.remove();
  }

  return { host, root, dress, makeRoom, stop };
}

function setStyle({ style }: ElementCSSInlineStyle): void {
  for (const [name, value] of Object.entries(HOST_STYLE)) style.setProperty(name, value, 'important');
}

/** A document that is an SVG picture draws HTML in an element of its own for that, and nothing in one without a size. */
function wrap(host: HTMLElement, document: Document): HTMLElement | SVGElement {
  if (!(rootElementOf(document) instanceof SVGElement)) return host;
  const outer = createSvgElement(document, 'foreignObject');
  setStyle(outer);
  for (const side of ['width', 'height']) outer.style.setProperty(side, '1px', 'important');
  outer.append(host);
  return outer;
}

/** The zoom of what is around it would reach into the top layer. */
function fitZoom(layer: HTMLElement, host: HTMLElement): void {
  const zoom = host.parentElement?.currentCSSZoom ?? 1;
  const wanted = String(zoom > 0 ? 1 / zoom : 1);
  if (layer.style.zoom !== wanted) layer.style.setProperty('zoom', wanted, 'important');
}

/** Points inside the window where something is shown that takes clicks, on what is largest first. */
function pointsOf(root: ShadowRoot, window: Window): [number, number][] {
  const { innerWidth, innerHeight } = window;
  const isInside = ([x, y]: [number, number]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const points: [number, number][] = [];
  const parts = [...root.children]
    .map((part) => ({ part, rect: part.getBoundingClientRect() }))
    .filter(({ rect: { width, height } }) => width > 0 && height > 0)
    .sort((a, b) => b.rect.width * b.rect.height - a.rect.width * a.rect.height);
  for (const { part, rect } of parts) {
    if (points.length >= MAX_COVER_POINTS) break;
    if (window.getComputedStyle(part).pointerEvents === 'none') continue;
    const shares = Math.min(rect.width, rect.height) < SMALL_PX ? [0.5] : [INSET, 0.5, 1 - INSET];
    const at = shares.flatMap((x) =>
      shares.map((y): [number, number] => [rect.left + x * rect.width, rect.top + y * rect.height]),
    );
    points.push(...at.filter(isInside));
  }
  return points;
}
