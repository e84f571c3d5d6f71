import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_CHANGES_DAYS } from '#lib/core/limits.ts';
import { metamask } from '#lib/feed/pull/metamask.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { NOTHING, type Stored, storedOf } from '../../support/stored.ts';
import {
  block,
  bring,
  createServer,
  DAY,
  type Diff,
  FIRST,
  HOST,
  LIST,
  MIDNIGHT,
  NOON,
  pull,
  SINCE,
  SLOW,
  sitesOf,
  stalelist,
  TODAY,
  URL_,
  unblock,
  WHOLE,
} from './metamask-setup.ts';

describe('metamask-phishing: afterwards', () => {
  async function first() {
    const { get } = createServer({ [WHOLE]: stalelist(), [SINCE]: { data: [] } });
    return bring(get, NOTHING);
  }

  it('asks for changes only, and keeps what stands', async () => {
    const { get, asked } = createServer({ [SINCE]: { data: [block('new.example.com', NOON + 60)] } });
    const { entries, cursor } = await bring(get, await first());
    expect(sitesOf(entries)).toEqual([...FIRST, 'warns new.example.com'].sort());
    expect(cursor).toBe(`1:${NOON + 60}`);
    expect(asked).toEqual([`/v2/diffsSince/${MIDNIGHT}`]);
  });

  it('says the same of a site whichever way it came', async () => {
    const changed = createServer({ [SINCE]: { data: [block('new.example.com/a', NOON + 60)] } });
    const later = createServer({
      [WHOLE]: stalelist({
        lastUpdated: NOON + 60,
        blocklistPaths: ['facebook.com/somepage', 'new.example.com/a'],
      }),
      [SINCE]: { data: [] },
    });
    const byValue = (a: Entry, b: Entry) => (a.value < b.value ? -1 : 1);
    const stepwise = (await bring(changed.get, await first())).entries.sort(byValue);
    expect(stepwise).toEqual((await bring(later.get, NOTHING)).entries.sort(byValue));
  });

  it('takes back what is removed, however it is spelled', async () => {
    const { get } = createServer({
      [SINCE]: {
        data: [
          unblock('ONE.example.com.', NOON + 60),
          unblock('facebook.com/SomePage', NOON + 61),
          unblock('never-listed.example.com', NOON + 62),
          { ...unblock('fine.example.com', NOON + 63), targetList: `${LIST}.allowlist` },
        ],
      },
    });
    const { entries, refused } = await bring(get, await first());
    expect(sitesOf(entries)).toEqual(['warns two.example.com']);
    expect(refused).toEqual([]);
  });

  it('keeps an accusation and a word for the same site apart', async () => {
    const allow = { ...block('one.example.com', NOON + 1), targetList: `${LIST}.allowlist` };
    const both = await bring(createServer({ [SINCE]: { data: [allow] } }).get, await first());
    expect(sitesOf(both.entries)).toContain('safe one.example.com');
    expect(sitesOf(both.entries)).toContain('warns one.example.com');
    const { get } = createServer({ [SINCE]: { data: [allow, unblock('one.example.com', NOON + 2)] } });
    const one = await bring(get, both);
    expect(sitesOf(one.entries)).toContain('safe one.example.com');
    expect(sitesOf(one.entries)).not.toContain('warns one.example.com');
  });

  it('makes changes in the order of their dates, not of the file', async () => {
    const { get } = createServer({
      [SINCE]: {
        data: [
          block('back.example.com', NOON + 30),
          unblock('gone.example.com', NOON + 20),
          block('gone.example.com', NOON + 10),
          unblock('back.example.com', NOON + 5),
        ],
      },
    });
    const { entries, cursor } = await bring(get, await first());
    expect(sitesOf(entries)).toEqual([...FIRST, 'warns back.example.com'].sort());
    expect(cursor).toBe(`1:${NOON + 30}`);
  });

  it('is unchanged when no change is newer, and then reads nothing of what is stored', async () => {
    const { cursor } = await first();
    const changes = [block('one.example.com', MIDNIGHT + 5), block('nodots', NOON)];
    for (const data of [[], changes]) {
      const { get } = createServer({ [SINCE]: { data } });
      const known = {
        cursor,
        entries() {
          throw new Error('read');
        },
        list: async () => null,
      };
      const source = { id: 'stalelist', name: URL_, today: TODAY };
      expect(await createPull(get)({ url: URL_, source, known })).toEqual({ ok: true, value: 'unchanged' });
    }
  });

  it('counts a change that cannot be read only when it is new', async () => {
    const { get } = createServer({
      [SINCE]: { data: [block('nodots', NOON - 5), block('alsonone', NOON + 5)] },
    });
    expect((await bring(get, await first())).refused.map(({ value }) => value)).toEqual(['alsonone']);
  });

  it.each([
    ['no array', { data: { one: block('a.example.com', NOON + 1) } }],
    ['a page', '<html>'],
    ['a change of no site', { data: [{ timestamp: NOON + 1, targetList: `${LIST}.blocklist` }] }],
    ['a change of no date', { data: [{ ...block('a.example.com', 0), timestamp: 'now' }] }],
    ['a change at a date beyond all dates', { data: [block('a.example.com', 1e300)] }],
    ['a removal that is none', { data: [{ ...block('a.example.com', NOON + 1), isRemoval: 'no' }] }],
    ['one bad change among good ones', { data: [block('a.example.com', NOON + 1), null] }],
  ])('fails with %s, for a removal might be lost', async (_, answer) => {
    const { get } = createServer({ [SINCE]: answer });
    expect(await pull(get, await first())).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it.each([
    ['older than changes are kept', `1:${NOON - (MAX_CHANGES_DAYS + 1) * DAY}`],
    ['in the future, as after a wrong clock', `1:${NOON + 3 * DAY}`],
    ['of another form', 'v1'],
    ['without a number', '1:'],
    ['too long to be a date', `1:${'9'.repeat(13)}`],
  ])('takes the whole list again with a cursor %s', async (_, cursor) => {
    const { get, asked } = createServer({ [WHOLE]: stalelist(), [SINCE]: { data: [] } });
    const stale = [{ ...(await first()).entries[0], value: 'gone.example.com' } as Entry];
    expect(sitesOf((await bring(get, { cursor, entries: stale })).entries)).toEqual(FIRST);
    expect(asked[0]).toBe('/v1/stalelist');
  });

  it("allows for a server's clock that is a day ahead", async () => {
    const stored = { ...(await first()), cursor: `1:${NOON + DAY}` };
    const { get, asked } = createServer({ [SINCE]: { data: [] } });
    expect(await pull(get, stored)).toEqual({ ok: true, value: 'unchanged' });
    expect(asked).toEqual([`/v2/diffsSince/${MIDNIGHT + DAY}`]);
  });

  it('asks for changes as long as they are kept', async () => {
    const stored = { ...(await first()), cursor: `1:${NOON - MAX_CHANGES_DAYS * DAY}` };
    const { get, asked } = createServer({ [SINCE]: { data: [block('new.example.com', NOON)] } });
    await bring(get, stored);
    expect(asked).toEqual([`/v2/diffsSince/${MIDNIGHT - MAX_CHANGES_DAYS * DAY}`]);
  });

  it('never dates itself later than today', async () => {
    const { get } = createServer({
      [WHOLE]: stalelist({ lastUpdated: NOON + 40 * DAY }),
      [SINCE]: { data: [] },
    });
    expect((await bring(get, NOTHING)).list.info.date).toBe(TODAY);
    const old = createServer({ [WHOLE]: stalelist({ lastUpdated: NOON - 3 * DAY }), [SINCE]: { data: [] } });
    expect((await bring(old.get, NOTHING)).list.info.date).toBe('2026-11-18');
  });

  it('serves its own list only', () => {
    const serves = (url: string) => metamask.serves(new URL(url));
    expect(serves(URL_)).toBe(true);
    expect(serves(`${HOST}/v2/stalelist/`)).toBe(true);
    expect(serves(`${HOST}/v1/diffsSince/1`)).toBe(false);
    expect(serves('https://evil.example/v1/stalelist')).toBe(false);
  });
});

describe('metamask-phishing, whatever the changes', () => {
  const names = ['a', 'b', 'c', 'd'].map((name) => `${name}.example.com`);
  const diff = fc.record({
    url: fc.constantFrom(...names),
    timestamp: fc.integer({ min: NOON - DAY, max: NOON + DAY / 4 }),
    targetList: fc.constantFrom(`${LIST}.blocklist`, `${LIST}.allowlist`),
    isRemoval: fc.boolean(),
  });
  const history = fc.uniqueArray(diff, {
    selector: ({ timestamp }) => timestamp,
    minLength: 1,
    maxLength: 30,
  });

  /** The publisher's own list at a moment, worked out the plain way. */
  function standAt(diffs: readonly Diff[], moment: number): Set<string> {
    const stand = new Set<string>();
    for (const one of diffs.filter((d) => d.timestamp <= moment).sort((a, b) => a.timestamp - b.timestamp)) {
      const site = `${one.targetList.endsWith('.blocklist') ? 'warns' : 'safe'} ${one.url}`;
      if (one.isRemoval) stand.delete(site);
      else stand.add(site);
    }
    return stand;
  }

  it('ends where the publisher does, through any number of steps', SLOW, async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.integer({ min: NOON - DAY, max: NOON + DAY / 4 })),
        async (diffs, steps) => {
          const moments = [...steps, NOON + DAY / 4].sort((a, b) => a - b);
          // One site stands all the time: a list of nothing is a failure.
          const listAt = (moment: number, stance: string) =>
            [...standAt(diffs, moment)]
              .filter((site) => site.startsWith(stance))
              .map((site) => site.split(' ')[1]);
          const start = moments[0] ?? NOON;
          let stored: Stored = NOTHING;
          for (const moment of moments) {
            const { get } = createServer({
              [WHOLE]: stalelist({
                lastUpdated: start,
                blocklist: ['always.example.com', ...listAt(start, 'warns')],
                blocklistPaths: undefined,
                allowlist: listAt(start, 'safe'),
              }),
              // In any order, and only what is asked for or newer.
              [SINCE]: {
                data: diffs.filter(({ timestamp }) => timestamp <= moment && timestamp >= NOON - 3 * DAY),
              },
            });
            const pulled = await pull(get, stored, '2026-11-21');
            if (!pulled.ok) throw new Error(pulled.error.message);
            if (pulled.value !== 'unchanged') stored = storedOf(pulled.value);
          }
          const expected = [...standAt(diffs, NOON + DAY / 4), 'warns always.example.com'].sort();
          expect(sitesOf(stored.entries)).toEqual(expected);
        },
      ),
    );
  });

  it('throws at no answer', SLOW, async () => {
    const answer = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant(stalelist()),
      fc.jsonValue().map((data) => ({ data })),
    );
    await fc.assert(
      fc.asyncProperty(answer, answer, fc.option(fc.string()), async (whole, since, cursor) => {
        const { get } = createServer({ [WHOLE]: whole, [SINCE]: since });
        expect(await pull(get, { cursor, entries: [] })).toHaveProperty('ok');
      }),
    );
  });
});
