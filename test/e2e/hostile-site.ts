import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_FRAMES } from '#lib/core/limits.ts';

/** Facts of OFAC's list (SDN 47635), and an address of nobody's (BIP-173). */
export const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
export const LATER = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const APPEAL = `<p>Donate bitcoin: <code>${LISTED}</code></p>`;

/** More than are kept; very many more take a while, and are tried where somebody wants to know. */
const IS_WHOLE = process.env.ALMSGUARD_HOSTILE === 'whole';
export const FRAMES = IS_WHOLE
  ? { chromium: 2 * MAX_FRAMES, firefox: 1_000 }
  : { chromium: MAX_FRAMES + 50, firefox: MAX_FRAMES + 50 };
export const LEVELS = 10_000;
/** Mutations in one round, and rounds a second. */
const STORM = { round: 1_000, rounds: 50 };
const CHARS = 20_000_000;

/** So much that reading it all for each round would leave the page no time. */
const LAND = `<div hidden>${'<p title="of wind and of nothing but water">Between <b>wind</b> and <i>water</i></p>'.repeat(20_000)}</div>`;

const STORMY = `<title>Storm</title>${APPEAL}<p id="late">-</p>${LAND}<div id="sea"></div><script>
  const sea = document.getElementById('sea');
  for (let i = 0; i < 100; i++) sea.append(Object.assign(document.createElement('p'), { textContent: i }));
  let next = 0;
  window.counts = { mutations: 0, ticks: 0 };
  setInterval(() => counts.ticks++, 10);
  setInterval(() => {
    for (let i = 0; i < ${STORM.round / 4}; i++) {
      const p = sea.children[next++ % 100];
      p.firstChild.data = next;
      p.setAttribute('data-n', 'not an address, but as long as one: ' + next);
      p.append(document.createElement('b'));
      p.lastChild.remove();
    }
    counts.mutations += ${STORM.round};
  }, ${1000 / STORM.rounds});
</script>`;

/** Not displayed: the browsers themselves crash when they lay such a page out. */
const deep = (tag: string) => `<title>Deep</title>${APPEAL}<div hidden></div><script>
  let at = document.querySelector('div');
  for (let i = 0; i < ${LEVELS}; i++) at = at.appendChild(document.createElement('${tag}'));
  // In two parts: an address in an inline script is found as well.
  at.textContent = '${LATER.slice(0, 9)}' + '${LATER.slice(9)}';
</script>`;

/** Runs without an end, words of every shape, and what almost is an address; one long text that nobody sees. */
const ADVERSARIAL = `<title>Dump</title>${APPEAL}<div hidden></div><script>
  const alphabets = ['123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', '0123456789abcdef',
    '023456789acdefghjklmnpqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'];
  let seed = 1;
  const letters = (alphabet, length) => {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet[(seed = (seed * 1103515245 + 12345) & 0x7fffffff) % alphabet.length];
    return text;
  };
  const pool = alphabets.map((alphabet) => letters(alphabet, 100000));
  const words = pool.map((text) => text.match(/.{34}/g).join(' ') + ' ');
  const begins = ['bc1q', '0x', 'cosmos1', 'EQ', 'T', '4'].map((begin) => (begin + letters(alphabets[2], 38) + ' ').repeat(2000));
  const all = [...pool, ...words, ...begins, 'a\\n'.repeat(100000), '0x'.repeat(50000), 'abcd '.repeat(20000)];
  let text = '';
  for (let i = 0; text.length < ${CHARS}; i++) text += all[i % all.length];
  document.querySelector('div').textContent = text;
</script>`;

function frames(count: number): string {
  return `<title>Frames</title>${APPEAL}${'<iframe></iframe>'.repeat(count)}`;
}

const PAGES: Record<string, string> = {
  '/storm': STORMY,
  '/deep-blocks': deep('div'),
  '/deep-inline': deep('b'),
  '/frames-chromium': frames(FRAMES.chromium),
  '/frames-firefox': frames(FRAMES.firefox),
  '/adversarial': ADVERSARIAL,
};

export interface HostileSite {
  url(path: string): string;
  close(): void;
}

export async function serveHostile(): Promise<HostileSite> {
  const server = createServer((request, response) => {
    const html = PAGES[request.url ?? ''];
    response.writeHead(html ? 200 : 404, { 'content-type': 'text/html' }).end(`<!doctype html>${html}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
