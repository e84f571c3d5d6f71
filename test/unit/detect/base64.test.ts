import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEncoded } from '#lib/detect/base64.ts';

const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';

describe('an address in base64', () => {
  it.each([P2PKH, SEGWIT, EVM])('%s', (address) => {
    expect(findEncoded(btoa(address))).toEqual([address]);
  });

  it.each([
    ['without what fills it up', btoa(P2PKH).replace(/=+$/, '')],
    ['in the alphabet of URLs', btoa(`${P2PKH}???>>>`).replaceAll('+', '-').replaceAll('/', '_')],
    ['in a payment URI', btoa(`bitcoin:${P2PKH}?amount=1`)],
    ['in JSON', btoa(JSON.stringify({ chain: 'btc', to: P2PKH }))],
    ['in a call', `copy(atob('${btoa(P2PKH)}'))`],
    ['beside others', `${btoa('nothing to see here, move along please')} ${btoa(P2PKH)}`],
  ])('%s', (_, text) => expect(findEncoded(text)).toEqual([P2PKH]));

  it.each([
    ['part of something longer', `${btoa(P2PKH).replace(/=+$/, '')}/${btoa('and more').slice(0, 8)}`],
    ['a path', `/assets/${btoa(P2PKH)}`],
    ['no text', btoa(`${P2PKH}\x00\x01`)],
    ['a form without a checksum', btoa('9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM')],
    ['a name', btoa('this.is.a.name.that.is.long.enough.eth')],
    ['a digest', btoa('5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592 near')],
    ['words', btoa('The road to the village was closed for most of the winter')],
    ['of a wrong length', `${btoa(P2PKH).replace(/=+$/, '')}abc`],
  ])('is not found in %s', (_, text) => expect(findEncoded(text)).toEqual([]));

  it('is nothing that any bytes make', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 25, maxLength: 60 }), (bytes) => {
        expect(findEncoded(btoa(String.fromCharCode(...bytes)))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
