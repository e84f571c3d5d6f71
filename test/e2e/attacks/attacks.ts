/** One way in which a page works against what is shown over it. */
export interface Attack {
  id: string;
  title: string;
  /** What stands in the page's head: it acts from the start. */
  head?: string;
  /** What stands in its body beside the appeal. */
  body?: string;
  /** A program that runs once everything is shown. */
  act?: string;
  /** It hides the address itself, and with it the line under it. */
  covers?: true;
  /** The page fights without an end: the toolbar alone tells. */
  endless?: true;
}

const LAYER =
  'position:fixed;inset:0;width:auto;height:auto;margin:0;border:0;padding:0;max-width:none;max-height:none;';
const add = (name: string, css: string) =>
  `const e = document.createElement('${name}'); e.style.cssText = '${LAYER}${css}'; document.body.append(e);`;
/** The hosts of what the extension shows. */
const HOSTS = `[...document.querySelectorAll('html > div')]`;
const NAMES =
  'addEventListener body createElement createElementNS createRange createTreeWalker defaultView documentElement elementFromPoint elementsFromPoint activeElement querySelector querySelectorAll title visibilityState'.split(
    ' ',
  );

export const ATTACKS: Attack[] = [
  { id: 'none', title: 'none' },
  {
    id: 'hide-all',
    title: '`display: none !important` on everything but the page’s own',
    head: '<style>:not(html, body, main, main *) { display: none !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important; transform: scale(0) !important; clip-path: inset(50%) !important }</style>',
  },
  {
    id: 'layered',
    title: 'the same in a cascade layer, by animation and by transition',
    head: '<style>@layer a { html > div { all: unset !important; display: none !important } } html > div { animation: x 1s infinite !important; transition: all 999s !important } @keyframes x { from, to { opacity: 0; translate: -9999px } }</style>',
  },
  {
    id: 'root',
    title: 'transform, filter and clipping of the whole page',
    head: '<style>html { filter: contrast(1) opacity(.99); transform: translateY(30px) scale(.9); clip-path: inset(0); overflow: clip; contain: paint }</style>',
  },
  {
    id: 'highlight',
    title: 'its own style for our highlights',
    head: '<style>::highlight(almsguard-listed), code::highlight(almsguard-listed) { text-decoration: none !important }</style>',
  },
  {
    id: 'clear',
    title: 'highlights taken away, once',
    act: 'CSS.highlights.clear()',
  },
  {
    id: 'click-jack',
    title: 'clickjacking: opacity 0.001 over everything',
    act: add('div', 'opacity:.001;z-index:2147483647'),
  },
  {
    id: 'popover-faint',
    title: 'a popover of opacity 0.001 over everything',
    act: `${add('div', 'opacity:.001')} e.popover = 'manual'; e.showPopover();`,
  },
  {
    id: 'popover-white',
    covers: true,
    title: 'a white popover over everything',
    act: `${add('div', 'background:#fff')} e.popover = 'manual'; e.showPopover();`,
  },
  {
    id: 'popover-through',
    covers: true,
    title: 'a white popover over everything that lets clicks through',
    act: `${add('div', 'background:#fff;pointer-events:none')} e.popover = 'manual'; e.showPopover();`,
  },
  {
    id: 'dialog',
    covers: true,
    title: 'its own modal `<dialog>` over everything',
    act: `${add('dialog', 'background:#fff;width:100vw;height:100vh')} e.showModal();`,
  },
  {
    id: 'dialogs',
    covers: true,
    title: 'two modal dialogs, one over the other',
    act: `{ ${add('dialog', 'background:#fff;width:100vw;height:100vh')} e.showModal(); } { ${add('dialog', 'background:#fff;width:100vw;height:100vh')} e.showModal(); }`,
  },
  { id: 'removed', title: 'removed, once', act: `${HOSTS}.forEach((e) => e.remove())` },
  {
    id: 'attributes',
    title: 'hidden by its attributes, once',
    act: `${HOSTS}.forEach((e) => { e.style.cssText = 'display:none!important'; e.inert = true; e.hidden = true })`,
  },
  {
    id: 'animated',
    title: 'faded out by an animation of its element',
    act: `${HOSTS}.forEach((e) => e.animate({ opacity: [0, 0], translate: ['-9999px', '-9999px'] }, { duration: 1e9, fill: 'both' }))`,
  },
  {
    id: 'replaced',
    title: 'the whole document replaced by a copy',
    act: `document.documentElement.replaceWith(document.documentElement.cloneNode(true)); ${HOSTS}.forEach((e) => e.remove())`,
  },
  {
    id: 'fake-card',
    title: 'a card of its own that looks like ours and says that all is well',
    act: `${add('div', '')} e.className = 'almsguard-card'; e.style.cssText = 'position:fixed;bottom:20px;left:20px'; e.textContent = 'Almsguard: this address is fine.'`,
  },
  {
    id: 'clobbering',
    title: 'images and forms named after what a script calls',
    body: NAMES.map(
      (name) =>
        `<img name="${name}"><form name="${name}"><input name="parentNode"><input name="attributes"></form>`,
    ).join(''),
  },
  {
    id: 'prototypes',
    title: 'prototypes changed',
    head: `<script>
      for (const [of, names] of [[Element, ['attachShadow', 'append', 'remove', 'setAttribute', 'getBoundingClientRect', 'matches', 'closest', 'after', 'prepend']],
        [HTMLElement, ['showPopover', 'focus']], [HTMLDialogElement, ['showModal', 'close']], [Highlight, ['add']], [HighlightRegistry, ['set']],
        [MutationObserver, ['observe']], [Range, ['setStart', 'getClientRects']], [ShadowRoot, ['querySelector']]])
        for (const name of names) of.prototype[name] = () => {};
      Element.prototype.checkVisibility = () => false;
      Document.prototype.elementFromPoint = () => null;
      Object.prototype.mode = 'open';
      Object.prototype.isTrusted = false;
    </script>`,
  },
  {
    id: 'csp',
    title: 'a strict content security policy',
    head: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'none'; script-src 'none'; img-src 'none'">`,
  },
  {
    id: 'trusted-types',
    title: 'Trusted Types, with no policy allowed',
    head: `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types 'none'">`,
  },
  {
    id: 'removed-loop',
    title: 'removed in a loop',
    act: `new MutationObserver(() => ${HOSTS}.forEach((e) => e.remove())).observe(document.documentElement, { childList: true }); ${HOSTS}.forEach((e) => e.remove())`,
    endless: true,
  },
  {
    id: 'attributes-loop',
    title: 'hidden by its attributes in every frame',
    act: `const again = () => { ${HOSTS}.forEach((e) => e.setAttribute('inert', '')); requestAnimationFrame(again) }; again()`,
    endless: true,
  },
  {
    id: 'popover-loop',
    title: 'a popover put on top again in every frame',
    act: `${add('div', 'background:#fff')} e.popover = 'manual'; const again = () => { e.hidePopover(); e.showPopover(); requestAnimationFrame(again) }; e.showPopover(); again()`,
    endless: true,
  },
];
