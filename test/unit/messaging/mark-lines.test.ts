import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '#lib/core/report.ts';
import { marksOf } from '#lib/messaging/mark-lines.ts';
import { GAZA_NOW, makeClaim, makeFinding, makePlace, makeReport, words } from '../components/reports.tsx';

const marks = (report: Partial<Report>, frameId = 0) => marksOf(makeReport(report), frameId, words);
const site = (changes: Partial<Finding> = {}): Finding => ({
  ...makeFinding(),
  text: 'https://masks.example/',
  chain: null,
  canonical: 'masks.example',
  places: [],
  reasons: [{ code: 'sanctioned', params: { authority: 'US Treasury OFAC', subject: 'GAZA NOW' } }],
  claims: [makeClaim({ match: 'domain' })],
  ...changes,
});

describe('marks', () => {
  it('say what it means, then since when and as whom, on what ground, and how sure it is', () => {
    expect(marks({ addresses: [makeFinding()], page: [] })).toEqual([
      {
        text: GAZA_NOW,
        level: 'listed',
        context: 'donation',
        line: 'US Treasury OFAC lists this address. Sending to it may be a crime where you live.',
        more: [
          'Listed 27 March 2024, as GAZA NOW.',
          'Listed under US sanctions against the financing of terrorism (SDGT).',
          'An official list says so.',
        ],
      },
    ]);
  });

  it('leave out what the list does not say', () => {
    const bare = makeClaim({ listed: null, subject: null, programme: 'XYZ' });
    const [mark] = marks({ addresses: [makeFinding({ claims: [bare] })], page: [] });
    expect(mark?.more).toEqual(['An official list says so.']);
  });

  it('name programmes that mean the same once', () => {
    const claims = [makeClaim({ programme: 'IRAN, SDGT, IFSR' })];
    expect(marks({ addresses: [makeFinding({ claims })], page: [] })[0]?.more.slice(1, 3)).toEqual([
      'Listed under US sanctions concerning Iran (IRAN and IFSR).',
      'Listed under US sanctions against the financing of terrorism (SDGT).',
    ]);
  });

  it('speak of the claim that counts', () => {
    const claims = [
      makeClaim({ bearing: 'for', subject: 'A charity' }),
      makeClaim({ status: 'delisted', subject: 'Past' }),
      makeClaim({ tier: 'corroborated', confidence: 'community', subject: 'Now', programme: null }),
    ];
    expect(marks({ addresses: [makeFinding({ claims })], page: [] })[0]?.more).toEqual([
      'The report is dated 27 March 2024 and names Now.',
      'Two sources that do not copy one another say so. It is not official.',
    ]);
  });

  it('are each frame’s own, once a text, and ask for money where one of its places does', () => {
    const at = (frameId: number, text: string) => ({ frameId, text, index: 0 });
    const places = [
      makePlace({ context: 'mention', at: at(0, 'a') }),
      makePlace({ context: 'donation', at: at(0, 'a') }),
      makePlace({ context: 'mention', at: at(3, 'b') }),
    ];
    const addresses = [makeFinding({ places }), makeFinding({ level: 'reported', places })];
    expect(marks({ addresses, page: [] })).toMatchObject([{ text: 'a', context: 'donation' }]);
    expect(marks({ addresses, page: [] }, 3)).toMatchObject([{ text: 'b', context: 'mention' }]);
    expect(marks({ addresses, page: [] }, 4)).toEqual([]);
  });
});

describe('what a charity published itself', () => {
  const params = { subject: 'Orchard School', authority: 'Example Register', page: 'https://o.example/give' };
  const mark = (code: string, more = {}) => {
    const reasons = [{ code, params: { ...params, ...more } }];
    return marks({ addresses: [makeFinding({ level: 'verified', reasons, claims: [] })], page: [] });
  };

  it('has a mark that says by whom, where, and when it was read', () => {
    expect(mark('published', { read: '2026-08-22' })).toMatchObject([
      {
        text: GAZA_NOW,
        level: 'verified',
        line: 'Published by Orchard School at https://o.example/give, read on 22 August 2026.',
        more: [],
      },
    ]);
    expect(mark('verified')[0]?.line).toBe(
      'Published by the charity itself, says Example Register. Name of the charity: Orchard School.',
    );
  });

  it('has none for a site: that is told by the popup', () => {
    expect(marks({ addresses: [], page: [site({ level: 'verified' })] })).toEqual([]);
  });
});

describe('a document that is listed', () => {
  const one = (finding: Finding, frameId = 0) =>
    marks({ addresses: [], page: [finding], context: 'donation' }, frameId)[0];

  it.each<[string, Partial<Finding>, string]>([
    ['a site', {}, 'US Treasury OFAC lists this site. Sending money to it may be a crime where you live.'],
    [
      'a page',
      { claims: [makeClaim({ match: 'page' })] },
      'US Treasury OFAC lists this page. Sending money to it may be a crime where you live.',
    ],
    [
      'a channel',
      { claims: [makeClaim({ match: 'handle' })] },
      'US Treasury OFAC lists this channel. Sending money to it may be a crime where you live.',
    ],
    [
      'the account behind a button',
      { claims: [makeClaim({ match: 'widget' })] },
      'US Treasury OFAC lists the account behind a donation button on this page.',
    ],
    [
      'a seized site',
      { reasons: [{ code: 'seized-site', params: { authority: 'DOJ', subject: '', listed: '2020-08-13' } }] },
      'Seized, or claimed in court, by DOJ in 2020. Whoever runs it now, money sent here does not reach a charity.',
    ],
    [
      'a seized site, nobody says when',
      { reasons: [{ code: 'seized-site', params: { authority: 'DOJ', subject: '', listed: '' } }] },
      'Seized, or claimed in court, by DOJ. Whoever runs it now, money sent here does not reach a charity.',
    ],
    [
      'a name that imitates',
      {
        level: 'lookalike',
        claims: [],
        reasons: [
          { code: 'lookalike-host', params: { host: 'x', other: 'y', authority: 'A', subject: 'Orchard' } },
        ],
      },
      'The name of this site is written with letters that look like others. It is not the site of Orchard, which A vouches for.',
    ],
  ])('%s', (_, changes, line) => {
    expect(one(site(changes))).toMatchObject({ text: null, line });
  });

  it('is told from a donation button in it that is listed', () => {
    expect(one(site())?.part).toBeUndefined();
    expect(one(site({ claims: [makeClaim({ match: 'widget' })] }))?.part).toBe(true);
  });

  it('says since when and how sure it is', () => {
    expect(one(site())?.more).toHaveLength(3);
  });

  it('is told where the page asks for money or shows an address, and otherwise by the toolbar alone', () => {
    const none = makeFinding({ level: 'none', reasons: [], claims: [] });
    expect(marks({ page: [site()], addresses: [], context: 'mention' })).toEqual([]);
    expect(marks({ page: [site()], addresses: [none], context: 'mention' })).toMatchObject([{ text: null }]);
    expect(one(site({ level: 'reported' }))).toBeUndefined();
    const seized = site({
      reasons: [{ code: 'seized-site', params: { authority: 'DOJ', listed: '2020-08-13' } }],
    });
    expect(marks({ page: [seized], addresses: [], context: 'mention' })).toHaveLength(1);
  });

  it('is told where the page was seized, whatever the page asks for, and not of a frame of it', () => {
    const reasons = [{ code: 'seized-site', params: { authority: 'DOJ', listed: '2020-08-13' } }];
    const quiet = { addresses: [], context: 'mention' as const };
    expect(marks({ ...quiet, page: [site({ reasons })] })).toHaveLength(1);
    const inner = site({ reasons, places: [inFrame] });
    expect(marks({ ...quiet, page: [inner] })).toEqual([]);
    expect(marks({ ...quiet, page: [inner] }, 5)).toEqual([]);
  });

  const inFrame = makePlace({ at: { frameId: 5, text: '', index: 0 } });

  it('is told in its own frame, and over the page around it as a part of that', () => {
    const inner = site({ places: [inFrame] });
    expect(one(inner, 5)).toMatchObject({ text: null });
    expect(one(inner, 5)?.part).toBeUndefined();
    expect(one(inner)).toMatchObject({
      text: null,
      part: true,
      line: 'Part of this page comes from masks.example, which US Treasury OFAC lists. Sending money there may be a crime where you live.',
    });
    expect(one(inner, 6)).toBeUndefined();
  });

  it.each([
    ['seized-site', 'Part of this page comes from masks.example, seized, or claimed in court, by A.'],
    ['corroborated', 'Part of this page comes from masks.example, which two sources that do not copy'],
  ])('says over the page around it what is known: %s', (code, line) => {
    const reasons = [{ code, params: { authority: 'A', subject: '' } }];
    expect(one(site({ places: [inFrame], reasons }))?.line).toContain(line);
  });

  it('is not told over the page around it where it is no part that counts, nor where it is a button', () => {
    expect(one(site({ places: [inFrame], aside: true }))).toBeUndefined();
    expect(one(site({ places: [inFrame], aside: true }), 5)).toMatchObject({ text: null });
    expect(one(site({ places: [inFrame], claims: [makeClaim({ match: 'widget' })] }))).toBeUndefined();
  });

  it('is known from others in any language', () => {
    expect(one(site())?.about).toBe('masks.example');
  });
});
