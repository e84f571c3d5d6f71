import { afterEach, expect, it } from 'vitest';
import { createWords } from '#components/i18n.tsx';
import type { Act } from '#lib/core/review.ts';
import { seen } from '../support/review-acts.ts';
import { item, memoryStore, pageRow, space } from '../support/review-space.ts';
import { closePage, openPage } from './review-page-open.tsx';
import { root, settle } from './review-panel-page.tsx';

const PAGE = 'https://a.example/';
/** A message as its key, with what it names. */
const words = createWords((key, params) => [key, ...Object.values(params ?? {})].join(' '), 'en-GB');

afterEach(closePage);

it('tells in the history of a case, and in the log, what which list says of what now', async () => {
  const store = memoryStore();
  const ada = space(store, 'Ada');
  await ada.add([pageRow(PAGE)], 'paste');
  const [one] = await store.cases();
  if (!one) throw new Error('No case');
  const look = (claims: string[]) =>
    seen({
      finalUrl: PAGE,
      level: claims.length > 0 ? 'listed' : 'none',
      items: [
        item('x', {
          lists: claims.length > 0 ? ['team'] : [],
          claims: claims.map((entry) => ({ list: 'team', title: '', entry, says: 'against' as const })),
        }),
      ],
    });
  await ada.see(one.id, look([]));
  await ada.decide(one.id, 'dismissed', 'quotes');
  const lists = [{ id: 'team', title: 'List of the team', version: '2', date: '2026-03-02' }];
  const entries = Array.from({ length: 7 }, (_, n) => `entry-${n}`);
  const again: Act = { type: 'judged-again', before: 'none', after: 'listed', seen: look(entries), lists };
  const at = '2026-06-01T00:00:00.000Z';
  await store.append([{ id: 'again', at, reviewer: 'Almsguard', case: one.id, act: again }]);

  await openPage({ store }, words);
  for (const [hash, place] of [
    [`#case/${one.id}`, '.history'],
    ['#log', '.log tbody'],
  ] as const) {
    location.hash = hash;
    await settle();
    const told = root.querySelector(place)?.textContent;
    expect(told).toContain('overview_act_again level_none level_listed');
    expect(told).toContain('review_list_against List of the team 2 March 2026entry-0');
    // The first of them, and the rest where somebody asks for it.
    expect(root.querySelectorAll(`${place} details li`)).toHaveLength(2);
  }
});
