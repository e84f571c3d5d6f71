import { expect, it } from 'vitest';
import { findCandidates } from '#lib/detect/find.ts';

const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';

it.each(['Copy', 'Copied', 'QR'])('what a button says may touch the address before it: %s', (label) => {
  expect(findCandidates(`Send to ${BTC}${label}`).map(({ text }) => text)).toContain(BTC);
});
