import { describe, expect, it, vi } from 'vitest';
import type { Claim, Entry } from '#lib/core/entry.ts';
import { conflictsOf, describeConflicts } from '#lib/feed/publish/conflicts.ts';
import { FIRST_CHILD, ZPUB } from '../../../support/account-key.ts';
import { claim, compiled, entry, listInfo } from '../../../support/entries.ts';

vi.mock('#lib/feed/publish/progress.ts', async (original) => ({
  ...(await original<typeof import('#lib/feed/publish/progress.ts')>()),
  STEP_ENTRIES: 2,
}));

const TODAY = '2026-11-21';
/** BIP-173, BIP-49: the example key of the specifications in two of its encodings. */
const P2WPKH = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const P2PKH = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';

const known = (over: Partial<Claim>) =>
  claim({ id: 'known', tier: 'reported', subject: 'Orchard School', ...over });
const host = (value: string, over: Partial<Claim>) => entry(value, { kind: 'domain', claims: [claim(over)] });

/** What a list that accuses this says against one that knows that, as `LIST: RECORD would accuse VALUE`. */
async function told(accusing: Entry, knows: Entry, date = TODAY) {
  const lists = [
    compiled([accusing], listInfo({ id: 'hunter' })),
    compiled([knows], listInfo({ id: 'knows' })),
  ];
  return describeConflicts(await conflictsOf(lists, date));
}

describe('a conflict is what a device would call one', () => {
  const published = entry(P2WPKH, { claims: [known({ stance: 'verified' })] });

  it.each(['reported', 'official'] as const)('of a list that is %s', async (tier) => {
    const accusing = entry(P2WPKH, { claims: [claim({ id: 'line 7', tier })] });
    expect(await told(accusing, published)).toBe(
      `hunter: line 7 would accuse ${P2WPKH}, known as "Orchard School"`,
    );
  });

  it('in another spelling of the key, or by the key that makes the address', async () => {
    const claims = [claim({ id: 'line 7', tier: 'reported' })];
    expect(await told(entry(P2PKH, { claims }), published)).toContain(`would accuse ${P2WPKH}`);
    const first = entry(FIRST_CHILD, { claims: [known({ stance: 'verified' })] });
    expect(await told(entry(ZPUB, { kind: 'xpub', claims }), first)).toContain(`would accuse ${FIRST_CHILD}`);
  });

  it('and not of what warns of nothing any more, or is vouched for no longer', async () => {
    const claims = [claim({ tier: 'reported', delisted: '2025-03-21' })];
    expect(await told(entry(P2WPKH, { claims }), published)).toBe('');
    const old = entry(P2WPKH, { claims: [known({ stance: 'verified', validUntil: '2026-11-20' })] });
    const accusing = entry(P2WPKH, { claims: [claim({ tier: 'reported' })] });
    expect(await told(accusing, old)).toBe('');
    expect(await told(accusing, old, '2026-11-20')).toContain(P2WPKH);
  });

  it('of the host itself and those above it, and of all below it that is nobody else’s', async () => {
    const own = host('school.example.org', { id: 'known', stance: 'safe' });
    const service = host('school.example.org', { id: 'known', stance: 'safe', relation: 'service' });
    const accuse = (value: string) => host(value, { id: 'line 7', tier: 'reported' });
    for (const value of ['school.example.org', 'example.org']) {
      expect(await told(accuse(value), own)).toContain('would accuse school.example.org');
      expect(await told(accuse(value), service)).toContain('would accuse school.example.org');
    }
    expect(await told(accuse('fund.school.example.org'), own)).toContain('fund.school.example.org');
    expect(await told(accuse('fund.school.example.org'), service)).toBe('');
    expect(await told(accuse('other.example.org'), own)).toBe('');
  });

  it('of an account at a provider, too', async () => {
    const account = (over: Partial<Claim>) =>
      entry('liberapay:orchard', { kind: 'widget', claims: [claim(over)] });
    expect(await told(account({ tier: 'reported' }), account({ id: 'known', stance: 'safe' }))).toContain(
      'would accuse liberapay:orchard',
    );
  });
});

it('names every list that accuses, and none that vouches or once accused', async () => {
  const accusing = ['a', 'b'].map((id) =>
    compiled([host('x.com', { id: `of ${id}`, tier: 'reported' })], listInfo({ id })),
  );
  const knows = compiled([host('x.com', { stance: 'safe' })], listInfo({ id: 'knows' }));
  const history = host('x.com', { tier: 'reported', delisted: '2025-03-21' });
  const past = compiled([history], listInfo({ id: 'past' }));
  expect(
    (await conflictsOf([...accusing, past, knows], TODAY)).map(({ list, record }) => [list, record]),
  ).toEqual([
    ['a', 'of a'],
    ['b', 'of b'],
  ]);
});

it('says from time to time how many entries are done', async () => {
  const told: string[] = [];
  const names = ['a', 'b', 'c', 'd', 'e'];
  const list = compiled(names.map((name) => host(`${name}.example.org`, {})));
  await conflictsOf([list], TODAY, (line) => told.push(line));
  expect(told).toEqual([
    'example: looking for conflicts of 5 entries',
    '  example: 2 of 5 done',
    '  example: 4 of 5 done',
  ]);
});
