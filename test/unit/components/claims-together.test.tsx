import { describe, expect, it } from 'vitest';
import { Disagreement } from '#components/Disagreement.tsx';
import { FindingCard } from '#components/FindingCard.tsx';
import type { Finding } from '#lib/core/report.ts';
import { GAZA_NOW, makeClaim, makeFinding, makeReport, renderHtml, renderText } from './reports.tsx';

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

describe('“this is wrong”', () => {
  const wrongOf = (finding: Partial<Finding>) =>
    renderText(card(finding))
      .split('This is wrong')[1]
      ?.replace(/[\u2066-\u2069]/g, '');
  const makers = 'Almsguard itself says this. If it is wrong, tell the makers of Almsguard.';

  it.each([
    ['lookalike', { code: 'lookalike', params: { ...params, other: '0xOTHER' } }, 'lookalike 0xOTHER'],
    ['caution', { code: 'hides-mixer', params: { fatf: 'x' } }, 'hides-mixer'],
  ] as const)('%s: a rule of ours is told to its makers, and nobody else', (level, reason, named) => {
    const told = wrongOf({ level, reasons: [reason], claims: [] });
    expect(told).toContain(makers);
    expect(told).toContain(`Concerns: ${GAZA_NOW}. Reason: ${named}. Why it is wrong:`);
    expect(told).toContain('Almsguard sends nothing to anybody.');
    // Never the page on which it was met, nor any address of whoever is not concerned.
    expect(told).not.toMatch(/relief\.example|Only .* can change/);
    expect(renderHtml(card({ level, reasons: [reason], claims: [] }))).not.toContain('href=');
  });

  it('what our own list vouches for is told to its makers, with the number of the claim', () => {
    const claims = [{ ...voucher, authority: 'Almsguard', listTitle: 'Own addresses', id: 'a@b:c' }];
    const told = wrongOf({ level: 'verified', reasons: [{ code: 'verified', params }], claims });
    expect(told).toContain(makers);
    expect(told).toContain(
      `Shown by Almsguard: Published by the charity. Concerns: ${GAZA_NOW}. Reason: Own addresses a@b:c.`,
    );
  });

  it('what another list vouches for is told to whoever publishes it, and not as a listing', () => {
    const told = wrongOf({ level: 'verified', reasons: [{ code: 'verified', params }], claims: [voucher] });
    expect(told).toContain('Only Some Register can change what it publishes.');
    expect(told).toContain('register.example');
    expect(told).not.toMatch(/Shown as listed|Almsguard itself/);
  });

  it('a listing stays a matter of its publisher', () => {
    expect(wrongOf({})).toContain('Only US Treasury OFAC can change what it publishes.');
  });
});
