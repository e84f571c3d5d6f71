import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAINS } from '#lib/core/chains.ts';
import { CASE_STATES } from '#lib/core/review.ts';
import { type MispOptions, mispEvent } from '#lib/review/export/misp.ts';
import { mispFaults } from '../../../support/misp-rules.ts';
import { BOAT, DASH, EVM, ITEMS, item, NAMED, story, WIF, XMR } from '../../../support/review-cases.ts';
import { read } from '../../feed/misp-setup.ts';

/** From BIP-380, with its checksum. */
const DESCRIPTOR = 'raw(deadbeef)#89f8spxm';
const TEAM: MispOptions = { team: 'Example Desk', tlp: 'amber', distribution: '0' };

function eventOf(told: Parameters<typeof story>[0] = {}) {
  return mispEvent([story(told).one], TEAM);
}

describe('an event', () => {
  it('of a confirmed case is as the format wants it', () => {
    expect(mispFaults(eventOf())).toEqual([]);
  });

  it('is as the format wants it, whatever the cases are', () => {
    const anyItem = fc.record({
      text: fc.constantFrom(BOAT, EVM, XMR, DASH, DESCRIPTOR),
      chain: fc.constantFrom(...CHAINS),
      level: fc.constantFrom('listed' as const, 'none' as const),
    });
    const anyStory = fc.record({
      url: fc.webUrl({ withQueryParameters: true }),
      title: fc.string({ maxLength: 400 }),
      note: fc.string(),
      states: fc.array(fc.constantFrom(...CASE_STATES), { maxLength: 3 }),
      items: fc.array(
        anyItem.map(({ text, ...more }) => item(text, more)),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyStory, { selector: ({ url }) => new URL(url).href, maxLength: 3 }),
        (told) => {
          const cases = told.map((one) => story({ ...one, url: new URL(one.url).href }).one);
          expect(mispFaults(mispEvent(cases, TEAM))).toEqual([]);
        },
      ),
    );
  });

  it('is the same whenever it is written, and each team has its own', () => {
    expect(eventOf()).toEqual(eventOf());
    const [a, b] = [story().one, story({ url: 'https://other.example/' }).one];
    const uuid = (cases: (typeof a)[], team = TEAM.team) => mispEvent(cases, { ...TEAM, team }).Event.uuid;
    expect(uuid([a, b])).toBe(uuid([b, a]));
    expect(new Set([uuid([a]), uuid([b]), uuid([a, b]), uuid([a], 'Other')]).size).toBe(4);
  });

  it('says when, how far, and what is decided', () => {
    const { Event } = mispEvent([story().one], { ...TEAM, tlp: 'green', distribution: '1' });
    expect(Event).toMatchObject({
      info: 'Almsguard: Masks',
      date: '2026-03-02',
      timestamp: String(Date.UTC(2026, 2, 2, 9, 4) / 1000),
      distribution: '1',
      analysis: '2',
      published: false,
      Tag: [{ name: 'tlp:green' }],
    });
    expect(eventOf({ states: ['in-review'] }).Event.analysis).toBe('1');
    expect(eventOf({ states: [] }).Event.analysis).toBe('0');
  });

  it('calls nothing a domain that is an address of the network', () => {
    const items = ['1.2.3.4', '[::1]', 'pay.masks.example'].map((host) =>
      item(host, { kind: 'host', chain: null }),
    );
    const domains = eventOf({ items }).Event.Attribute.filter(({ type }) => type === 'domain');
    expect(domains.map(({ value }) => value)).toEqual(['pay.masks.example']);
  });

  it('has a note for each case, also where all else of them is the same', () => {
    const cases = ['https://a.example/', 'https://b.example/'].map((url) => story({ url }).one);
    const { Event } = mispEvent(cases, TEAM);
    expect(Event.Attribute.filter(({ type }) => type === 'comment')).toHaveLength(2);
    expect(mispFaults({ Event })).toEqual([]);
  });

  it('keeps the note of a case in one place while it changes', () => {
    const noteOf = (note: string) => eventOf({ note }).Event.Attribute.find(({ type }) => type === 'comment');
    expect(noteOf('A')?.uuid).toBe(noteOf('B')?.uuid);
    expect(noteOf('A')?.value).toContain('note: A');
  });

  it('tells an address that several pages show once, with all of them', () => {
    const cases = ['https://a.example/', 'https://b.example/'].map((url) => story({ url }).one);
    const { Event } = mispEvent(cases, TEAM);
    const boats = Event.Object.filter(({ Attribute }) => Attribute.some(({ value }) => value === BOAT));
    expect(boats).toHaveLength(1);
    expect(boats[0]?.ObjectReference).toHaveLength(2);
    expect(boats[0]?.comment).toBe(
      'a.example: confirmed (listed-address), b.example: confirmed (listed-address)',
    );
    expect(Event.info).toBe('Almsguard: 2 pages');
  });
});

it('an output descriptor is no `btc`, which takes letters and digits only', () => {
  const [object] = eventOf({ items: [item(DESCRIPTOR)] }).Event.Object;
  expect(object?.Attribute[0]).toMatchObject({ type: 'text', object_relation: 'address-crypto' });
  const dash = eventOf({ items: [item(DESCRIPTOR, { chain: 'dash' })] }).Event;
  expect(dash.Object[0]?.Attribute[0]).toMatchObject({ type: 'text', object_relation: 'address-crypto' });
});

describe('what is actionable', () => {
  const actionable = ({ Event }: ReturnType<typeof eventOf>) =>
    [...Event.Attribute, ...Event.Object.flatMap(({ Attribute }) => Attribute)]
      .filter(({ to_ids }) => to_ids)
      .map(({ value }) => value);

  it('is the confirmed page and what lists speak against on it', () => {
    expect(actionable(eventOf())).toEqual(['https://masks.example/', BOAT, EVM, XMR]);
  });

  it.each(CASE_STATES.filter((state) => state !== 'confirmed'))(
    'is nothing of a case that is %s',
    (state) => {
      expect(actionable(eventOf({ states: [state] }))).toEqual([]);
    },
  );

  it('is what one of several pages makes it', () => {
    const items = ITEMS.map((one) => ({ ...one, level: 'none' as const }));
    const cases = [story({ url: 'https://a.example/', items }).one, story({ url: 'https://b.example/' }).one];
    expect(actionable(mispEvent(cases, TEAM))).toContain(BOAT);
    expect(actionable(mispEvent(cases.toReversed(), TEAM))).toContain(BOAT);
  });
});

describe('pages, handles and accounts that lists name', () => {
  const items = [item(BOAT), ...NAMED];
  const told = ({ Event }: ReturnType<typeof eventOf>) =>
    Event.Attribute.filter(({ type }) => type !== 'comment').map(({ type, value, to_ids }) => [
      type,
      value,
      to_ids,
    ]);

  it('are attributes, and actionable where lists speak against them', async () => {
    const event = eventOf({ items });
    expect(mispFaults(event)).toEqual([]);
    expect(told(event)).toEqual([
      ['url', 'https://masks.example/', true],
      ['url', 'https://t.me/masks_now', true],
      ['url', 'https://masks.example/give', false],
      ['text', 'donorbox:masks', true],
    ]);
    expect(
      told(eventOf({ items, states: ['dismissed'] })).filter(([, , isActionable]) => isActionable),
    ).toEqual([]);
    const { entries } = await read(JSON.parse(JSON.stringify(event)));
    expect(entries.map(({ value }) => value)).toEqual(['masks.example', 't.me/masks_now', BOAT]);
  });

  it('do not show what stood beside them', () => {
    const { Event } = eventOf({ items });
    const [page] = Event.Attribute;
    expect(Event.Object[0]?.ObjectReference.map(({ referenced_uuid }) => referenced_uuid)).toEqual([
      page?.uuid,
    ]);
  });

  it('are told once, also where one is the page of a case itself', () => {
    const cases = [story({ items }).one, story({ url: 'https://t.me/masks_now', items: [item(EVM)] }).one];
    for (const order of [cases, cases.toReversed()]) {
      const { Event } = mispEvent(order, TEAM);
      expect(mispFaults({ Event })).toEqual([]);
      const handle = Event.Attribute.find(({ value }) => value === 'https://t.me/masks_now');
      const showing = ({ ObjectReference }: (typeof Event.Object)[number]) =>
        ObjectReference.some(({ referenced_uuid }) => referenced_uuid === handle?.uuid);
      expect(Event.Object.filter(showing).map(({ Attribute: [address] }) => address?.value)).toEqual([EVM]);
    }
  });
});

it('names no reviewer, and no private key leaves', () => {
  const told = {
    note: WIF,
    title: WIF,
    url: `https://masks.example/${WIF}`,
    items: [item(WIF), item(`donorbox:${WIF}`, { kind: 'widget' }), item(BOAT)],
  };
  const text = JSON.stringify(eventOf(told));
  expect(text).not.toMatch(new RegExp(`${WIF}|Lovelace`));
  expect(text).toContain(BOAT);
  expect(mispFaults(JSON.parse(text))).toEqual([]);
});

it('Almsguard reads its own event: what is confirmed and listed', async () => {
  const { info, entries } = await read(JSON.parse(JSON.stringify(eventOf())));
  expect(entries.map(({ kind, value, chain }) => [kind, value, chain])).toEqual([
    ['domain', 'masks.example', null],
    ['address', BOAT, 'bitcoin'],
    ['address', EVM, 'ethereum'],
    ['address', XMR, 'monero'],
  ]);
  expect(info).toMatchObject({ title: 'Almsguard: Masks', date: '2026-03-02' });
  expect((await read(eventOf({ states: ['dismissed'] }))).entries).toEqual([]);
  const dash = eventOf({ items: [item(DASH, { chain: 'dash' })], url: 'https://masks.example/a' });
  expect((await read(dash)).entries.map(({ value }) => value)).toEqual(['masks.example/a', DASH]);
});

describe('the rules themselves', () => {
  type Event = ReturnType<typeof eventOf>['Event'];
  it.each<[string, (event: Event) => Record<string, unknown>]>([
    ['2.2.1 uuid', () => ({ uuid: 'x' })],
    ['2.2.1 info', () => ({ info: 'a\nb' })],
    ['2.2.1 published', () => ({ published: 'false' })],
    ['2.2.1 distribution', () => ({ distribution: '9' })],
    ['timestamp', () => ({ timestamp: 1 })],
    [
      '2.3.2 Other has no url',
      ({ Attribute: [a, ...rest] }) => ({ Attribute: [{ ...a, category: 'Other' }, ...rest] }),
    ],
    [
      '2.3 one value twice',
      ({ Attribute: [a, ...rest] }) => ({ Attribute: [a, { ...a, uuid: 'y' }, ...rest] }),
    ],
    ['2.3.2 two of one uuid', ({ Object: all }) => ({ Object: [...all, ...all] })],
    ['2.6 referenced_uuid', () => ({ Attribute: [] })],
    ['template coin-address', ({ Object: [a] }) => ({ Object: [{ ...a, template_version: '5' }] })],
    ['template requiredOneOf', ({ Object: [a] }) => ({ Object: [{ ...a, Attribute: [] }] })],
  ])('find a fault: %s', (fault, spoil) => {
    const { Event } = eventOf();
    expect(mispFaults({ Event: { ...Event, ...spoil(Event) } })).toContain(fault);
  });
});
