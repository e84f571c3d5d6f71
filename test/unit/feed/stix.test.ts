import { describe, expect, it } from 'vitest';
import { warns } from '#lib/verdict/status.ts';
import { OPEN_CLAIM } from '../../support/entries.ts';
import { BOAT, domain, EVM, ISAC, indicator, isac, read, TRON, url, wallet } from './stix-setup.ts';

describe('stix: what accuses', () => {
  it('is an indicator, told with all that it says', async () => {
    const one = indicator(wallet(BOAT), {
      created_by_ref: ISAC,
      valid_until: '2027-01-05T10:00:00Z',
      confidence: 80,
      indicator_types: ['malicious-activity'],
      name: 'A name that somebody gave it',
      external_references: [
        { source_name: 'report', url: 'https://isac.example/reports/7' },
        { source_name: 'cve', external_id: 'CVE-2020-1' },
        { source_name: 'bad', url: 'javascript:alert(1)' },
      ],
    });
    // What is written by whom may stand after it.
    const { entries, refused, info } = await read(one, isac);
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BOAT,
        chain: 'bitcoin',
        flags: [],
        where: one.id,
        claims: [
          {
            ...OPEN_CLAIM,
            id: one.id,
            authority: 'Example ISAC',
            tier: 'reported',
            confidence: 'community',
            listed: '2026-01-05',
            validUntil: '2027-01-05',
            changed: '2026-02-03',
            urls: ['https://isac.example/reports/7'],
          },
        ],
      },
    ]);
    expect(info).toMatchObject({
      id: 'bundle',
      title: 'bundle.json',
      publisher: 'Example ISAC',
      upstreams: [],
      date: '2026-02-03',
      closed: false,
    });
  });

  it('tells of its last version when that was, of its first nothing', async () => {
    const changedOf = async (modified: string) =>
      (await read(indicator(wallet(BOAT), { modified }))).entries[0]?.claims[0]?.changed;
    expect(await changedOf('2026-02-03T00:00:00.000Z')).toBe('2026-02-03');
    expect(await changedOf('2026-01-02T00:00:00.000Z')).toBeNull();
  });

  it.each([
    [wallet(EVM), 'address', EVM],
    [wallet(TRON), 'address', TRON],
    [`[cryptocurrency-wallet:address = '${BOAT}']`, 'address', BOAT],
    [`[x-cryptocurrency-wallet:value = '${BOAT}']`, 'address', BOAT],
    [`[x-crypto-address:value = '${BOAT}']`, 'address', BOAT],
    [`[cryptocurrency:wallet_address = '${BOAT}']`, 'address', BOAT],
    [domain('evil.example'), 'domain', 'evil.example'],
    [domain('WWW.Evil.example'), 'domain', 'evil.example'],
    [url('https://evil.example/'), 'domain', 'evil.example'],
    [url('https://good.example/wp/pay.html'), 'page', 'good.example/wp/pay.html'],
    [url('https://www.facebook.com/SomePage'), 'page', 'facebook.com/somepage'],
    [url('https://t.me/s/SomeChannel'), 'handle', 't.me/somechannel'],
  ])('%s: %s', async (pattern, kind, value) => {
    const { entries, refused } = await read(indicator(pattern));
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind, value }]);
  });

  it.each([
    // Everybody's pages stand there; which of them was meant is not said.
    [domain('facebook.com'), 'shared-host'],
    [domain('m.facebook.com'), 'shared-host'],
    [domain('youtube.com'), 'shared-host'],
    [url('https://t.me/'), 'shared-host'],
    [url('https://www.youtube.com/watch?v=abcdefghijk'), 'has-query'],
    [domain('facebook.com/page'), 'has-path'],
    [domain('192.168.1.1'), 'private-host'],
    [domain('donate@charity.example'), 'bad-host'],
    [url('javascript:alert(1)'), 'bad-host'],
    [wallet('1BoatSLRHtKNngkdXEeobR76b53LETtpyX'), 'bad-address'],
    // Another property of the wallet is not where money goes.
    [`[cryptocurrency-wallet:hash = '${BOAT}']`, 'other-type'],
    [`[x-account:value = '${BOAT}']`, 'other-type'],
    [`[network-traffic:dst_ref.value = 'evil.example']`, 'other-type'],
    [`[domain-name:resolves_to_refs[0].value = 'evil.example']`, 'other-type'],
    [`[domain-name:value = 'evil.example' AND url:value = 'https://evil.example/x']`, 'complex-pattern'],
    [`[domain-name:value LIKE '%.example']`, 'complex-pattern'],
    ['rule x { strings: $a = "1" }', 'bad-pattern'],
    [undefined, 'no-pattern'],
    [7, 'no-pattern'],
  ])('%s accuses nobody: %s', async (pattern, reason) => {
    const { entries, refused } = await read(indicator(pattern));
    expect(entries).toEqual([]);
    expect(refused).toMatchObject([{ reason }]);
  });

  it('takes apart a pattern of several values and counts what it leaves out', async () => {
    const one = indicator(
      `[domain-name:value = 'evil.example' OR email-addr:value = 'person@mail.example'] OR ${url('https://evil.example/x')}`,
    );
    const { entries, refused } = await read(one);
    expect(entries.map(({ kind, value }) => [kind, value])).toEqual([
      ['domain', 'evil.example'],
      ['page', 'evil.example/x'],
    ]);
    // A mailbox is personal: not even the report of what was left out keeps it.
    expect(refused).toEqual([{ where: one.id, value: 'email-addr', reason: 'other-type' }]);
  });

  it.each([
    [{ pattern_type: 'yara' }, 'other-pattern'],
    [{ pattern_type: 'sigma' }, 'other-pattern'],
    [{ pattern_type: 7 }, 'other-pattern'],
    [{ indicator_types: ['benign'] }, 'harmless'],
    [{ indicator_types: ['malicious-activity', 'benign'] }, 'harmless'],
    [{ indicator_types: ['Benign'] }, 'harmless'],
    [{ labels: ['benign'] }, 'harmless'],
    [{ labels: ['false-positive'] }, 'harmless'],
    [{ labels: ['trusted web content'] }, 'harmless'],
    [{ labels: ['allowlisted domain'] }, 'harmless'],
    [{ indicator_types: ['compromised'] }, 'not-malicious'],
    [{ indicator_types: ['anomalous-activity'] }, 'not-malicious'],
    [{ indicator_types: ['anonymization'] }, 'not-malicious'],
    [{ indicator_types: ['attribution', 'unknown'] }, 'not-malicious'],
    [{ indicator_types: ['something-of-our-own'] }, 'not-malicious'],
    // STIX 2.0 had these words among the labels.
    [{ spec_version: undefined, labels: ['anomalous-activity'] }, 'not-malicious'],
    [{ confidence: 0 }, 'low-confidence'],
    [{ confidence: 29 }, 'low-confidence'],
  ])('an indicator with %j does not', async (over, reason) => {
    const { entries, refused } = await read(indicator(domain('some.example'), over));
    expect(entries).toEqual([]);
    expect(refused).toMatchObject([{ reason, value: "[domain-name:value = 'some.example']" }]);
  });

  it.each([
    [{ indicator_types: ['malicious-activity', 'compromised'] }],
    [{ indicator_types: [] }],
    [{ indicator_types: 'malicious' }],
    [{ labels: ['drainer', 'phishing'] }],
    [{ spec_version: undefined, pattern_type: undefined, labels: ['malicious-activity'] }],
    [{ confidence: 30 }],
    [{ confidence: 'high' }],
    [{ confidence: null }],
    // Such a mark forbids to pass it on, not to read it.
    [{ object_marking_refs: ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'] }],
  ])('an indicator with %j does', async (over) => {
    const { entries, refused } = await read(indicator(domain('evil.example'), over));
    expect(entries.map(({ claims }) => claims[0]?.status)).toEqual(['active']);
    expect(refused).toEqual([]);
  });

  it('a revoked indicator stays as history and warns of nothing', async () => {
    const { entries } = await read(indicator(domain('some.example'), { revoked: true }));
    const [status] = entries.flatMap(({ claims }) => claims.map((claim) => claim.status));
    expect(status).toBe('withdrawn');
    expect(status && warns(status)).toBe(false);
  });

  it('an indicator that somebody disputes warns of nothing', async () => {
    const { entries } = await read(
      indicator(domain('some.example'), { labels: ['false-positive:risk="high"'] }),
    );
    expect(entries[0]?.claims[0]?.status).toBe('disputed');
  });

  it.each([
    ['2026-05-01T00:00:00Z', '2026-04-30'],
    ['2026-05-01T00:00:00.000001Z', '2026-04-30'],
    ['2026-05-01T12:00:00Z', '2026-05-01'],
    ['tomorrow', null],
    ['2026-13-01T00:00:00Z', null],
    [99999999999999, null],
  ])('valid until %s is until the end of %s', async (valid_until, validUntil) => {
    const { entries } = await read(indicator(domain('evil.example'), { valid_until }));
    expect(entries[0]?.claims[0]?.validUntil).toBe(validUntil);
  });

  it.each([
    ['active first', false],
    ['revoked first', true],
  ])('of several versions the latest counts, %s', async (_, isReversed) => {
    const old = indicator(domain('some.example'));
    const revoked = { ...old, modified: '2026-03-01T00:00:00.000Z', revoked: true };
    const { entries, refused } = await read(...(isReversed ? [revoked, old] : [old, revoked]));
    expect(entries.map(({ claims }) => claims.map(({ status }) => status))).toEqual([['withdrawn']]);
    expect(refused).toEqual([{ where: old.id, value: '', reason: 'superseded' }]);
  });

  it('of two versions of one moment the one that takes it back counts', async () => {
    const one = indicator(domain('some.example'));
    for (const pair of [
      [one, { ...one, revoked: true }],
      [{ ...one, revoked: true }, one],
    ]) {
      const { entries } = await read(...pair);
      expect(entries.map(({ claims }) => claims[0]?.status)).toEqual(['withdrawn']);
    }
  });
});
