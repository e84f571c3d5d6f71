import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#lib/core/languages.ts';
import type { AnyDocument } from '../../../scripts/scan/document.ts';
import { failed, screenshotName } from '../../../scripts/scan/page.ts';
import { languageOf } from '../../../scripts/scan/report/words.ts';
import { writeReport } from '../../../scripts/scan/report/write.ts';
import { ZPUB } from '../../support/account-key.ts';
import { foundOn, scanned } from './scan-documents.ts';

const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(2)>' onclick='x' </style></details>&amp;`;
const CLAIM = {
  id: 'sdn:47635',
  list: 'ofac-sdn',
  authority: 'US Treasury OFAC',
  subject: 'Some Front Ltd',
  programme: 'SDGT',
  match: 'exact',
  relation: 'direct',
  tier: 'official',
  status: 'active',
  listed: '2020-08-13',
  validUntil: null,
  delisted: null,
  memo: null,
  url: 'https://example.gov/notice',
} as const;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-report-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function report(documents: AnyDocument[], language: (typeof LANGUAGES)[number] = 'en') {
  const out = join(folder, 'out.jsonl');
  const file = join(folder, 'new', 'report.html');
  writeFileSync(out, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  const screenshots = join(folder, 'shots #1');
  await writeReport(file, { out, screenshots, language, made: new Date('2026-11-21T10:00:00Z') });
  const html = readFileSync(file, 'utf8');
  return { html, document: parseHTML(html).document };
}

const LISTED = scanned('https://listed.example/', {
  level: 'listed',
  addresses: [
    foundOn('listed', {
      reasons: [{ code: 'sanctioned', params: { authority: 'US Treasury OFAC' } }],
      claims: [CLAIM],
    }),
    foundOn('none', { canonical: '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP' }),
  ],
  widgets: [{ provider: 'btcpay', kind: 'iframe', host: 'pay.example' }],
  unread: [
    { what: 'frame', count: 3, why: 'not-answering' },
    { what: 'frame', count: 1, why: 'of-tomorrow' },
  ],
});

describe('the report', () => {
  it('tells which way it is between a key and an address of it', async () => {
    const claims = [{ ...CLAIM, match: 'derived' as const }];
    const page = scanned('https://key.example/', {
      addresses: [foundOn('derived', { canonical: ZPUB, claims })],
    });
    expect((await report([page])).html).toContain('The list names an address that this key makes');
  });

  it('has counts, groups that fold without a script, and what is known of each finding', async () => {
    const { document } = await report([
      scanned('https://none.example/'),
      LISTED,
      failed('https://gone.example/', 'navigation', 'net::ERR_NAME_NOT_RESOLVED'),
    ]);
    const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
      row.textContent?.replace(/\s+/g, ' '),
    );
    expect(rows).toEqual([' On a list11', ' Not on the lists11', 'Not scanned1', 'All pages3']);
    const groups = [...document.querySelectorAll('details.group')];
    expect(groups.map(({ id }) => id)).toEqual(['listed', 'none', 'error']);
    expect(groups.map((group) => group.hasAttribute('open'))).toEqual([true, false, true]);
    for (const link of document.querySelectorAll('tbody a')) {
      expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
    }
    const text = groups[0]?.textContent ?? '';
    for (const told of [
      'https://listed.example/',
      'US Treasury OFAC lists this.',
      'Some Front Ltd',
      'US sanctions against the financing of terrorism',
      'Global Terrorism Sanctions Regulations, 31 CFR part 594',
      'SDGT',
      'August 13, 2020',
      'The list names this very address.',
      'In the text · asks for money here',
      'Addresses on no list: 1',
      'btcpay, from pay.example',
      '3 frames of this page did not answer.',
      'One part of the page could not be read.',
    ]) {
      expect(text).toContain(told);
    }
    expect(document.querySelector('.source')?.getAttribute('href')).toBe('https://example.gov/notice');
    expect(groups[2]?.textContent).toContain('net::ERR_NAME_NOT_RESOLVED');
    expect(document.querySelector('header')?.textContent).toContain('November 19, 2025, 1,918 entries');
  });

  it('takes whatever a page or a list says for text', async () => {
    const evil = scanned(`https://evil.example/${EVIL}`, {
      requestedUrl: `https://evil.example/?${EVIL}`,
      title: EVIL,
      browser: EVIL,
      level: 'listed',
      watchlist: [{ id: EVIL, version: EVIL, date: '2025-11-19', entries: 1 }],
      page: [foundOn('listed', { chain: null, text: EVIL, canonical: EVIL })],
      addresses: [
        foundOn('listed', {
          canonical: EVIL,
          reasons: [{ code: 'sanctioned', params: { authority: EVIL } }],
          claims: [
            {
              ...CLAIM,
              id: EVIL,
              authority: EVIL,
              subject: EVIL,
              programme: EVIL,
              memo: EVIL,
              url: `javascript:${EVIL}`,
            },
          ],
        }),
        foundOn('none', { canonical: EVIL }),
      ],
      widgets: [{ provider: EVIL, kind: 'iframe', host: EVIL }],
    });
    const plain = await report([LISTED, failed('https://gone.example/', 'x', 'y')]);
    const { html, document } = await report([evil, failed(EVIL, EVIL, EVIL)]);
    expect(document.querySelectorAll('script, iframe, form, [onclick], [onerror]')).toHaveLength(0);
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(document.querySelectorAll('.source')).toHaveLength(0);
    expect(document.querySelectorAll('style')).toHaveLength(1);
    expect(html.match(/<\/details>/g)?.length).toBe(html.match(/<details/g)?.length);
    expect(document.querySelector('style')?.textContent).toBe(
      plain.document.querySelector('style')?.textContent,
    );
    // What was meant to be markup stands there to be read.
    expect(document.querySelector('.page bdi')?.textContent).toBe(`https://evil.example/${EVIL}`);
    expect(document.querySelector('.failed bdi')?.textContent).toBe(EVIL);
  });

  it('lets no script run, and no style but its own', async () => {
    const { document } = await report([LISTED]);
    const [meta] = document.querySelectorAll('meta[http-equiv]');
    const style = document.querySelector('style')?.textContent ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(meta?.getAttribute('content')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' file:; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toContain('@import');
    expect(document.querySelectorAll('[style]')).toHaveLength(0);
  });

  it('shows the pictures that there are, from where they are', async () => {
    const shots = join(folder, 'shots #1');
    mkdirSync(shots, { recursive: true });
    writeFileSync(join(shots, screenshotName('https://asked.example/')), '');
    const { document } = await report([
      scanned('https://shown.example/', { requestedUrl: 'https://asked.example/' }),
      scanned('https://other.example/'),
    ]);
    expect([...document.querySelectorAll('img')].map((img) => img.getAttribute('src'))).toEqual([
      `../shots%20%231/${screenshotName('https://asked.example/')}`,
    ]);
  });

  it.each(LANGUAGES)('speaks %s', async (language) => {
    const { document } = await report([LISTED, failed('https://gone.example/', 'timeout', 'late')], language);
    const { documentElement: root } = document;
    expect(root.getAttribute('dir')).toBe(['ar', 'fa', 'ur'].includes(language) ? 'rtl' : 'ltr');
    expect(root.textContent?.includes('Scanned pages')).toBe(language === 'en');
  });

  it('leaves nothing half-written', async () => {
    await report([LISTED]);
    expect(readdirSync(join(folder, 'new'))).toEqual(['report.html']);
  });
});

it.each([
  [{ LANG: 'de_DE.UTF-8' }, 'de'],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'zh_CN.GB18030' }, 'zh_CN'],
  [{ LC_MESSAGES: 'fr@euro', LANG: 'de' }, 'fr'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'zh_TW' }, 'en'],
  [{}, 'en'],
])('%o is %s', (env, language) => expect(languageOf(env)).toBe(language));
