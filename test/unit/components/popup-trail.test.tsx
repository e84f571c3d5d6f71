import { describe, expect, it } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { GAZA_NOW, makeClaim, makeFinding, makeReport, renderHtml, renderText, viewOf } from './reports.tsx';

/** What stands in each box of the chain of evidence, with what ties it to the one before. */
function trailOf(report: Report): string[] {
  const trail = /<ol class="trail">(.*?)<\/ol>/s.exec(renderHtml(viewOf(report)))?.[1] ?? '';
  const steps = trail.split('</li>').map((step) =>
    step
      .replace(/<wbr\/?>|<\/?span[^>]*>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return steps.slice(0, -1);
}

describe('a listed address', () => {
  it('shows the way page → address → subject → list in this order', () => {
    expect(trailOf(makeReport())).toEqual([
      'This page relief.example',
      `shows Ethereum (EVM) ${GAZA_NOW}`,
      'which the list attributes to Name on the list GAZA NOW Listed 27 March 2024.',
      'on the list US Treasury OFAC OFAC SDN list Data of 19 November 2025.',
    ]);
  });
});

describe('an address that a charity published itself', () => {
  const claim = makeClaim({
    bearing: 'for',
    tier: 'reported',
    list: 'us-forfeitures',
    listTitle: 'Addresses of charities',
    authority: 'Almsguard',
    subject: 'Orchard School',
    url: 'https://orchard.example/give',
    listed: null,
  });
  const told = { authority: 'Almsguard', subject: 'Orchard School', page: 'https://orchard.example/give' };
  const finding = makeFinding({
    level: 'verified',
    reasons: [{ code: 'published', params: { ...told, read: '2025-08-22' } }],
    claims: [claim],
  });

  it('shows the way page → address → who published it → list, with the days, and accuses nobody on it', () => {
    expect(trailOf(makeReport({ addresses: [finding] }))).toEqual([
      'This page relief.example',
      `shows Ethereum (EVM) ${GAZA_NOW}`,
      'published, the list says, by Name on the list Orchard School Read on 22 August 2025.',
      'on the list Almsguard Addresses of charities Data of 13 August 2020.',
    ]);
    expect(renderText(viewOf(makeReport({ addresses: [finding] })))).not.toContain('What is not known');
  });

  it('dates nothing as a report where the day on which the page was read is not told', () => {
    const listed = { ...claim, listed: '2024-03-27' };
    const reasons = [{ code: 'verified', params: told }];
    const trail = trailOf(makeReport({ addresses: [{ ...finding, reasons, claims: [listed] }] }));
    expect(trail[2]).toBe('published, the list says, by Name on the list Orchard School');
  });
});

describe('an address that can be taken for a published one', () => {
  it('shows the way page → address → what it is like → who published that → who says so', () => {
    const other = '0x175d44451403Edf28469dF03A9280c1197ADb92d';
    const params = { other, authority: 'Some Register', subject: 'Orchard School' };
    const reasons = [{ code: 'lookalike', params }];
    const report = makeReport({ addresses: [makeFinding({ level: 'lookalike', reasons, claims: [] })] });
    expect(trailOf(report)).toEqual([
      'This page relief.example',
      `shows Ethereum (EVM) ${GAZA_NOW}`,
      `begins and ends like Address ${other}`,
      'published, the list says, by Name on the list Orchard School',
      'on the list Who says so Some Register',
    ]);
    expect(renderText(viewOf(report))).not.toContain('What is not known');
  });

  it('draws none of a site that is like another one', () => {
    const params = { host: 'a.example', other: 'b.example', authority: 'Some Register', subject: '' };
    const reasons = [{ code: 'similar-host', params }];
    const page = [makeFinding({ chain: null, places: [], level: 'caution', reasons, claims: [] })];
    expect(renderText(viewOf(makeReport({ page, addresses: [] })))).not.toContain('How we know');
  });
});
