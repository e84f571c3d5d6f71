import { expect, it } from 'vitest';
import { createCollecting, tellMissed } from '#lib/messaging/collecting.ts';
import { makeReport } from '../../support/report-views.ts';
import { sessionArea } from '../../support/session-area.ts';

it('remembers that a page was missed until one is kept, and writes only what is new', async () => {
  const area = sessionArea();
  let writes = 0;
  const { set } = area;
  area.set = async (items) => {
    writes++;
    await set(items);
  };
  const collecting = createCollecting(area);
  expect(await collecting.hasMissed()).toBe(false);
  await collecting.setMissed(true);
  await collecting.setMissed(true);
  expect(writes).toBe(1);
  expect(await createCollecting(area).hasMissed()).toBe(true);
  await collecting.setMissed(false);
  expect(await collecting.hasMissed()).toBe(false);
  expect(area.items.size).toBe(0);
});

it('is told in the report, beside what else is to be known', () => {
  const report = makeReport({ notes: [{ code: 'memory-only', params: {} }] });
  expect(tellMissed(report, true).notes.map(({ code }) => code)).toEqual(['memory-only', 'not-collected']);
  expect(tellMissed(report, false)).toBe(report);
});
