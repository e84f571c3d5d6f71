import { describe, expect, it } from 'vitest';
import { Difference } from '#components/Difference.tsx';
import { FindingCard } from '#components/FindingCard.tsx';
import type { Finding } from '#lib/core/report.ts';
import { makeReport, renderHtml, renderText } from './reports.tsx';

/** What is set off in each of the two, whatever groups it is written in. */
const markedIn = (html: string) =>
  html
    .split('</dd>')
    .slice(0, 2)
    .map((half) => [...half.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, text]) => text).join(''));
const shown = (here: string, other: string, isAddress: boolean) =>
  renderHtml(<Difference here={here} other={other} isAddress={isAddress} />);

describe('the difference between two addresses', () => {
  it.each([
    ['1Boat1111tpyT', '1Boat2222tpyT', true, ['1111', '2222']],
    ['redcros.example', 'redcross.example', false, ['', 's']],
    ['redcr0ss.example', 'redcross.example', false, ['0', 'o']],
    ['abc', 'xyz', true, ['abc', 'xyz']],
    // The case of hexadecimal letters is a checksum; that of others is what they say.
    ['0xABcd12eF', '0xabCD34Ef', true, ['12', '34']],
    ['1Boata1tpyT', '1BoatA1tpyT', true, ['a', 'A']],
  ])('%s, %s', (here, other, isAddress, expected) => {
    expect(markedIn(shown(here, other, isAddress))).toEqual(expected);
  });

  it('writes addresses in groups of four, each with its picture, and names whole', () => {
    const addresses = shown('1Boat1111tpyT', '1Boat2222tpyT', true);
    expect(addresses.match(/<wbr/g)).toHaveLength(8);
    const [first, second] = [...addresses.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => svg);
    expect(first).toBeTruthy();
    expect(first).not.toBe(second);
    const names = shown('redcr0ss.example', 'redcross.example', false);
    expect(names.match(/<wbr/g)).toHaveLength(2);
    expect(names).not.toContain('<svg');
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
    const card = (
      <FindingCard finding={finding} report={makeReport()} map={null} leads onReveal={() => undefined} />
    );
    expect(markedIn(renderHtml(card))).toEqual(['1111', '2222']);
    expect(renderText(card)).toContain('begins and ends like another address');
  });
});
