import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellCopies } from '#lib/messaging/tell-copies.ts';

/** As the browser takes it: its text, and nothing of what is around it here. */
const tellElsewhere: typeof tellCopies = new Function(`return ${tellCopies}`)();

const { clipboard } = navigator;
const NATIVE = Object.getOwnPropertyDescriptors(Clipboard.prototype);
const SET_DATA = Object.getOwnPropertyDescriptor(DataTransfer.prototype, 'setData');
/** The browser's own want somebody to look at this page. */
const WRITING = {
  writeText: { ...NATIVE.writeText, value: async () => undefined },
  write: { ...NATIVE.write, value: async () => undefined },
};

describe('the script in the page’s own world', () => {
  let told: unknown[];
  const onTold = (event: Event) => told.push((event as CustomEvent).detail);

  beforeEach(() => {
    told = [];
    document.addEventListener('told', onTold);
    Object.defineProperties(Clipboard.prototype, WRITING);
    tellElsewhere('told', 'done');
  });
  afterEach(() => {
    document.dispatchEvent(new Event('done'));
    document.removeEventListener('told', onTold);
    Object.defineProperties(Clipboard.prototype, NATIVE);
  });

  it('tells what is put on the clipboard, in each way, by the name that it was given', async () => {
    await clipboard.writeText('one');
    new DataTransfer().setData('text/plain', 'two');
    const item = new ClipboardItem({ 'text/plain': new Blob(['three'], { type: 'text/plain' }) });
    await clipboard.write([item]);
    await expect.poll(() => told).toEqual(['one', 'text/plain', 'two', 'three']);
    expect(`${clipboard.writeText}`).toContain('[native code]');
  });

  it('leaves everything as it was once it is told to', async () => {
    expect(Clipboard.prototype.writeText).not.toBe(WRITING.writeText.value);
    document.dispatchEvent(new Event('done'));
    const now = Object.getOwnPropertyDescriptors(Clipboard.prototype);
    expect([now.writeText, now.write]).toEqual([WRITING.writeText, WRITING.write]);
    expect([now.writeText.value, now.write.value]).toEqual([WRITING.writeText.value, WRITING.write.value]);
    expect(Object.getOwnPropertyDescriptor(DataTransfer.prototype, 'setData')).toEqual(SET_DATA);
    await clipboard.writeText('one');
    expect(told).toEqual([]);
  });

  it('is silent inside what the page has put around it, and does not take that away', async () => {
    const { writeText } = Clipboard.prototype;
    const theirs = function (this: Clipboard, text: string) {
      return writeText.call(this, text);
    };
    Clipboard.prototype.writeText = theirs;
    document.dispatchEvent(new Event('done'));
    expect(Clipboard.prototype.writeText).toBe(theirs);
    await clipboard.writeText('one');
    expect(told).toEqual([]);
  });
});
