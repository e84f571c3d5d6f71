import type { Placement } from './placement.ts';
import type { Sample } from './samples.ts';

export type Cell = 'found' | 'missing' | `as ${string}`;

export function renderTable(
  groups: Record<string, Placement[]>,
  samples: readonly Sample[],
  cellsOf: (placement: Placement, sample: Sample) => (Cell | null)[],
): string {
  const lines: string[] = [];
  for (const [name, placements] of Object.entries(groups)) {
    lines.push(`## ${name}`, '', `| | ${placements.map(({ title }) => title).join(' | ')} |`);
    lines.push(`|---|${placements.map(() => ':-:|').join('')}`);
    for (const sample of samples) {
      lines.push(`| ${sample.name} | ${placements.map((p) => cellsOf(p, sample).map((c) => c ?? '-').join('/')).join(' | ')} |`);
    }
    lines.push('');
  }
  return lines.join('\n');
}
