import { expect, it } from 'vitest';
import { failed } from '../../../scripts/scan/page.ts';
import { countAll, tellTally } from '../../../scripts/scan/tally.ts';
import { foundOn, scanned } from './scan-documents.ts';

const DOCUMENTS = [
  scanned('https://a.example/', { level: 'listed', addresses: [foundOn('listed'), foundOn('none')] }),
  scanned('https://b.example/', {
    level: 'listed',
    page: [foundOn('listed')],
    addresses: [foundOn('caution')],
  }),
  scanned('https://c.example/', { unread: [{ what: 'frame', count: 3, why: 'not-answering' }] }),
  failed('https://d.example/', 'timeout', 'late'),
  failed('https://e.example/', 'timeout', 'late'),
  failed('https://f.example/', 'crashed', 'gone'),
].map((document) => ({ document }));

it('counts pages by the worst on them, and findings by themselves', () => {
  expect(tellTally(countAll(DOCUMENTS), 'In no time')).toBe(
    `
             pages  findings
listed           2         2
caution          0         1
none             1         1
not scanned      3
all              6
Not scanned: timeout 2, crashed 1
Something was left out on 1 of the pages
In no time
`,
  );
});

it('of no pages says that they are none', () => {
  expect(tellTally(countAll([]), '')).toContain('all      0');
});
