import { expect, it } from 'vitest';
import { PrintReport } from '#components/review/PrintReport.tsx';
import { printReport } from '#lib/review/export/report.ts';
import { hashOf } from '#lib/review/log.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { minute } from '../../support/review-acts.ts';
import { BOAT, story } from '../../support/review-cases.ts';
import { evidence } from '../../support/review-files.ts';
import { renderHtml } from './reports.tsx';

const PLAIN = 'a'.repeat(64);
const MARKED = 'b'.repeat(64);
const proof = evidence({ pictures: { plain: PLAIN, marked: MARKED } });

function printed(more: Parameters<typeof story>[0] = {}) {
  const one = { ...story(more).one, evidence: hashOf(proof) };
  const options = { made: minute(50), extension: '0.1.0', reasons: BUILT_IN.reasons };
  const report = printReport([one], { [hashOf(proof)]: proof }, options);
  return renderHtml(<PrintReport report={report} pictures={new Map([[PLAIN, 'blob:plain']])} />);
}

it('says what was decided, of what, and what it does not show', () => {
  const html = printed();
  for (const told of [
    'Review report',
    'Confirmed',
    'Ada Lovelace',
    '2 March 2026',
    'https://masks.example/',
  ]) {
    expect(html).toContain(told);
  }
  expect(html).toContain(`<code dir="ltr">${BOAT}</code>`);
  expect(html).toContain('It does not show who made it');
});

it('shows a picture that is there, and names one that is not', () => {
  const html = printed();
  expect(html.match(/<img/g)).toHaveLength(1);
  expect(html).toContain('src="blob:plain"');
  expect(html).toContain(MARKED);
});

it('takes what a page says for text', () => {
  const html = printed({ title: '<img src=x onerror=alert(1)>', note: '<script>' });
  expect(html).not.toMatch(/<img src=x|<script/);
  expect(html).toContain('&lt;script');
});
