import { describe, expect, it } from 'vitest';
import { Difference } from '#components/Difference.tsx';
import { FindingCard } from '#components/FindingCard.tsx';
import type { Finding } from '#lib/core/report.ts';
import { renderHtml, renderText } from './reports.tsx';

const markedIn = (html: string) => [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, text]) => text);
const marked = (here: string, other: string) =>
  markedIn(renderHtml(<Difference here={here} other={other} />));

describe('the difference between two addresses', () => {
  it.each([
    ['1Boat1111tpyT', '1Boat2222tpyT', ['1111', '2222']],
    ['redcros.example', 'redcross.example', ['', 's']],
    ['redcr0ss.example', 'redcross.example', ['0', 'o']],
    ['abc', 'xyz', ['abc', 'xyz']],
  ])('%s, %s', (here, other, expected) => {
    expect(marked(here, other)).toEqual(expected);
  });

  it('is shown on the card, with both written out', () => {
    const finding: Finding = {
      text: '1Boat1111tpyT',
      chain: 'bitcoin',
      canonical: '1Boat1111tpyT',
      places: [],
      level: 'caution',
      reasons: [{ code: 'lookalike-seen', params: { other: '1Boat2222tpyT' } }],
      claims: [],
    };
    const card = <FindingCard finding={finding} pageUrl="https://a.example/" onReveal={() => undefined} />;
    expect(markedIn(renderHtml(card))).toEqual(['1111', '2222']);
    expect(renderText(card)).toContain('begins and ends like another address');
  });
});
