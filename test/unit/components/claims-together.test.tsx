import { describe, expect, it } from 'vitest';
import { Disagreement } from '#components/Disagreement.tsx';
import { FindingCard } from '#components/FindingCard.tsx';
import type { Finding } from '#lib/core/report.ts';
import { makeClaim, makeFinding, makeReport, renderHtml, renderText } from './reports.tsx';

const voucher = makeClaim({
  id: 's',
  bearing: 'for',
  authority: 'Some Register',
  subject: 'Orchard School',
  url: 'https://register.example/orchard',
});
const outweighed = makeClaim({
  id: 'r',
  bearing: 'outweighed',
  authority: 'Some Hunter',
  subject: 'BAD NAME',
  url: null,
});
const card = (finding: Partial<Finding>) => (
  <FindingCard
    finding={makeFinding(finding)}
    report={makeReport()}
    map={null}
    leads
    onReveal={() => undefined}
  />
);
const params = { authority: 'Some Hunter', voucher: 'Some Register', subject: 'Orchard School' };

describe('claims that disagree', () => {
  it('names both sides with their sources, and repeats no accusation', () => {
    const text = renderText(<Disagreement finding={{ level: 'none', claims: [voucher, outweighed] }} />);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /Knows it Some Register .*register\.example.* Reported it, not counted Some Hunter/,
    );
    expect(text).not.toContain('BAD NAME');
  });

  it('is told beside an official listing, which stays what it is', () => {
    const reasons = [
      ...makeFinding().reasons,
      { code: 'official-counts', params: { ...params, authority: 'OFAC' } },
    ];
    const text = renderText(card({ reasons, claims: [makeClaim(), voucher] }));
    expect(text).toContain('On a list');
    expect(text).toContain('Some Register knows this as Orchard School. OFAC lists it all the same');
    expect(text).toContain('Who says what');
  });

  it('is not told where nothing disagrees', () => {
    expect(renderText(card({}))).not.toContain('Who says what');
    const verified = {
      level: 'verified' as const,
      claims: [voucher],
      reasons: [{ code: 'verified', params }],
    };
    expect(renderText(card(verified))).not.toContain('Who says what');
  });

  it('a published address with a report against it is no listing', () => {
    const reasons = [
      { code: 'published', params: { ...params, page: 'https://orchard.example/give', read: '2026-08-22' } },
      { code: 'conflict', params },
    ];
    const finding = { level: 'verified' as const, reasons, claims: [voucher, outweighed] };
    const text = renderText(card(finding));
    expect(text).toContain(
      'Published by Orchard School at https://orchard.example/give, read on 22 August 2026.',
    );
    expect(text).toContain('Some Hunter has reported this. Some Register knows it as Orchard School');
    expect(text).not.toMatch(/Listed|On a list|BAD NAME|What is not known/);
    expect(renderHtml(card(finding))).toContain('href="https://register.example/orchard"');
  });
});
