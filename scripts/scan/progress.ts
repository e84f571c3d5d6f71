import type { AnyDocument } from './document.ts';
import { createFigures, type Figures, tellRate, tellTime } from './figures.ts';
import { FIGURES_MS } from './limits.ts';

interface Stream {
  isTTY?: boolean;
  write(text: string): unknown;
}

const BAR_CELLS = 30;
const URL_CHARS = 60;

/** A bar on a terminal, a plain line a page elsewhere, with a line of figures now and then. */
export function createProgress(total: number, stream: Stream, now: () => number, slowestMs: () => number) {
  const figures = createFigures(total);
  let toldAt = now();
  return {
    step(document: AnyDocument): void {
      figures.step('error' in document, now());
      const told = (): string[] => tell(figures.read(now(), slowestMs()));
      const { done } = figures;
      if (stream.isTTY) {
        const filled = Math.round((done / total) * BAR_CELLS);
        const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
        const parts = [`${done}/${total}`, ...told(), plain(document.url).slice(0, URL_CHARS)];
        stream.write(`\r\u001b[K${bar} ${parts.join(' · ')}${done === total ? '\n' : ''}`);
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

/** What a page chose is shown as it is, but commands no terminal. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '');
}
