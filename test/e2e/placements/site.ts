import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeQR } from 'qr';
import { modulesOf } from '../../support/qr-pictures.ts';
import { escapeHtml, type Placement } from './placement.ts';
import type { Sample } from './samples.ts';

/** One transparent pixel. */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export interface Site {
  url(placement: Placement): string;
  close(): void;
}

/** One page for each placement, with every address in a part of its own. */
export async function servePlacements(
  placements: readonly Placement[],
  samplesOf: (placement: Placement) => Sample[],
  all: readonly Sample[],
): Promise<Site> {
  let port = 0;
  const answer = (path: string): [type: string, body: string | Uint8Array] | null => {
    const [, folder, name = ''] = path.split('/');
    if (folder === 'dot.gif') return ['image/gif', DOT];
    if (folder === 'code') {
      const [id, type] = name.split('.');
      const text = all.find((sample) => sample.id === id)?.text ?? '';
      return type === 'svg'
        ? ['image/svg+xml', encodeQR(text, 'svg')]
        : ['image/gif', encodeQR(text, 'gif', { scale: 4 })];
    }
    const placement = placements.find(({ id }) => id === name);
    if (!placement) return null;
    const samples = samplesOf(placement);
    if (folder === 'program') return ['text/javascript', programOf(placement, samples)];
    const parts = partsOf(placement, samples).replaceAll('OTHER', `http://localhost:${port}`);
    return ['text/html', folder === 'frame' ? parts : pageOf(placement, parts, port)];
  };
  const server = createServer((request, response) => {
    const found = answer(new URL(request.url ?? '', 'http://localhost').pathname);
    response
      .writeHead(found ? 200 : 404, { 'content-type': `${found?.[0] ?? 'text/plain'}; charset=utf-8` })
      .end(found?.[1]);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
  return {
    url: ({ id }) => `http://127.0.0.1:${port}/page/${id}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function pageOf(placement: Placement, parts: string, port: number): string {
  const { id, title, frame, program } = placement;
  const body =
    frame === undefined
      ? parts
      : frame === 'srcdoc'
        ? `<iframe srcdoc="${escapeHtml(parts)}"></iframe>`
        : `<iframe src="${frame === 'blob' ? 'about:blank' : `http://localhost:${port}/frame/${id}`}"></iframe>`;
  const script = program || frame === 'blob' ? `<script src="/program/${id}"></script>` : '';
  return `<!doctype html><meta charset="utf-8"><title>${escapeHtml(title)}</title><h1>Donate</h1>${body}${script}`;
}

/** Keeps the addresses so far apart that none is found for its neighbour's sake. */
const APART = `<p>${'The road to the village was closed for most of the winter, so the boats came later than usual. '.repeat(5)}</p>`;
/** So that all of them are in view. */
const TOGETHER = '<style>section { display: inline-block; width: 300px }</style>';

function partsOf({ markup, onScreen, beside }: Placement, samples: Sample[]): string {
  const parts = samples.map((sample) => `<section>Donate ${sample.words}: ${markup(sample)} </section>`);
  if (beside) parts.unshift(`<p>${beside}</p>`);
  return onScreen ? TOGETHER + parts.join('\n') : parts.join(APART);
}

function programOf({ id, frame, program = '', late }: Placement, samples: Sample[]): string {
  if (frame === 'blob') {
    return `fetch('/frame/${id}').then((response) => response.blob()).then((blob) => {
      document.querySelector('iframe').src = URL.createObjectURL(new Blob([blob], { type: 'text/html; charset=utf-8' }));
    });`;
  }
  const data = samples.map((sample) => ({
    id: sample.id,
    text: sample.text,
    code: modulesOf(sample.text, { border: 4, ecc: 'medium' }).map((row) => row.map(Number)),
    svg: encodeQR(sample.text, 'svg'),
  }));
  return `const run = () => {
    for (const { id, text, code, svg } of ${JSON.stringify(data)}) {
      const element = document.querySelector('[data-sample="' + id + '"]');
      { ${program} }
    }
  };
  ${late ? 'window.run = run' : 'run()'};`;
}
