import { HDKey } from '@scure/bip32';
import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64, toHex } from '#lib/core/bytes.ts';
import { MAX_PAGE_KEYS } from '#lib/core/limits.ts';
import type { Report } from '#lib/core/report.ts';
import { FIRST_CHILD, ZPUB } from '../../support/account-key.ts';
import { createHandlers, EVM, type Handlers, SENDER, scanned } from '../../support/handlers.ts';
import { candidate } from '../../support/scans.ts';

const ROOT = HDKey.fromMasterSeed(new Uint8Array(32).fill(7));
/** A descriptor of one address: little work, and a key of its own. */
const single = (n: number) => `pkh(${toHex(ROOT.deriveChild(n).publicKey ?? new Uint8Array())})`;

describe('a page that shows keys', () => {
  let h: Handlers;
  beforeEach(() => {
    h = createHandlers();
  });
  const list = (rows: string) => {
    const csv = `value,subject,authority,tier\n${rows}\n`;
    const base64 = toBase64(new TextEncoder().encode(csv));
    return h.ui({ type: 'lists.import', name: 'x.csv', base64 });
  };
  const shows = (startedAt: number, ...texts: string[]) =>
    h.page.scanned(scanned({ startedAt, candidates: texts.map((text) => candidate(text)) }), SENDER);
  const report = async () => (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
  const firstLook = async () =>
    (await h.ui({ type: 'report.get', tabId: 1, fresh: false, hurry: true })) as Report;
  const left = ({ unread }: Report) => unread.filter(({ why }) => why === 'keys').map(({ count }) => count);
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise((next) => setTimeout(next, 5));
  };

  it('is linked to the list that holds an address that one of them makes', async () => {
    await list(`${FIRST_CHILD},Example Front,Example Authority,official`);
    await shows(1, ZPUB);
    const said = await report();
    expect(said).toMatchObject({
      level: 'derived',
      unread: [],
      addresses: [
        {
          canonical: ZPUB,
          level: 'derived',
          reasons: [{ code: 'parent', params: { value: FIRST_CHILD, path: 'M/0/0' } }],
        },
      ],
    });
  });

  it('hears at once what else is listed, and of the key when it is worked out', async () => {
    await list(
      `${FIRST_CHILD},Example Front,Example Authority,official\n${EVM},Example Front,Example Authority,official`,
    );
    h.toolbar.length = 0;
    expect(await shows(1, ZPUB, EVM)).toMatchObject({ marks: [{ text: EVM, level: 'listed' }] });
    expect(h.toolbar).toEqual(['listed']);
    await until(() => h.sent.length > 0);
    expect(h.lastMarks().marks).toMatchObject([
      { text: EVM },
      { text: ZPUB, level: 'derived', line: 'mark_parent|Example Authority|Example Front' },
    ]);
    // What is known needs no second word.
    h.sent.length = 0;
    expect(await shows(2, ZPUB, EVM)).toMatchObject({ marks: [{ text: EVM }, { text: ZPUB }] });
    await report();
    expect(h.sent).toEqual([]);
  });

  it('is not kept waiting when it is read again, nor for the frames of the page before', async () => {
    await list(
      `${FIRST_CHILD},Example Front,Example Authority,official\n${EVM},Example Front,Example Authority,official`,
    );
    const onlyEvm = { marks: [{ text: EVM, level: 'listed' }] };
    await shows(1, EVM);
    expect(await shows(1, ZPUB, EVM)).toMatchObject(onlyEvm);
    await until(() => h.sent.length > 0);
    await h.page.scanned(scanned({ startedAt: 1, candidates: [] }), { ...SENDER, frameId: 5 });
    await shows(2, ROOT.publicExtendedKey, EVM);
    expect(left(await firstLook())).toEqual([1]);
  });

  it('has its first look in the popup at once', async () => {
    await list(`${FIRST_CHILD},Example Front,Example Authority,official`);
    await shows(1, ZPUB);
    const first = await firstLook();
    expect([first.level, left(first)]).toEqual(['none', [1]]);
    expect((await report()).level).toBe('derived');
  });

  it('counts a descriptor of several keys, and gives it no place of another', async () => {
    const [a, b] = [1, 2].map((n) => ROOT.deriveChild(n).publicExtendedKey);
    const several = `wsh(sortedmulti(2,${a}/0/*,${b}/0/*))`;
    await shows(1, several);
    expect(left(await report())).toEqual([1]);
    await shows(2, several, ...Array.from({ length: MAX_PAGE_KEYS }, (_, n) => single(n)));
    expect(left(await report())).toEqual([1]);
  });

  it('is told how many keys were not looked up', async () => {
    const keys = Array.from({ length: MAX_PAGE_KEYS + 3 }, (_, n) => single(n));
    // Another spelling of a key is no further key.
    await shows(1, ...keys, `${keys[0]}#${'q'.repeat(8)}`);
    expect(left(await report())).toEqual([3]);
    await shows(2, ...keys.slice(0, MAX_PAGE_KEYS));
    expect(left(await report())).toEqual([]);
  });

  it('leaves nothing stored of a key in a private window, and nowhere what it makes', async () => {
    await list(`${FIRST_CHILD},Example Front,Example Authority,official`);
    h.isPrivate = true;
    await shows(1, ZPUB);
    expect((await report()).level).toBe('derived');
    expect(h.local.items.size).toBe(0);
    expect(await h.store.grownWindows()).toEqual([]);
    h.isPrivate = false;
    await shows(2, ZPUB);
    expect((await report()).level).toBe('derived');
    expect(await h.store.grownWindows()).toEqual([]);
    expect(JSON.stringify([...h.local.items])).not.toContain(FIRST_CHILD);
  });
});
