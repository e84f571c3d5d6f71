import { describe, expect, it } from 'vitest';
import { NOTHING } from '../../support/stored.ts';
import {
  block,
  bring,
  createServer,
  FIRST,
  LIST,
  MIDNIGHT,
  NOON,
  pull,
  SINCE,
  sitesOf,
  stalelist,
  TODAY,
  WHOLE,
} from './metamask-setup.ts';

describe('metamask-phishing: the first time', () => {
  it('takes the whole list and what changed since it was made', async () => {
    const { get, asked } = createServer({
      [WHOLE]: stalelist(),
      [SINCE]: { data: [block('new.example.com', NOON + 60)] },
    });
    const { entries, cursor, format, list } = await bring(get, NOTHING);
    expect(sitesOf(entries)).toEqual([...FIRST, 'warns new.example.com'].sort());
    expect(format).toBe('metamask-phishing');
    expect(cursor).toBe(`1:${NOON + 60}`);
    expect(list.info).toMatchObject({ publisher: 'MetaMask', date: TODAY, version: cursor, upstreams: [] });
    expect(list.refused).toBe(0);
    expect(asked).toEqual(['/v1/stalelist', `/v2/diffsSince/${MIDNIGHT}`]);
    expect(entries.find(({ value }) => value === 'new.example.com')?.claims).toMatchObject([
      {
        id: 'blocklist',
        authority: 'MetaMask',
        category: 'phishing',
        tier: 'reported',
        confidence: 'community',
      },
    ]);
    expect(entries.find(({ value }) => value === 'facebook.com/somepage')?.kind).toBe('page');
  });

  it('counts what cannot be read, wherever it stood', async () => {
    const { get } = createServer({
      [WHOLE]: stalelist({
        blocklist: ['one.example.com', 'nodots', 7, 'github.io'],
        allowlist: ['192.168.1.1'],
      }),
      [SINCE]: {
        data: [
          block('*.example.com', NOON + 1),
          { url: 'x.example.com', timestamp: NOON + 2, targetList: `${LIST}.c2DomainBlocklist` },
          { url: 'y.example.com', timestamp: NOON + 3, targetList: 'phishfort_hotlist.blocklist' },
          { url: 'z.example.com', timestamp: NOON + 4, targetList: `${LIST}.__proto__` },
          { url: 'likeness.example.com', timestamp: NOON + 5, targetList: `${LIST}.fuzzylist` },
        ],
      },
    });
    const { entries, refused } = await bring(get, NOTHING);
    expect(sitesOf(entries)).toEqual(['warns facebook.com/somepage', 'warns one.example.com']);
    expect(refused.map(({ where, reason }) => [where, reason])).toEqual([
      ['blocklist 2', 'bad-host'],
      ['blocklist 3', 'no-text'],
      ['allowlist 1', 'private-host'],
      [`change of ${NOON + 1}`, 'wildcard'],
      [`change of ${NOON + 2}`, 'unknown-list'],
      [`change of ${NOON + 3}`, 'unknown-list'],
      [`change of ${NOON + 4}`, 'unknown-list'],
      ['blocklist', 'public-suffix'],
    ]);
  });

  it.each([
    ['no list', { data: [] }],
    ['a list without a date', stalelist({ lastUpdated: 'today' })],
    ['a date beyond all dates', stalelist({ lastUpdated: 9e15 })],
    ['a part that is none', stalelist({ blocklist: { 0: 'one.example.com' } })],
    ['half a file', JSON.stringify(stalelist()).slice(0, -20)],
  ])('fails with %s', async (_, answer) => {
    const { get } = createServer({ [WHOLE]: answer, [SINCE]: { data: [] } });
    expect(await pull(get, NOTHING)).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it('fails when the changes do not come', async () => {
    const { get } = createServer({ [WHOLE]: stalelist() });
    expect(await pull(get, NOTHING)).toMatchObject({ ok: false, error: { code: 'http-error' } });
  });
});
