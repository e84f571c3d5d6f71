import { describe, expect, it } from 'vitest';
import { findReversed, isOverridden } from '#lib/detect/reversed.ts';

const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const turn = (text: string) => text.split('').reverse().join('');

describe('an address that is written from its end', () => {
  it.each([P2PKH, EVM])('%s', (address) => {
    const text = `to ${turn(address)}, thanks`;
    expect(findReversed(text)).toContainEqual({ text: address, start: 3, end: 3 + address.length });
  });

  it('with what nobody sees in it', () => {
    const written = turn(P2PKH).replace(/(.{8})/g, '$1\u00ad');
    expect(findReversed(written)).toContainEqual({ text: P2PKH, start: 0, end: written.length });
  });

  it.each([
    ['a form without a checksum', turn('9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM')],
    ['a name', turn('alms.eth')],
    ['groups', turn(P2PKH.replace(/(.{4})/g, '$1 '))],
    ['words', 'The road to the village was closed for most of the winter'],
  ])('is not found in %s', (_, text) => expect(findReversed(text)).toEqual([]));
});

it.each([
  ['a \u202e', true],
  ['a \u202e b', true],
  ['a \u202e b \u202c', false],
  ['a \u202e b \u202c c \u202e', true],
  ['a \u202b', false],
  ['', false],
])('what stands behind %j is drawn from its end: %s', (text, is) => expect(isOverridden(text)).toBe(is));
