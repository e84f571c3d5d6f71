import { expect, it } from 'vitest';
import { paymentDestinations } from '#lib/detect/uri.ts';

const EVM = '0xfb6916095ca1df60bb79Ce92cE3Ea74c37c5d359';
const TOKEN = '0xdAC17F958D2ee523a2206206994597C13D831ec7';
const [MONERO, OTHER_MONERO] = [
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A',
  '46r4nYSevkfBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCLGwTerK',
];

it.each([
  ['the first, what follows is a function’s', `ethereum:${EVM}@1/${TOKEN}`, [EVM]],
  [
    'of Monero all: its form has several recipients',
    `monero:${MONERO};${OTHER_MONERO}`,
    [MONERO, OTHER_MONERO],
  ],
])('of two addresses in the path of a payment URI there is paid %s', (_, uri, expected) => {
  expect(paymentDestinations(uri)).toEqual(expected);
});
