import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Seen } from '#lib/core/review.ts';
import { MAX_INTAKE_CHARS, MAX_SEEN_ITEMS } from '#lib/core/review-limits.ts';
import { INDICATOR_CODES } from '#lib/detect/indicators.ts';
import { alikeTo } from '#lib/review/alike.ts';
import { isLine } from '#lib/review/export/workspace-schema.ts';
import { readIntake } from '#lib/review/intake/read.ts';
import { anyText } from '../../../support/any-text.ts';
import { minute, workspace } from '../../../support/review-acts.ts';
import { WIF } from '../../../support/review-cases.ts';
import { item, reviewCase } from '../../../support/review-space.ts';
import { foundOn, scanned } from '../../scripts/scan-documents.ts';

/** The day after the scans. */
const NOW = Date.UTC(2026, 10, 22);
const URL = 'https://a.example/give';
const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const RED_FLAG = INDICATOR_CODES[0] ?? '';
const KEY = 'hash160:00';
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';

function rowsOf(...documents: unknown[]) {
  const read = readIntake(documents.map((one) => JSON.stringify(one)).join('\n'), new Set(), NOW);
  if (!read.ok) throw new Error(read.error.code);
  expect(read.value.kind).toBe('scan');
  return read.value.rows;
}
/** What a page comes in with; nothing where it comes in as not read. */
const seenIn = (document: unknown): Seen | undefined => rowsOf(document)[0]?.seen;

function claim(more: object = {}) {
  return { id: 'x', list: 'ofac-sdn', authority: 'OFAC', subject: 'Gaza Now', match: 'exact', ...more };
}
const found = (level: Parameters<typeof foundOn>[0], more: object = {}) =>
  ({ ...foundOn(level), ...more }) as ReturnType<typeof foundOn>;

describe('what a scan found', () => {
  it('comes in with the page: its level, addresses, places, red flags and date', () => {
    const document = scanned(URL, {
      level: 'listed',
      page: [
        found('reported', {
          text: URL,
          canonical: 'a.example',
          reasons: [
            { code: RED_FLAG, params: {} },
            { code: 'sanctioned', params: {} },
          ],
          claims: [claim({ match: 'domain', list: 'community', subject: null })],
        }),
        found('caution', {
          text: 'donorbox:masks',
          canonical: 'donorbox:masks',
          claims: [claim({ match: 'widget', list: 'own' })],
        }),
      ],
      addresses: [
        found('listed', { claims: [claim(), claim({ list: 'eu' })] }),
        found('none', { canonical: EVM }),
      ],
    });
    const seen = seenIn(document);
    expect(seen).toMatchObject({
      finalUrl: URL,
      title: 'Give',
      level: 'listed',
      date: '2026-11-21',
      from: 'scan',
      indicators: [RED_FLAG],
      items: [
        { kind: 'address', text: BOAT, level: 'listed', subjects: ['Gaza Now'], lists: ['eu', 'ofac-sdn'] },
        { kind: 'host', text: 'a.example', level: 'reported', subjects: [], lists: ['community'] },
        { kind: 'widget', text: 'donorbox:masks', level: 'caution', lists: ['own'] },
        { kind: 'address', text: EVM, chain: 'ethereum', level: 'none', subjects: [], lists: [] },
      ],
    });
    expect(seen?.items.every(({ keys }) => keys.length > 0)).toBe(true);
  });

  it('can be written down, and taken over by a colleague', () => {
    const seen = seenIn(scanned(URL, { level: 'listed', addresses: [found('listed')] })) as Seen;
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), { type: 'seen', seen });
    ada.act(minute(1), { type: 'seen', seen: { ...seen, from: 'page' as never } });
    expect(ada.lines.map(isLine)).toEqual([true, false]);
  });

  it('is as bad as the worst on the page, and no worse than the scan says', () => {
    const addresses = [found('listed')];
    expect(seenIn(scanned(URL, { level: 'caution', addresses }))).toMatchObject({
      level: 'caution',
      items: [{ level: 'caution' }],
    });
    expect(seenIn(scanned(URL, { level: 'listed' }))).toMatchObject({ level: 'none', items: [] });
  });

  it('is kept up to a number of things, the worst first', () => {
    const none = Array.from({ length: MAX_SEEN_ITEMS }, () => found('none'));
    const seen = seenIn(scanned(URL, { level: 'listed', addresses: [...none, found('listed')] }));
    expect(seen?.items).toHaveLength(MAX_SEEN_ITEMS);
    expect(seen?.items[0]?.level).toBe('listed');
  });
});

it('is read of as many pages as may come in, each of some length', () => {
  const page = (url: string) => `${JSON.stringify(scanned(url, { browser: 'x'.repeat(7_000_000) }))}\n`;
  const pages = Array.from({ length: 6 }, (_, n) => page(`https://page${n}.example/`)).join('');
  expect(pages.length).toBeGreaterThan(MAX_INTAKE_CHARS);
  expect(readIntake(pages, new Set(), NOW)).toMatchObject({ value: { rows: { length: 6 } } });
  expect(readIntake(pages.repeat(4), new Set(), NOW)).toMatchObject({ error: { code: 'too-large' } });
});

describe("a file of somebody else's", () => {
  it('is not believed in what ties pages together', () => {
    const forged = { keys: [KEY, 'evm:00'], chain: 'ethereum', canonical: BOAT };
    const seen = seenIn(scanned(URL, { level: 'listed', addresses: [found('listed', forged)] }));
    expect(seen?.items).toMatchObject([{ chain: 'bitcoin', text: BOAT }]);
    expect(seen?.items[0]?.keys).toEqual(parseAddress(BOAT)?.keys);
  });

  it.each([
    ['no address', { canonical: 'bc1qnothing' }],
    ['a private key', { canonical: WIF }],
    ['half a character', { canonical: '\ud800' }],
    ['something without an end', { canonical: `${BOAT}${' '.repeat(5_000)}` }],
  ])('brings nothing that is %s', (_what, forged) => {
    expect(seenIn(scanned(URL, { level: 'listed', addresses: [found('listed', forged)] }))).toMatchObject({
      level: 'none',
      items: [],
    });
  });

  it.each([
    ['none', 'a place'],
    ['turned round', 'a.example/\u202ex'],
    ['a secret', `a.example/${WIF}`],
    ['without an end', `a.example/${'x'.repeat(3_000)}`],
  ])('brings no place whose name is %s', (_what, canonical) => {
    const placeAt = (canonical: string) =>
      found('listed', { text: URL, canonical, claims: [claim({ match: 'page' })] });
    expect(seenIn(scanned(URL, { level: 'listed', page: [placeAt('a.example/x')] }))?.items).toHaveLength(1);
    expect(seenIn(scanned(URL, { level: 'listed', page: [placeAt(canonical)] }))?.items).toEqual([]);
  });

  it('brings names as text, without what hides or turns it, and without secrets', () => {
    const claims = [
      claim({ subject: `A\u202e B ${WIF}`, list: 'x\u0000y' }),
      claim({ subject: '', list: '\ud800' }),
      // Of something that only touches it.
      claim({ subject: 'C', list: 'z', match: 'member' }),
    ];
    const [item] =
      seenIn(scanned(URL, { level: 'listed', addresses: [found('listed', { claims })] }))?.items ?? [];
    expect(item?.lists).toEqual(['x y']);
    expect(item?.subjects).toHaveLength(1);
    expect(item?.subjects[0]).not.toMatch(/\u202e|KwDiBf/);
  });

  it('brings a title that can be written down', () => {
    const [row] = rowsOf(scanned(URL, { title: 'Give\ud800 \u{1f49a}' }));
    expect(row).toMatchObject({ title: 'Give \u{1f49a}', seen: { title: 'Give \u{1f49a}' } });
  });

  it.each([
    ['a level that is not known', { level: 'terrible' }],
    ['a level that is not known of one thing', { level: 'listed', addresses: [found('awful' as never)] }],
    ['no day', { scannedAt: 'yesterday' }],
    ['no findings', { page: 'none' }],
    ['a finding that is none', { addresses: [null] }],
    ['a match that is not known', { addresses: [found('listed', { claims: [claim({ match: 'magic' })] })] }],
  ])('with %s brings its page, as not read', (_what, forged) => {
    const [row] = rowsOf({ ...scanned(URL), ...forged });
    expect(row).toEqual({ url: URL, title: 'Give', note: '', line: 1 });
  });

  it('decides nothing: no page is decided like another for what it says', () => {
    const wallet = item(BOAT, { keys: [KEY] });
    const seen: Seen = {
      finalUrl: URL,
      title: '',
      level: 'listed',
      date: '2026-11-21',
      items: [wallet],
      indicators: [],
    };
    const decided = reviewCase('https://b.example/', { state: 'confirmed', seen });
    const looked = reviewCase(URL, { seen });
    const told = reviewCase(URL, { seen: { ...seen, from: 'scan' } });
    expect(alikeTo(decided, [decided, looked])?.cases).toEqual([looked]);
    expect(alikeTo(decided, [decided, told])).toBe(null);
  });

  it('brings nothing that could not be kept, whatever it says', () => {
    const value = fc.oneof(
      anyText,
      fc.constantFrom(BOAT, EVM, WIF, 'a.example', 'donorbox:x', null, 'listed'),
    );
    const finding = fc.record({
      text: value,
      canonical: value,
      level: fc.constantFrom('listed', 'none', 'awful', 'verified'),
      reasons: fc.array(fc.record({ code: value }), { maxLength: 2 }),
      claims: fc.array(
        fc.record({
          list: value,
          subject: value,
          match: fc.constantFrom('exact', 'widget', 'page', 'domain'),
        }),
        { maxLength: 2 },
      ),
    });
    const document = fc.record({
      level: fc.constantFrom('listed', 'none', 'verified'),
      page: fc.array(finding, { maxLength: 3 }),
      addresses: fc.array(finding, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(document, (told) => {
        const seen = seenIn({ ...scanned(URL), ...told });
        if (!seen) return;
        const ada = workspace('a', 'Ada');
        ada.act(minute(0), { type: 'seen', seen });
        expect(ada.lines.every(isLine)).toBe(true);
        expect(JSON.stringify(seen)).not.toContain(WIF);
        expect(seen.from).toBe('scan');
      }),
    );
  });
});
