import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** EIP-55 example addresses. */
export const FIRST = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
export const SECOND = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
/** BIP-173 example address. */
export const THIRD = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
/** Begins and ends like `FIRST`; all in small letters it carries no checksum. */
export const LIKE_FIRST = '0x5aae00112233445566778899aabbccddeeffeaed';

/** Bitcoin Wiki's example address. */
export const OTHER_COIN = '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2';

export interface ChangingSite {
  url: string;
  /** What `/` asks to pay to from now on. */
  show(address: string): void;
  close(): void;
}

const reverse = (text: string) => [...text].reverse().join('');

/**
 * Buttons that copy another address than the one beside them, each in its own way, on a page that lets no script in
 * but its own and that froze what it could. The address is spelled backwards, so that only the copying tells it.
 */
const COPIES = `<title>Copy</title><h1>Donate with crypto</h1>
<div><p>Donate Ethereum: <code>${FIRST}</code></p><button id="plain">Copy</button></div>
<div><p>Donate by the other way: <code>${SECOND}</code></p><button id="event">Copy</button></div>
<div><p>Donate Bitcoin: <code>${THIRD}</code></p><button id="item">Copy</button></div>
<script nonce="own">
Object.freeze(navigator);
const other = [...'${reverse(LIKE_FIRST)}'].reverse().join('');
document.getElementById('plain').onclick = ({ target }) => {
  navigator.clipboard.writeText(other).catch(() => undefined);
  target.outerHTML = '<button id="plain">Copied</button>';
};
document.getElementById('event').onclick = () => {
  new DataTransfer().setData('text/plain', 'ethereum:' + other);
};
document.getElementById('item').onclick = () => {
  const text = [...'${reverse(OTHER_COIN)}'].reverse().join('');
  const item = new ClipboardItem({ 'text/plain': new Blob([text], { type: 'text/plain' }) });
  navigator.clipboard.write([item]).catch(() => undefined);
};
</script>`;

/** A site that a test changes while it runs. */
export async function serveChangingSite(): Promise<ChangingSite> {
  let address = FIRST;
  const server = createServer(({ url }, response) => {
    const body =
      url === '/copies'
        ? COPIES
        : `<title>Help us</title><h1>Donate with crypto</h1><p>Donate Ethereum: <code>${address}</code></p>`;
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'nonce-own'");
    response.setHeader('content-type', 'text/html').end(`<!doctype html>${body}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    show(next) {
      address = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
