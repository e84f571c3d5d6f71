import { expect, it } from 'vitest';
import { stepsOf } from '#components/evidence-steps.ts';
import { createWords } from '#components/i18n.tsx';
import { told } from '../../support/told.ts';
import { makeClaim, makeFinding, makeReport } from './reports.tsx';

it('names the network of what is listed, also of one whose code has two words', () => {
  const claim = makeClaim({ match: 'same-key', valueChain: 'bitcoin-cash' });
  const steps = stepsOf(makeFinding(), claim, makeReport(), createWords(told, 'en'));
  expect(steps.find(({ icon }) => icon === 'key')?.label).toBe('[chain_bitcoin_cash]');
});
