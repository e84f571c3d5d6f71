import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_SEEN_TOGETHER } from '#lib/core/limits.ts';
import type { Report } from '#lib/core/report.ts';
import type { Place } from '#lib/core/types.ts';
import { createVisits, type Visits } from '#lib/messaging/visits.ts';
import { createHandlers, EVM, type Handlers, SENDER, scanned } from '../../support/handlers.ts';
import { place } from '../../support/scans.ts';
import { sessionArea } from '../../support/session-area.ts';

const OTHER = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

describe('of a page that asks for money', () => {
  let h: Handlers;
  beforeEach(() => {
    h = createHandlers();
  });

  const visit = async (text: string, startedAt: number, over: Partial<Place> = {}) => {
    const places = [place({ near: `Donate (ENS): ${text}`, ...over })];
    await h.page.scanned(scanned({ startedAt, candidates: [{ text, places }] }), SENDER);
    const { state, addresses } = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    expect([state, addresses.length]).toEqual(['ready', 1]);
    return addresses.flatMap(({ reasons }) => reasons.map(({ code }) => code));
  };

  it.each(['text', 'split', 'uri', 'input', 'qr', 'attribute', 'copied'] as const)(
    'an address is kept that stands there as %s',
    async (how) => {
      await visit(EVM, 1, { how });
      expect([...h.local.items.keys()]).toEqual(['visits']);
    },
  );

  it.each<[string, Partial<Place>]>([
    ['a line of a script', { how: 'script' }],
    ['a link to another page', { how: 'link', label: 'shop.example' }],
    ['a link to an explorer', { how: 'link', label: 'etherscan.io' }],
    ['what cannot be seen', { flags: ['hidden'] }],
    ['a quotation, where it is only mentioned', { within: ['quote'] }],
  ])('nothing is kept of %s', async (_, over) => {
    await visit(EVM, 1, over);
    expect(await visit(OTHER, 2, over)).not.toContain('rotates');
    expect(h.local.items.size).toBe(0);
  });

  it.each([
    [
      'Lightning',
      'lno1zcss9mk8y3wkklfvevcrszlmu23kfrxh49px20665dqwmn4p72pksese',
      'lnbc1m1qqqqqqqpp5qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s7qwkhyqc4dppm4qsgpxts6g8ypj4y2lc2u6qprcstnectgpr4q8jlp9pjvs7ayxm440nymlkydr6l4wyh9a6fwnmdqr04a553d43pqgp8g8x6g',
    ],
    ['names', 'alice.eth', 'vitalik.eth'],
  ])('nothing is kept of %s: another one each time is how they work', async (_, one, another) => {
    await visit(one, 1);
    expect(await visit(another, 2)).not.toContain('rotates');
    expect(h.local.items.size).toBe(0);
  });

  it('nothing is kept where nobody knows any more whether its window was private', async () => {
    h.tab = null;
    await visit(EVM, 1);
    expect(await visit(OTHER, 2)).not.toContain('rotates');
    expect(h.local.items.size).toBe(0);
  });
});

describe('what is kept of one page grows no more', () => {
  let area: ReturnType<typeof sessionArea>;
  let visits: Visits;
  let shown: number;
  beforeEach(() => {
    area = sessionArea();
    shown = 0;
    visits = createVisits({
      area,
      isOn: async () => true,
      now: () => Date.UTC(2026, 0, 10),
      randomBytes: (count) => new Uint8Array(count).fill(9),
    });
  });
  const look = (startedAt: number) =>
    visits.compare({
      url: 'https://a.example/give',
      title: 'Give',
      startedAt,
      shown: new Map([['bitcoin', [`address ${shown++}`]]]),
    });
  const size = () => JSON.stringify([...area.items]).length;

  it.each([
    ['visits bring another address', 20, (i: number) => i],
    ['addresses it makes one after the other', MAX_SEEN_TOGETHER, () => 0],
  ])('however many %s', async (_, enough, startedAt) => {
    for (let i = 0; i < enough; i++) await look(startedAt(i));
    const full = size();
    for (let i = enough; i < 2 * enough; i++) await look(startedAt(i));
    expect(size()).toBe(full);
  });
});
