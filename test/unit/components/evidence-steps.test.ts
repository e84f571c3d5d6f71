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

it('dates the list by its data, and the entry where the list says when it changed', () => {
  const datedOf = (changed: string | null) =>
    stepsOf(makeFinding(), makeClaim({ changed }), makeReport(), createWords(told, 'en')).at(-1)?.dated;
  expect(datedOf('2025-04-02')).toMatch(/\[trail_changed: [^\]]*April[^\]]*\].*\[trail_data: /);
  expect(datedOf(null)).not.toContain('trail_changed');
});
