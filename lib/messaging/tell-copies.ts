/**
 * Runs in the page's own world, beside the page's scripts: it tells what they put on the clipboard, and neither stops
 * nor changes it. Kept to a kilobyte, and to what works where a page froze or replaced what it found. Handed over as
 * text: nothing outside of it may be named in it.
 *
 * Functions are wrapped in proxies, which read as native code, on the prototypes, which nobody freezes with
 * `navigator`. A page that expected this can forge or suppress what is told: it is a hint.
 *
 * `told` and `done` are names made up for this document, so that no page can wait for them: of the event that tells of
 * a copy, and of the one after which everything is as it was.
 */
export function tellCopies(told: string, done: string): void {
  const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const Told = CustomEvent;
  const undo: (() => void)[] = [];
  let isOver = false;

  /** A text at once; the texts of clipboard items when they are there. Other iterables may be read only once. */
  const tell = async (what: unknown): Promise<void> => {
    if (typeof what === 'string') apply(dispatchEvent, document, [new Told(told, { detail: what })]);
    else if (Array.isArray(what)) tellAll(what);
    else tell(await (await (what as ClipboardItem).getType('text/plain')).text());
  };
  const tellAll = (all: unknown[]) => {
    for (const what of all) tell(what).catch(() => 0);
  };
  const wrap = (name: string, of?: { prototype: object }) => {
    const known = of && getOwnPropertyDescriptor(of.prototype, name);
    if (!of || !known?.value) return;
    const value = new Proxy(known.value, {
      apply(original, self, args) {
        if (!isOver) tellAll(args);
        return apply(original, self, args);
      },
    });
    defineProperty(of.prototype, name, { ...known, value });
    undo.push(() => {
      // The page may have put something of its own around it: then ours stays inside, and does nothing.
      if (getOwnPropertyDescriptor(of.prototype, name)?.value === value) {
        defineProperty(of.prototype, name, known);
      }
    });
  };

  wrap('writeText', window.Clipboard);
  wrap('write', window.Clipboard);
  // Answers to a copy event; the name of the format is an argument like the text, and spells no address.
  wrap('setData', window.DataTransfer);
  const end = () => {
    isOver = true;
    for (const one of undo) one();
  };
  apply(addEventListener, document, [done, end, { once: true }]);
}
