import { expect, it } from 'vitest';
import { atOnce } from '#lib/core/steps.ts';
import type { FrameScan } from '#lib/core/types.ts';
import { withoutSecrets } from '#lib/messaging/secrets.ts';
import { frameScan, place } from '../../support/scans.ts';

const WIF = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';
const SEEN = `key ${WIF} end`;
const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const LINK = { kind: 'link' as const, what: 'https://pay.example/', value: '' };

it.each<[string, Partial<FrameScan>]>([
  ['the address of the page', { href: `https://example.org/?key=${WIF}` }],
  ['its title', { signals: { title: SEEN, isArticle: false, appeal: '' } }],
  ['its appeal', { signals: { title: '', isArticle: false, appeal: SEEN } }],
  ['the words around an address', { candidates: [{ text: BTC, places: [place({ near: SEEN })] }] }],
  ['the name before an address', { candidates: [{ text: BTC, places: [place({ label: SEEN })] }] }],
  ['the link of a widget', { widgets: [{ ...LINK, what: `https://pay.example/?key=${WIF}` }] }],
  ['what a widget says', { widgets: [{ ...LINK, value: SEEN }] }],
])('%s loses its private key', (_, over) => {
  const told = JSON.stringify(atOnce(withoutSecrets(frameScan(over))));
  expect(told).not.toContain(WIF);
  expect(told).toContain('[…]');
});
