import { escapeHtml, fill, type Placement, slot } from './placement.ts';
import type { Sample } from './samples.ts';

/** A token contract, which gets nothing of what is sent (EIP-681: the money goes to `address`). */
const TOKEN = '0xdAC17F958D2ee523a2206206994597C13D831ec7';

const attribute =
  (name: string, rest = '') =>
  ({ text }: Sample) =>
    `<span ${name}="${escapeHtml(text)}" ${rest}>here</span>`;

export const IN_LINKS: Placement[] = [
  {
    id: 'link',
    title: 'link',
    how: 'link',
    markup: ({ text }) => `<a href="https://pay.example/to/${text}?currency=any">here</a>`,
  },
  {
    id: 'explorer',
    title: 'link to a block explorer',
    how: 'explorer',
    markup: ({ explorer, text }) => (explorer ? `<a href="${fill(explorer, text)}">here</a>` : null),
  },
  {
    id: 'uri',
    title: 'payment link',
    how: ({ uri }) => (uri?.startsWith('https:') ? 'link' : 'uri'),
    markup: ({ uri, text }) => (uri ? `<a href="${escapeHtml(fill(uri, text))}">here</a>` : null),
  },
  {
    id: 'token-uri',
    title: 'token transfer (EIP-681)',
    how: 'uri',
    markup: ({ id, text }) =>
      id === 'evm' ? `<a href="ethereum:${TOKEN}@1/transfer?address=${text}&uint256=1e6">here</a>` : null,
  },
];

export const IN_ATTRIBUTES: Placement[] = [
  { id: 'title', title: '`title`', how: 'attribute', markup: attribute('title') },
  {
    id: 'alt',
    title: '`alt`',
    how: 'attribute',
    markup: ({ text }) => `<img src="/dot.gif" width=1 height=1 alt="${escapeHtml(text)}">`,
  },
  { id: 'aria-label', title: '`aria-label`', how: 'attribute', markup: attribute('aria-label', 'role=img') },
  {
    id: 'data-clipboard-text',
    title: '`data-clipboard-text`',
    how: 'attribute',
    markup: attribute('data-clipboard-text'),
  },
  { id: 'data', title: '`data-*`', how: 'attribute', markup: attribute('data-to-whom') },
  {
    id: 'base64',
    title: 'base64 in an attribute',
    how: 'attribute',
    markup: ({ text, isName }) => (isName ? null : `<span data-address="${btoa(text)}">here</span>`),
  },
  {
    id: 'onclick',
    title: 'inline handler',
    how: 'attribute',
    markup: ({ text }) => `<button onclick="navigator.clipboard.writeText('${text}')">Copy</button>`,
  },
  {
    id: 'qr-service',
    title: 'URL of a QR service',
    how: 'attribute',
    markup: ({ text }) =>
      `<img src="/dot.gif?size=200x200&data=${encodeURIComponent(text)}" width=1 height=1>`,
  },
];

export const IN_SCRIPTS: Placement[] = [
  {
    id: 'script',
    title: 'inline script',
    how: 'script',
    markup: ({ text }) =>
      `<script>(() => { const donateAddress = "${text}"; return donateAddress; })();</script>`,
  },
  {
    id: 'json',
    title: 'JSON in a script',
    how: 'script',
    markup: ({ text, ticker }) =>
      `<script type="application/json">{"donate":{"currency":"${ticker}","address":"${text}"}}</script>`,
  },
];

export const IN_FIELDS: Placement[] = [
  {
    id: 'input',
    title: 'field',
    how: 'input',
    markup: ({ text }) => `<input name="address" readonly value="${escapeHtml(text)}">`,
  },
  {
    id: 'hidden-input',
    title: 'hidden field',
    how: 'input',
    flags: ['hidden'],
    markup: ({ text }) => `<input type="hidden" name="address" value="${escapeHtml(text)}">`,
  },
  {
    id: 'textarea',
    title: '`<textarea>`',
    how: 'input',
    markup: ({ text }) => `<textarea name="address">${escapeHtml(text)}</textarea>`,
  },
  {
    id: 'value',
    title: 'value set by a script, no event',
    how: 'input',
    markup: (sample) => slot(sample, 'input', 'name="address"'),
    program: 'element.value = text',
    late: true,
    asked: true,
  },
];
