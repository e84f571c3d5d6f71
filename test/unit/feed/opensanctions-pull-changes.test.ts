import { describe, expect, it } from 'vitest';
import { storedOf } from '../../support/stored.ts';
import {
  change,
  DELTAS,
  deltaIndex,
  deltaUrl,
  entity,
  group,
  INDEX,
  index,
  lines,
  MIDDLE,
  NEW,
  OLD,
  ONE,
  pull,
  pullWhole,
  THREE,
  TWO,
  update,
  values,
  wallet,
} from './opensanctions-pull-setup.ts';

describe('opensanctions: changes', () => {
  const base = () =>
    pullWhole(OLD, group('g'), wallet('a', ONE, { holder: ['g'] }), wallet('b', TWO), {
      ...entity('o', 'Sanction', { entity: ['a'], startDate: ['2026-01-05'], endDate: ['2028-01-05'] }),
    });

  it('adds, removes and carries over, without the whole file', async () => {
    const stored = await base();
    const { isWhole, entries, cursor } = await update(stored, [
      change('DEL', { id: 'b' }),
      change('ADD', wallet('c', THREE)),
      change('ADD', entity('p', 'Person', {}, 'Jane Example')),
      change('MOD', entity('q', 'Address', {})),
      change('DEL', { id: 'nobody' }),
    ]);
    expect(isWhole).toBe(false);
    expect(values(entries)).toEqual([THREE, ONE].sort());
    // What is carried over is as it was, dates and names too.
    expect(entries.find(({ value }) => value === ONE)).toEqual(
      stored.entries.find(({ value }) => value === ONE),
    );
    expect(entries.find(({ value }) => value === ONE)?.claims[0]).toMatchObject({
      subject: 'Some Group',
      listed: '2026-01-05',
      validUntil: '2028-01-05',
    });
    expect(JSON.parse(cursor ?? '')).toMatchObject({
      version: NEW,
      whole: OLD,
      sources: ['OpenSanctions', 'NBCTF'],
    });
  });

  it('applies every version since then in order, and those that changed nothing are not named', async () => {
    const stored = await base();
    const { result, asked } = await pull(
      {
        [INDEX]: index(NEW),
        [DELTAS]: deltaIndex(NEW, '20261117060000-old', MIDDLE),
        [deltaUrl(MIDDLE)]: lines(change('ADD', wallet('c', THREE)), change('DEL', { id: 'a' })),
        [deltaUrl(NEW)]: lines(change('DEL', { id: 'c' })),
      },
      stored,
    );
    expect(asked).toEqual([INDEX, DELTAS, deltaUrl(MIDDLE), deltaUrl(NEW)]);
    if (!result.ok) throw new Error(result.error.message);
    expect(values(storedOf(result.value).entries)).toEqual([TWO]);
  });

  it('keeps the claim of one wallet when another of the same address goes', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE), wallet('b', ONE));
    const { entries } = await update(stored, [change('DEL', { id: 'b' })]);
    expect(entries.map(({ claims }) => claims.map(({ id }) => id))).toEqual([['a']]);
  });

  it('takes a wallet back that comes and changes within the same versions', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { isWhole, entries } = await update(stored, [
      change('ADD', wallet('c', TWO)),
      change('MOD', wallet('c', THREE)),
    ]);
    expect([isWhole, values(entries)]).toEqual([false, [THREE, ONE].sort()]);
  });

  it('takes an id anew that was removed before', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE), wallet('b', TWO));
    const { isWhole, entries } = await update(stored, [
      change('DEL', { id: 'b' }),
      change('ADD', wallet('b', THREE)),
    ]);
    expect([isWhole, values(entries)]).toEqual([false, [THREE, ONE].sort()]);
  });

  it('knows a holder who comes with the wallet', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { isWhole, entries } = await update(stored, [
      change('ADD', wallet('c', TWO, { holder: ['h'] })),
      change('ADD', group('h', 'Other Group')),
    ]);
    expect(isWhole).toBe(false);
    expect(entries.find(({ value }) => value === TWO)?.claims[0]?.subject).toBe('Other Group');
  });

  it('adds the sources of what is new to those of the rest', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { cursor, result } = await update(stored, [
      change('ADD', { ...wallet('c', TWO), datasets: ['us_ofac_sdn'] }),
    ]);
    const sources = ['OpenSanctions', 'NBCTF', 'US Treasury OFAC'];
    expect(JSON.parse(cursor ?? '').sources).toEqual(sources);
    expect(result).toMatchObject({ list: { info: { upstreams: sources } } });
  });

  it.each<[string, unknown[]]>([
    ['a changed wallet, whose orders are not repeated', [change('MOD', wallet('b', THREE))]],
    ['a new wallet of somebody who is not told of', [change('ADD', wallet('c', THREE, { holder: ['h'] }))]],
    [
      'a new wallet of somebody whose orders are not repeated',
      [change('MOD', group('x')), change('ADD', wallet('c', THREE, { holder: ['x'] }))],
    ],
    ['another wallet of an id that is there', [change('ADD', wallet('b', THREE))]],
    ['a holder under another name', [change('MOD', group('g', 'New Name'))]],
    ['a holder who is not listed any more', [change('MOD', group('g', 'Some Group', ['poi']))]],
    ['a holder who is gone', [change('DEL', { id: 'g' })]],
    ['another order against a wallet', [change('ADD', entity('o2', 'Sanction', { entity: ['b'] }))]],
    ['another order against a holder', [change('MOD', entity('o2', 'Sanction', { entity: ['g'] }))]],
    ['a line that is none', ['x']],
    ['an operation that is not known', [change('MERGE', wallet('b', THREE))]],
    ['a removal of nothing', [change('DEL', {})]],
  ])('reads the whole list again after %s', async (_, changes) => {
    const { isWhole, entries, cursor } = await update(await base(), changes, [wallet('z', THREE)]);
    expect(isWhole).toBe(true);
    expect(values(entries)).toEqual([THREE]);
    expect(JSON.parse(cursor ?? '')).toMatchObject({ version: NEW, whole: NEW });
  });

  it('carries on where a holder changed in what is not told', async () => {
    const moved = { ...group('g'), properties: { topics: ['sanction'], country: ['sy'] } };
    expect((await update(await base(), [change('MOD', moved)])).isWhole).toBe(false);
  });
});
