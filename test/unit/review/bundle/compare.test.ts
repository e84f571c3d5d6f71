import { describe, expect, it } from 'vitest';
import type { Bundle } from '#lib/review/bundle/bundle.ts';
import { compareBundles } from '#lib/review/bundle/compare.ts';
import { linesOf } from '#lib/review/bundle/page-text.ts';
import { claimOf, LIST } from '../cite/setup.ts';
import { bundleOf, HTML, reportOf } from './setup.ts';

const html = (text: string) => new TextEncoder().encode(text);
const LATER = '2026-12-01T10:00:00.000Z';
const later = (over: Partial<Bundle> = {}) => bundleOf({ at: LATER, ...over });
function compared(one: Bundle, other: Bundle) {
  const result = compareBundles(one, other);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const [finding] = reportOf().addresses;
if (!finding) throw new Error('no finding');
const other = {
  ...finding,
  text: 'x',
  canonical: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
  chain: 'bitcoin' as const,
};

describe('what became of a page', () => {
  it('is nothing where nothing did', () => {
    expect(compared(bundleOf(), later())).toEqual({
      findings: { added: [], removed: [], changed: [], same: 1 },
      text: { same: true, added: [], removed: [] },
      title: null,
      lists: [],
    });
  });

  it('is what was found on one day and not on the other, whichever bundle comes first', () => {
    const now = later({ report: reportOf({ addresses: [other] }) });
    for (const { findings } of [compared(bundleOf(), now), compared(now, bundleOf())]) {
      expect(findings.added).toEqual([other]);
      expect(findings.removed).toEqual([finding]);
      expect(findings.same).toBe(0);
    }
  });

  it('is what lists say otherwise', () => {
    const claims = [claimOf({ status: 'delisted', delisted: '2026-11-30' }), claimOf({ id: 'new' })];
    const now = later({ report: reportOf({ addresses: [{ ...finding, level: 'delisted', claims }] }) });
    expect(compared(bundleOf(), now).findings.changed).toEqual([
      {
        canonical: finding.canonical,
        chain: 'ethereum',
        before: 'listed',
        after: 'delisted',
        claims: [
          { name: 'ofac-sdn sdn:47635/feature:70190', change: 'status' },
          { name: 'ofac-sdn new', change: 'added' },
        ],
      },
    ]);
    const gone = later({ report: reportOf({ addresses: [{ ...finding, claims: [] }] }) });
    expect(compared(bundleOf(), gone).findings.changed[0]?.claims).toMatchObject([{ change: 'removed' }]);
  });

  it('is what people could read there', () => {
    const now = later({ html: html(HTML.replace('Send to 0x5aAe', 'Write to us')) });
    expect(compared(bundleOf(), now).text).toEqual({
      same: false,
      added: ['Write to us'],
      removed: ['Send to 0x5aAe'],
    });
  });

  it('is nothing where only markup, scripts, order or space changed', () => {
    const page =
      '<body><script>var a</script><h1>Help us</h1>\n<p class="x">Send   to <b>0x5aAe</b></p><!-- c --></body>';
    expect(
      compared(bundleOf({ html: html('<p>Send to 0x5aAe</p><h1>Help us</h1>') }), later({ html: html(page) }))
        .text.same,
    ).toBe(true);
  });

  it('is another title, and other versions of the lists', () => {
    const lists = [
      { ...LIST, version: '2026-11-30' },
      { ...LIST, id: 'new', version: '1' },
    ];
    const now = later({ page: { url: 'https://charity.example/donate#x', title: 'Closed' }, lists });
    expect(compared(bundleOf(), now)).toMatchObject({
      title: { before: 'Help us', after: 'Closed' },
      lists: [
        { id: 'ofac-sdn', before: '2026-11-20', after: '2026-11-30' },
        { id: 'new', before: null, after: '1' },
      ],
    });
  });

  it('is not asked of two pages', () => {
    const elsewhere = later({ page: { url: 'https://other.example/', title: '' } });
    expect(compareBundles(bundleOf(), elsewhere)).toMatchObject({ ok: false, error: { code: 'other-page' } });
  });
});

describe('the lines of a page', () => {
  it.each([
    ['<p>a &amp; b &#65; &#x42; &unknown; &#99999999;</p>', ['a & b A B &unknown; &#99999999;']],
    ['<p>one<br>two</p><div>three</div>', ['one', 'two', 'three']],
    ['1 < 2 and 3 > 2', ['1 < 2 and 3 > 2']],
    ['<STYLE>p{}</STYLE>x<head><title>t</title></head>y', ['x', 'y']],
    ['<script>never closed', []],
    ['', []],
  ])('%s', (page, lines) => {
    expect(linesOf(html(page))).toEqual(lines);
  });

  it.each(['<script>', '<!--', '<', '<p', '&amp', '<style></sty'])(
    'takes no longer for being made of %s',
    (part) => {
      const start = performance.now();
      linesOf(html(part.repeat(200_000)));
      expect(performance.now() - start).toBeLessThan(3_000);
    },
  );
});
