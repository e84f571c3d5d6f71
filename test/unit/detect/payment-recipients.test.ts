import { expect, it } from 'vitest';
import { paymentDestinations } from '#lib/detect/uri.ts';

it('a payment URI of Monero may name several recipients', () => {
  const recipients = [
    '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A',
    '46r4nYSevkfBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCLGwTerK',
  ];
  expect(paymentDestinations(`monero:${recipients.join(';')}?tx_amount=1;2`)).toEqual(recipients);
});
