import { ms, table } from './markdown.ts';
import type { RefreshFigures, RefreshStep } from './refresh.ts';

const MB = 1024 * 1024;

const NAMES: Record<RefreshStep['name'], string> = {
  delta: 'A signed feed, by its changes',
  whole: 'A signed feed, whole',
  lines: 'A plain list, an address a line',
};

export function refreshSection({ items, changed, steps }: RefreshFigures): string[] {
  const megabytes = (bytes: number) => `${(bytes / MB).toFixed(0)} MB`;
  return [
    '## While lists are refreshed',
    '',
    `The whole extension in Chromium, and a list of ${items.toLocaleString('en')} addresses of which ${changed.toLocaleString('en')} changed: what the`,
    "worker's JavaScript holds before, typed arrays included and once it was collected, and the most that was seen between two",
    'pieces of its work, with what nobody collected yet. Firefox tells nobody what its event page holds.',
    '',
    ...table(
      ['', 'Before', 'At most', 'Time'],
      steps.map(({ name, before, peak, ms: took }) => [
        NAMES[name],
        megabytes(before),
        megabytes(peak),
        ms(took),
      ]),
    ),
    '',
  ];
}
