import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedAct, ReviewCase } from '#lib/core/review.ts';
import { stixBundle } from '#lib/review/export/stix.ts';
import { observable, type StixObject, type StixOptions } from '#lib/review/export/stix-objects.ts';
import { TLPS } from '#lib/review/export/tlp.ts';
import { foldCase } from '#lib/review/fold.ts';
import { minute } from '../../../support/review-acts.ts';
import { BOAT, EVM, item, NAMED, story, WIF, XMR } from '../../../support/review-cases.ts';
import { anyChain } from '../../../support/review-files.ts';
import { LIST_CHANGES } from '../../../support/review-space.ts';
import { bundleOf, objectsOf, TEAM } from '../../../support/stix-bundles.ts';
import { stixFaults } from '../../../support/stix-rules.ts';
import { read } from '../../feed/stix-setup.ts';

describe('a bundle', () => {
  it('of a confirmed case is as the specification wants it', () => {
    expect(stixFaults(bundleOf(story()))).toEqual([]);
  });

  it('is as the specification wants it, whatever was done', () => {
    const runs = fc.tuple(
      anyChain('a'),
      anyChain('b'),
      fc.constantFrom(...TLPS),
      fc.webUrl({ withQueryParameters: true }),
    );
    fc.assert(
      fc.property(runs, ([a, b, tlp, url]) => {
        const lines = [...a.lines, ...b.lines];
        const one = foldCase(lines);
        const other = story({ url, title: '', note: url });
        const cases = one ? [one, other.one] : [other.one];
        const bundle = stixBundle(cases, [...lines, ...other.lines], { team: 'Desk', tlp });
        expect(stixFaults(JSON.parse(JSON.stringify(bundle)))).toEqual([]);
      }),
    );
  });

  it('is the same bundle when nothing was done in between', () => {
    expect(bundleOf(story())).toEqual(bundleOf(story()));
    expect(bundleOf(story({ note: 'Another' })).id).not.toBe(bundleOf(story()).id);
  });

  it('carries the marking as OASIS published it', () => {
    expect(objectsOf(story(), 'marking-definition', { ...TEAM, tlp: 'amber+strict' })).toEqual([
      {
        type: 'marking-definition',
        spec_version: '2.1',
        id: 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
        created: '2022-10-01T00:00:00.000Z',
        name: 'TLP:AMBER+STRICT',
        extensions: {
          'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
            extension_type: 'property-extension',
            tlp_2_0: 'amber+strict',
          },
        },
      },
    ]);
  });
});

describe('ids', () => {
  it('of observables are everybody’s (STIX 2.1, 2.9; the first is the example of 6.4)', () => {
    expect(observable('domain-name', 'example.com', 'clear').id).toBe(
      'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7',
    );
    // uuid5(00abedb4-…, '{"value":"1KFHE7w8BhaENAswwryaoccDb6qcT6DbYY"}') by Python's uuid module.
    expect(observable('cryptocurrency-wallet', '1KFHE7w8BhaENAswwryaoccDb6qcT6DbYY', 'red').id).toBe(
      'cryptocurrency-wallet--27fadc91-1e1c-5474-988f-07a16840be45',
    );
  });

  it('of what a team says are its own, and those of another marking others', () => {
    const idOf = (options: StixOptions) => objectsOf(story(), 'report', options)[0]?.id;
    const ids = [TEAM, { ...TEAM, team: 'Other' }, { ...TEAM, tlp: 'red' as const }].map(idOf);
    expect(new Set(ids).size).toBe(3);
    expect(idOf(TEAM)).toBe(ids[0]);
  });
});

it('every object is marked by itself, also what is the same for everybody (7.2.2)', () => {
  const { objects } = bundleOf(story(), { ...TEAM, tlp: 'red' });
  const [marking] = objects.filter(({ type }) => type === 'marking-definition');
  for (const object of objects) {
    if (object === marking || object.type === 'identity') continue;
    expect(object.object_marking_refs).toEqual([marking?.id]);
  }
});

it('says from when to when the page was looked at, and how often', () => {
  const { one, lines } = story();
  const again = { ...lines[1], id: 'again', seq: 9, at: minute(30) } as LoggedAct;
  expect(objectsOf({ one, lines: [...lines, again] }, 'observed-data')).toEqual([
    expect.objectContaining({
      first_observed: minute(1),
      last_observed: minute(30),
      number_observed: 2,
    }),
  ]);
});

describe('a version', () => {
  it('is as old as every other one, whoever wrote it and whatever was merged in (3.2)', () => {
    const { one, lines } = story();
    const createdIn = (own: LoggedAct[]) => {
      const { objects } = bundleOf({ one: foldCase(own) ?? one, lines: own });
      return new Map(objects.map(({ id, created }) => [id, created]));
    };
    // Somebody else has met the page earlier, and decided it at another time; both have passed it on before they met.
    const theirs = lines.map((line) => {
      const at = new Date(Date.parse(line.at) - 86_400_000).toISOString();
      return { ...line, id: `b ${line.id}`, device: 'b', at } as LoggedAct;
    });
    const before = createdIn(lines);
    const written = [createdIn(theirs), createdIn([...lines, ...theirs])];
    expect(foldCase([...lines, ...theirs])?.addedAt).not.toBe(one.addedAt);
    const shared = [...before].filter(([id]) => written.every((other) => other.has(id)));
    expect(shared.map(([id]) => id.split('--')[0])).toEqual(
      expect.arrayContaining(['indicator', 'note', 'observed-data', 'relationship', 'report']),
    );
    for (const other of written) for (const [id, created] of shared) expect(other.get(id), id).toBe(created);
  });

  it('is not older than the first one where a clock was wrong (3.6.1)', () => {
    const { lines } = story();
    const early = lines.map((line, n) => ({ ...line, at: `1970-01-01T00:00:0${n}.000Z` }));
    const one = foldCase(early) as ReviewCase;
    expect(stixFaults(bundleOf({ one, lines: early }))).toEqual([]);
  });

  it('is newer whenever more was done, also where that was done earlier elsewhere', () => {
    const { one, lines } = story();
    const [before] = objectsOf({ one, lines }, 'note');
    const earlier = { ...lines[0], id: 'z', device: 'z', at: minute(2), act: { type: 'note', text: 'x' } };
    const merged = [...lines, earlier as LoggedAct];
    const [after] = objectsOf({ one: foldCase(merged) as ReviewCase, lines: merged }, 'note');
    expect(String(after?.modified) > String(before?.modified)).toBe(true);
    expect(after?.id).toBe(before?.id);
  });
});

it('what was decided is told without naming who did', () => {
  const bundle = JSON.stringify(
    bundleOf(story({ states: ['confirmed', 'confirmed'], reviewers: ['Ada', 'Bob'] })),
  );
  expect(bundle).not.toMatch(/Ada|Bob/);
  const [note] = objectsOf(story(), 'note');
  expect(note?.content).toBe(
    [
      'page: https://masks.example/',
      'decision: confirmed',
      'reason: listed-address',
      'decided: 2026-03-02T09:04:00.000Z',
      'reviewers: 1',
      'level: listed (2026-03-02)',
      'lists: ofac-sdn, community',
      'widget: donorbox:masks',
      'note: Same wallet as last week',
    ].join('\n'),
  );
});

describe('pages, handles and accounts that lists name', () => {
  const told = story({ items: [item(BOAT), ...NAMED] });

  it('are what the standard has for them', () => {
    expect(stixFaults(bundleOf(told))).toEqual([]);
    expect(objectsOf(told, 'url').map(({ value }) => value)).toEqual([
      'https://masks.example/',
      'https://t.me/masks_now',
      'https://masks.example/give',
    ]);
    // The id by Python's uuid module.
    expect(objectsOf(told, 'user-account')).toEqual([
      expect.objectContaining({
        id: 'user-account--8ee7790b-82b9-563e-9377-0a93e1d954bd',
        account_type: 'donorbox',
        user_id: 'masks',
      }),
    ]);
  });

  it('were seen on the page, to which accounts are tied as wallets are', () => {
    const { objects } = bundleOf(told);
    const idOf = (wanted: string) =>
      objects.find(({ value, user_id }) => value === wanted || user_id === wanted)?.id;
    const [observed] = objectsOf(told, 'observed-data');
    for (const wanted of ['https://t.me/masks_now', 'https://masks.example/give', 'masks'])
      expect(observed?.object_refs).toContain(idOf(wanted));
    const tied = objectsOf(told, 'relationship')
      .filter(({ target_ref }) => target_ref === idOf('https://masks.example/'))
      .map(({ source_ref }) => source_ref);
    expect(tied.sort()).toEqual([idOf(BOAT), idOf('masks')].sort());
  });

  it('are indicated where lists speak against them, and where one property names them', async () => {
    const [indicator] = objectsOf(told, 'indicator');
    expect(indicator?.pattern).toBe(
      `[url:value = 'https://masks.example/' OR url:value = 'https://t.me/masks_now' OR cryptocurrency-wallet:value = '${BOAT}']`,
    );
    const { entries } = await read(...bundleOf(told).objects);
    expect(entries.map(({ value }) => value)).toEqual(['masks.example', 't.me/masks_now', BOAT]);
  });
});

it('tells what lists say since the decision', () => {
  const { one, lines } = story();
  const changed = {
    before: 'none',
    after: 'listed',
    at: minute(20),
    what: LIST_CHANGES.slice(1, 3),
  } as const;
  const [note] = objectsOf(
    { one: { ...one, changed: { ...changed, what: [...changed.what] } }, lines },
    'note',
  );
  expect(String(note?.content).split('\n')).toEqual(
    expect.arrayContaining([
      'changed: none > listed (2026-03-02T09:20:00.000Z)',
      'since: bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq: against (List of the team, 2026-03-02)',
      'since: bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq: near 1BoatSLRHtKNngkdXEeobR76b53LETtpyT (List of the team, 2026-03-02)',
    ]),
  );
});

it('says nothing was observed where nobody has looked', () => {
  const { one, lines } = story();
  const unseen = lines.filter(({ act }) => act.type !== 'seen');
  const told = { one: { ...one, seen: null }, lines: unseen };
  expect(objectsOf(told, 'observed-data')).toEqual([]);
  expect(stixFaults(bundleOf(told))).toEqual([]);
});

it('no private key leaves, not even in an address of a page', () => {
  const told = story({ title: WIF, note: WIF, url: `https://1.2.3.4/${WIF}`, items: [item(WIF)] });
  const bundle = bundleOf(told);
  expect(JSON.stringify(bundle)).not.toContain(WIF);
  expect(bundle.objects.map(({ type }) => type)).toEqual(['identity', 'marking-definition']);
  expect(JSON.stringify(bundleOf(story({ url: `https://masks.example/${WIF}` })))).not.toContain(WIF);
});

it('Almsguard reads its own bundle: what is confirmed and listed, by the team', async () => {
  const { info, entries } = await read(...bundleOf(story({ url: `https://masks.example/it's/a` })).objects);
  const told = entries.map(({ kind, value, chain }) => [kind, value, chain]);
  expect(told).toEqual([
    ['page', "masks.example/it's/a", null],
    ['address', BOAT, 'bitcoin'],
    ['address', EVM, 'ethereum'],
    ['address', XMR, 'monero'],
  ]);
  expect(info.publisher).toBe('Example Desk');
  expect(entries[0]?.claims[0]).toMatchObject({
    authority: 'Example Desk',
    status: 'active',
    listed: '2026-03-02',
  });
  const revoked = await read(...bundleOf(story({ states: ['confirmed', 'dismissed'] })).objects);
  expect(revoked.entries[0]?.claims[0]).toMatchObject({ status: 'withdrawn' });
  expect((await read(...bundleOf(story({ states: ['escalated'] })).objects)).entries).toEqual([]);
});

describe('the rules themselves', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['indicator', { pattern: undefined }, 'needs pattern'],
    ['note', { object_refs: [] }, '2 object_refs is empty'],
    ['report', { created: '2026-03-02T09:00:00Z' }, '3.2 created in milliseconds'],
    ['report', { published: 'today' }, '2.16 published'],
    ['url', { object_marking_refs: undefined }, '7.2.2 is not marked'],
    ['observed-data', { number_observed: 0 }, '4.14.1 number_observed'],
    ['indicator', { description: undefined }, '4.7.1 description'],
    ['note', { xY: 1 }, '3.1 name xY'],
    ['relationship', { relationship_type: 'likes' }, '3.7 relationship_type'],
    ['report', { modified: '2020-01-01T00:00:00.000Z' }, '3.2 modified before created'],
    ['url', { value: 'https://other.example/' }, '2.9 id of an observable'],
    ['url', { id: 'url--1' }, '2.9 id'],
    ['user-account', { account_type: 'Donor_box' }, '10.2 account_type'],
    ['user-account', { user_id: 'other' }, '2.9 id of an observable'],
    ['user-account', { user_id: undefined, account_type: undefined }, '6.16 says nothing'],
    ['observed-data', { last_observed: '2020-01-01T00:00:00Z' }, '4.14.1 last_observed'],
    ['indicator', { pattern: "[url:value = 'it's']" }, '9.5 pattern'],
    ['indicator', { opinion: 'x' }, '3.2 has no opinion'],
    ['indicator', { confidence: 101 }, '3.2 confidence'],
    ['indicator', { indicator_types: ['scam'] }, '10 indicator_types'],
    ['relationship', { target_ref: 'url--00000000-0000-4000-8000-000000000000' }, 'not there'],
    ['cryptocurrency-wallet', { extensions: undefined }, '7.3 extension of the wallet'],
  ])('find what is wrong with %s: %j', (type, spoilt, fault) => {
    const { objects, ...bundle } = bundleOf(story());
    const n = objects.findIndex((one) => one.type === type);
    // As it would come out of a file: what is undefined is not there.
    const wrong = JSON.parse(
      JSON.stringify({ ...bundle, objects: objects.with(n, { ...(objects[n] as StixObject), ...spoilt }) }),
    );
    expect(stixFaults(wrong).join('\n')).toContain(fault);
  });
});
