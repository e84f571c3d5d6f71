import { beforeEach, describe, expect, it } from 'vitest';
import { nameBehind } from '#lib/address/names.ts';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Report } from '#lib/core/report.ts';
import { createHandlers, type Handlers, SENDER, scanned } from '../../support/handlers.ts';
import { place } from '../../support/scans.ts';

describe('a page that shows names beyond ASCII', () => {
  let h: Handlers;
  beforeEach(() => {
    h = createHandlers();
  });
  const list = (...names: string[]) => {
    const rows = names.map((name) => `${name},ens,Example Front,Example Authority,official`);
    const csv = `value,chain,subject,authority,tier\n${rows.join('\n')}\n`;
    const base64 = toBase64(new TextEncoder().encode(csv));
    return h.ui({ type: 'lists.import', name: 'x.csv', base64 });
  };
  const seen = async (text: string) => {
    const candidates = [{ text, places: [place({ near: `Donate ENS: ${text}` })] }];
    await h.page.scanned(scanned({ candidates }), SENDER);
    const { addresses } = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    return addresses.map(({ canonical, level, reasons }) => [
      canonical,
      level,
      ...reasons.map(({ code }) => code),
    ]);
  };

  it('tells of them as of other names, unresolved', async () => {
    expect(await seen('Ñandú.eth')).toEqual([['ñandú.eth', 'none', 'unresolved-name']]);
    expect(await seen('🔥🔥🔥.eth')).toEqual([['🔥🔥🔥.eth', 'none', 'unresolved-name']]);
  });

  it('meets the one that a list has in another spelling', async () => {
    await list('ÑANDÚ.eth', '❤\ufe0f❤\ufe0f❤\ufe0f.eth');
    expect(await seen('n\u0303andu\u0301.eth')).toEqual([
      ['ñandú.eth', 'listed', 'sanctioned', 'unresolved-name'],
    ]);
    expect(await seen('❤❤❤.eth')).toEqual([['❤❤❤.eth', 'listed', 'sanctioned', 'unresolved-name']]);
  });

  it('takes for none what ENSIP-15 lets nobody register', async () => {
    await list('vitalik.eth');
    expect(await seen('vіtalik.eth')).toEqual([]);
    expect(await seen('аррӏе.eth')).toEqual([]);
  });

  it('reads a name with and without what touches it, and believes the listed one', async () => {
    expect(await seen('👉almsguard.eth')).toEqual([['almsguard.eth', 'none', 'unresolved-name']]);
    expect(await seen('请捐款到almsguard.eth')).toEqual([['almsguard.eth', 'none', 'unresolved-name']]);
    await list('almsguard.eth', '🚀moon.eth');
    expect(await seen('👉almsguard.eth')).toMatchObject([['almsguard.eth', 'listed', ...ANY]]);
    expect(await seen('🚀moon.eth')).toMatchObject([['🚀moon.eth', 'listed', ...ANY]]);
    expect(await seen('🔥moon.eth')).toMatchObject([['moon.eth', 'none', 'unresolved-name']]);
  });

  it.each([
    'ที่almsguard.eth',
    'إلىalmsguard.eth',
    'לalmsguard.eth',
    'နှုတ်almsguard.eth',
    'ENS،almsguard.eth',
    '؟almsguard.eth',
    '׃almsguard.eth',
    '।almsguard.eth',
    '։almsguard.eth',
    '÷almsguard.eth',
    '×almsguard.eth',
  ])('finds a name that a text of another script touches: %s', async (text) => {
    await list('almsguard.eth');
    expect(await seen(text)).toMatchObject([['almsguard.eth', 'listed', ...ANY]]);
  });
});

const ANY = ['sanctioned', 'unresolved-name'];

it.each([
  ['👉almsguard.eth', 'almsguard.eth'],
  ['支持ñandú.eth', 'ñandú.eth'],
  ['señora.eth', null],
  ['almsguard.eth', null],
  // TON: what stands behind the colon is spelled like an account of NEAR.
  [`0:${'83dfd552e63729b472fcbcc8c45ebcc6691702558b68ec7527e1ba403a0f31a8'}`, null],
])('behind %s stands %s', (text, name) => expect(nameBehind(text)).toBe(name));
