import { expect, it } from 'vitest';
import { PrintReport } from '#components/review/PrintReport.tsx';
import type { ReviewCase } from '#lib/core/review.ts';
import { printReport } from '#lib/review/export/report.ts';
import { hashOf } from '#lib/review/log.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { makeFinding, makePlace, makeReport } from '../../support/report-views.ts';
import { minute } from '../../support/review-acts.ts';
import { BOAT, story } from '../../support/review-cases.ts';
import { evidence } from '../../support/review-files.ts';
import { LIST_CHANGES } from '../../support/review-space.ts';
import { renderHtml } from './reports.tsx';

const PLAIN = 'a'.repeat(64);
const MARKED = 'b'.repeat(64);
const proof = evidence({ pictures: { plain: PLAIN, marked: MARKED } });

function printed(more: Parameters<typeof story>[0] = {}, changed: ReviewCase['changed'] = null) {
  const one = { ...story(more).one, evidence: hashOf(proof), changed };
  const options = { made: minute(50), extension: '0.1.0', reasons: BUILT_IN.reasons, titles: new Map() };
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

it('says of a picture that its page was blurred', () => {
  const one = { ...story().one, evidence: hashOf(proof) };
  const options = { made: minute(50), extension: '0.1.0', reasons: BUILT_IN.reasons, titles: new Map() };
  const report = printReport([one], { [hashOf(proof)]: { ...proof, blurred: true } }, options);
  const html = renderHtml(<PrintReport report={report} pictures={new Map()} />);
  expect(html.match(/The reviewer had the page blurred/g)).toHaveLength(2);
  expect(printed()).not.toContain('had the page blurred');
});

it('says which list says what since a case was decided', () => {
  const html = printed({}, { before: 'listed', after: 'none', at: minute(9), what: LIST_CHANGES });
  expect(html).toContain(
    'relief.example</code><br/>“List of the team”, data of 2 March 2026: speaks for it.',
  );
  expect(html).toContain('“An old list”: this list is not compared with on this device.');
});

it('takes what a page says for text', () => {
  const html = printed({ title: '<img src=x onerror=alert(1)>', note: '<script>' });
  expect(html).not.toMatch(/<img src=x|<script/);
  expect(html).toContain('&lt;script');
});

it('shows where it stood on the page, and how much more there is', () => {
  const placements = Array.from({ length: 22 }, (_, index) => ({
    frameId: 0,
    text: BOAT,
    index,
    near: `Send <b>${index}</b> here`,
  }));
  const at = { frameId: 0, text: BOAT, index: 0 };
  const report = makeReport({
    addresses: [makeFinding({ places: [makePlace({ how: 'qr', frame: 3, at })] })],
  });
  const kept = { ...proof, placements, report };
  const one = { ...story().one, evidence: hashOf(proof) };
  const options = { made: minute(50), extension: '0.1.0', reasons: BUILT_IN.reasons, titles: new Map() };
  const printed = printReport([one], { [hashOf(proof)]: kept }, options);
  const html = renderHtml(<PrintReport report={printed} pictures={new Map()} />);
  expect(html).toContain('Places on the page: 22');
  expect(html).toContain('In a QR code');
  expect(html).toContain('in frame 3');
  expect(html).toContain('Send &lt;b>19');
  expect(html).not.toContain('Send &lt;b>20');
  expect(html).toContain('2 more places');
});
