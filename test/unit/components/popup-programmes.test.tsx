import { describe, expect, it } from 'vitest';
import { ClaimDetails } from '#components/ClaimDetails.tsx';
import { makeClaim, makeReport, renderHtml, viewOf } from './reports.tsx';

/** The lines under `Programme` in the details of a claim. */
function programmesOf(programme: string): (string | undefined)[] {
  const html = renderHtml(<ClaimDetails claim={makeClaim({ programme })} watchlist={[]} />);
  const list = /<ul class="programmes">(.*?)<\/ul>/s.exec(html)?.[1] ?? '';
  return [...list.matchAll(/<p[^>]*>(.*?)<\/p>/gs)].map(([, line]) => line?.replace(/<[^>]+>/g, ''));
}

describe('the programmes of a listing', () => {
  it('says each programme in plain words, then by its official name, and leaves its code visible', () => {
    expect(programmesOf('SDGT, LEBANON')).toEqual([
      'US sanctions against the financing of terrorism',
      'Global Terrorism Sanctions Regulations, 31 CFR part 594',
      '\u2068SDGT\u2069 (the list’s own name)',
      'US sanctions concerning Lebanon',
      'Lebanon Sanctions Regulations, 31 CFR part 549',
      '\u2068LEBANON\u2069 (the list’s own name)',
    ]);
  });

  it('leaves the official name in its own language, from left to right', () => {
    const html = renderHtml(viewOf(makeReport()));
    expect(html).toContain('<bdi lang="en" dir="ltr">Global Terrorism Sanctions Regulations,');
  });

  it.each([
    ['without an official name', 'IRAN-TRA', ['US sanctions concerning Iran']],
    ['that nobody explained', 'NEW-EO1', []],
    ['that is called like a part of every table', 'constructor', []],
  ])('shows the code of a programme %s', (_, code, words) => {
    expect(programmesOf(code)).toEqual([...words, `\u2068${code}\u2069 (the list’s own name)`]);
  });

  it('keeps official names out of what is said in short', () => {
    const html = renderHtml(viewOf(makeReport()));
    expect(html.indexOf('31 CFR')).toBeGreaterThan(html.indexOf('<details'));
  });
});
