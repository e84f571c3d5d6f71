import type { AnyDocument } from './document.ts';
import { createFigures, type Figures, tellRate, tellTime } from './figures.ts';
import { FIGURES_MS } from './limits.ts';
import { plain } from './terminal.ts';

interface Stream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const BAR_CELLS = 20;
/** To the beginning of the line, which goes. */
const CLEAR = '\r\u001b[K';
/** Columns of a terminal that does not tell. */
const COLUMNS = 80;

/** A bar on a terminal, a plain line a page elsewhere, with a line of figures now and then. */
export function createProgress(total: number, stream: Stream, now: () => number, slowestMs: () => number) {
  const figures = createFigures(total);
  let toldAt = now();
  return {
    /** Makes room for what is printed on the same terminal; the next step draws the bar below that. */
    clear(): void {
      if (stream.isTTY) stream.write(CLEAR);
    },
    step(document: AnyDocument): void {
      figures.step('error' in document, now());
      const told = (): string[] => tell(figures.read(now(), slowestMs()));
      const { done } = figures;
      if (stream.isTTY) {
        const filled = Math.round((done / total) * BAR_CELLS);
        const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
        const line = `${bar} ${[`${done}/${total}`, ...told(), plain(document.url)].join(' · ')}`;
        // A line that goes on in the next cannot be taken back.
        const shown = line.slice(0, (stream.columns || COLUMNS) - 1);
        stream.write(`${CLEAR}${shown}${done === total ? '\n' : ''}`);
        return;
      }
      const verdict = 'error' in document ? document.error.code : document.level;
      stream.write(`[${done}/${total}] ${verdict} ${plain(document.url)}\n`);
      if (done === total || now() - toldAt < FIGURES_MS) return;
      toldAt = now();
      stream.write(`${[`${done} of ${total} pages`, ...told()].join(' · ')}\n`);
    },
  };
}

function tell({ failed, rate, leftMs }: Figures): string[] {
  return [
    ...(rate === null ? [] : [tellRate(rate)]),
    ...(leftMs ? [`${tellTime(leftMs)} left`] : []),
    ...(failed > 0 ? [`${failed} not scanned`] : []),
  ];
}
