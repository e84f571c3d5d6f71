import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { COPIED } from '#lib/page/copied-event.ts';

/**
 * Runs in the page's own world, beside the page's scripts: it tells what they put on the clipboard, and neither stops
 * nor changes it. Kept to a kilobyte, and to what works where a page froze or replaced what it found.
 *
 * Functions are wrapped in proxies, which read as native code, on the prototypes, which nobody freezes with
 * `navigator`. The page can forge or suppress what is told: it is a hint.
 */
export default defineUnlistedScript(() => {
  const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
  const { dispatchEvent } = EventTarget.prototype;

  /** A text at once; the texts of clipboard items when they are there. Other iterables may be read only once. */
  const tell = async (what: unknown): Promise<void> => {
    if (typeof what === 'string') {
      apply(dispatchEvent, document, [new CustomEvent(COPIED, { detail: what })]);
    } else if (Array.isArray(what)) tellAll(what);
    else tell(await (await (what as ClipboardItem).getType('text/plain')).text());
  };
  const tellAll = (all: unknown[]) => {
    for (const what of all) tell(what).catch(() => 0);
  };
  const wrap = (name: string, of?: { prototype: object }) => {
    const known = of && getOwnPropertyDescriptor(of.prototype, name);
    if (!of || !known?.value) return;
    known.value = new Proxy(known.value, {
      apply(original, self, args) {
        tellAll(args);
        return apply(original, self, args);
      },
    });
    defineProperty(of.prototype, name, known);
  };

  wrap('writeText', window.Clipboard);
  wrap('write', window.Clipboard);
  // Answers to a copy event; the name of the format is an argument like the text, and spells no address.
  wrap('setData', window.DataTransfer);
});
