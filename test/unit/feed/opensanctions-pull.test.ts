import { describe, expect, it } from 'vitest';
import { opensanctionsPuller } from '#lib/feed/pull/opensanctions.ts';
import { PULLERS } from '#lib/feed/pull/registry.ts';
import { storedOf } from '../../support/stored.ts';
import {
  AT,
  HOST,
  INDEX,
  index,
  LIST,
  lines,
  NEW,
  OLD,
  ONE,
  pull,
  pullWhole,
  TWO,
  values,
  wallet,
} from './opensanctions-pull-setup.ts';

describe('opensanctions: the whole list', () => {
  it('is fetched at the first time, from the version that the index names', async () => {
    const files = {
      [INDEX]: index(NEW),
      [`${AT}/${NEW}/entities.ftm.json`]: lines(wallet('a', ONE), wallet('b', TWO)),
    };
    const { asked, result } = await pull(files);
    expect(asked).toEqual([INDEX, `${AT}/${NEW}/entities.ftm.json`]);
    if (!result.ok || result.value === 'unchanged') throw new Error('no list');
    expect(result.value.list.info).toMatchObject({
      title: 'OpenSanctions: il_mod_crypto',
      licence: 'CC BY-NC 4.0',
      upstreams: ['OpenSanctions', 'NBCTF'],
      version: NEW,
      date: '2026-11-20',
    });
    expect(JSON.parse(result.value.cursor ?? '')).toEqual({
      version: NEW,
      whole: NEW,
      sources: ['OpenSanctions', 'NBCTF'],
    });
    expect(values(storedOf(result.value).entries)).toEqual([TWO, ONE]);
  });

  it('is left alone while the version is the same', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { asked, result } = await pull({ [INDEX]: index(OLD) }, stored);
    expect(result).toEqual({ ok: true, value: 'unchanged' });
    expect(asked).toEqual([INDEX]);
  });

  it.each([
    ['no JSON', 'x'],
    ['another form', { version: NEW }],
    ['a version that is none', index('../../x')],
    ['a version of no day', index('20269919060000-abc')],
  ])('fails on an index that is %s', async (_, file) => {
    const { result } = await pull({ [INDEX]: file, [LIST]: lines(wallet('a', ONE)) });
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it('goes to no other host, whatever the index names', async () => {
    const resources = [{ name: 'entities.ftm.json', url: 'https://evil.example/entities.ftm.json' }];
    const { asked, result } = await pull({ [INDEX]: index(NEW, { resources }) });
    expect(result).toMatchObject({ ok: false, error: { code: 'redirected' } });
    expect(asked).toEqual([INDEX]);
  });

  it('comes from the address itself where the index names no file', async () => {
    const { result } = await pull({
      [INDEX]: index(NEW, { resources: [] }),
      [LIST]: lines(wallet('a', ONE)),
    });
    expect(result.ok).toBe(true);
  });
});

describe('opensanctions: which lists it brings', () => {
  it('serves the entities of any dataset, under the address that the publisher names', () => {
    expect(PULLERS).toContain(opensanctionsPuller);
    const serves = (url: string) => opensanctionsPuller.serves(new URL(url));
    expect(serves(LIST)).toBe(true);
    expect(serves(`${HOST}/datasets/latest/us_ofac_sdn/entities.ftm.json`)).toBe(true);
    expect(serves(`${HOST}/datasets/20261118/us_ofac_sdn/entities.ftm.json`)).toBe(false);
    expect(serves(`${HOST}/datasets/latest/us_ofac_sdn/targets.simple.csv`)).toBe(false);
    expect(serves('https://data.opensanctions.org.evil.example/datasets/latest/x/entities.ftm.json')).toBe(
      false,
    );
  });
});
