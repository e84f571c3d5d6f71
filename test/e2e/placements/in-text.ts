import { styled } from '../../support/styled.ts';
import { escapeHtml, type Placement, parts } from './placement.ts';

/** Letters of other scripts that look the same: the table of lib/detect is not asked. */
const TWINS: Record<string, string> = {
  a: '\u0430',
  c: '\u0441',
  e: '\u0435',
  o: '\u03bf',
  p: '\u0440',
  x: '\u0445',
  A: '\u0391',
  B: '\u0412',
  E: '\u0395',
  K: '\u039a',
  M: '\u041c',
  P: '\u0420',
  T: '\u03a4',
};

/** The last three letters that have a twin. */
function withTwins(text: string): string {
  let left = 3;
  return [...text]
    .reverse()
    .map((char) => (left > 0 && TWINS[char] && left-- > 0 ? TWINS[char] : char))
    .reverse()
    .join('');
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

export const IN_TEXT: Placement[] = [
  { id: 'text', title: 'text', how: 'text', markup: ({ text }) => escapeHtml(text) },
  {
    id: 'capitals',
    title: 'all in capitals',
    how: 'text',
    markup: ({ text, hasCapitals }) => (hasCapitals ? text.toUpperCase() : null),
  },
  {
    id: 'nodes',
    title: 'over many nodes',
    how: 'split',
    markup: ({ text }) =>
      parts(escapeHtml(text), 5)
        .map((part, i) => (i % 2 ? `<b>${part}</b>` : `<span><i>${part}</i></span>`))
        .join(''),
  },
  {
    id: 'letters',
    title: 'letter by letter',
    how: 'split',
    markup: ({ text }) => [...text].map((char) => `<span>${char}</span>`).join(''),
  },
  { id: 'wbr', title: '`<wbr>`', how: 'split', markup: ({ text }) => parts(text, 4).join('<wbr>') },
  {
    id: 'soft-hyphen',
    title: 'soft hyphens',
    how: 'text',
    markup: ({ text }) => parts(text, 4).join('&shy;'),
  },
  {
    id: 'zero-width',
    title: 'zero-width characters',
    how: 'text',
    markup: ({ text }) => parts(text, 3).join('\u200b\u200d\ufeff'),
  },
  {
    id: 'bidi',
    title: 'marks of direction',
    how: 'text',
    markup: ({ text }) => `\u202a${parts(text, 6).join('\u200e')}\u202c`,
  },
  {
    id: 'full-width',
    title: 'full-width forms',
    how: 'text',
    flags: ['disguised'],
    markup: ({ text }) => fullWidth(text),
  },
  {
    id: 'styled',
    title: 'styled letters of mathematics',
    how: 'text',
    flags: ['disguised'],
    markup: ({ text }) => styled(text),
  },
  {
    id: 'twins',
    title: 'Cyrillic and Greek look-alikes',
    how: 'text',
    flags: ['disguised'],
    markup: ({ text }) => (withTwins(text) === text ? null : withTwins(text)),
  },
  {
    id: 'reversed',
    title: '`<bdo dir=rtl>`, written from its end',
    how: 'text',
    // Without a checksum it is another address from its other end.
    markup: ({ id, text, isName }) =>
      isName || id === 'sol' || id === 'near'
        ? null
        : `<bdo dir="rtl">${text.split('').reverse().join('')}</bdo>`,
  },
  {
    id: 'groups',
    title: 'groups of four',
    how: 'split',
    markup: ({ text, isName }) => (isName ? null : parts(text, 4).join(' ')),
  },
  {
    id: 'signs',
    title: 'groups of four, a hyphen between them',
    how: 'split',
    markup: ({ text, isName }) => (isName ? null : parts(text, 4).join('-')),
  },
  {
    id: 'lines',
    title: 'line break in `<pre>`, near the end',
    how: 'split',
    markup: ({ text, isName }) => (isName ? null : `<pre>${text.slice(0, -6)}\n${text.slice(-6)}</pre>`),
  },
  {
    id: 'half-lines',
    title: 'line break in `<pre>`, in the middle',
    how: 'split',
    markup: ({ text, isName }) => (isName ? null : `<pre>${halves(text).join('\n')}</pre>`),
  },
  {
    id: 'br',
    title: '`<br>`',
    how: 'split',
    markup: ({ text, isName }) => (isName ? null : halves(text).join('<br>')),
  },
  {
    id: 'blocks',
    title: 'lines that are blocks of their own',
    how: 'split',
    markup: inBlocks('\n'),
  },
  {
    id: 'hidden-between',
    title: 'such lines, a hidden block between them',
    how: 'split',
    markup: inBlocks('<div style="display:none">the road was long</div>'),
  },
  {
    id: 'twin-blocks',
    title: 'such lines with look-alikes',
    how: 'split',
    flags: ['disguised'],
    markup: ({ text, isName }) =>
      isName || withTwins(text) === text
        ? null
        : halves(withTwins(text))
            .map((half) => `<div>${half}</div>`)
            .join('\n'),
  },
  {
    id: 'colon',
    title: 'label and colon, no space',
    how: 'text',
    markup: ({ ticker, text }) => `${ticker}:${text}`,
  },
  {
    id: 'glued',
    title: 'label, no space',
    how: 'text',
    markup: ({ ticker, text, isName }) => (isName ? null : ticker + text),
  },
  {
    id: 'glued-elements',
    title: 'label and button in elements, no space',
    how: 'text',
    // A name that letters touch is another name.
    markup: ({ ticker, text, isName }) => (isName ? null : `<b>${ticker}</b>${text}<a href="#">Copy</a>`),
  },
  { id: 'brackets', title: 'brackets and comma', how: 'text', markup: ({ text }) => `(${text}),` },
  { id: 'quotes', title: 'quotation marks, full stop', how: 'text', markup: ({ text }) => `"${text}".` },
  {
    id: 'wide-marks',
    title: 'Chinese punctuation',
    how: 'text',
    markup: ({ text }) => `\uff1a${text}\u3002`,
  },
];

function halves(text: string): string[] {
  return parts(text, Math.ceil(text.length / 2));
}

/** Its halves as lines that are blocks of their own, with something between them. */
function inBlocks(between: string): Placement['markup'] {
  return ({ text, isName }) =>
    isName
      ? null
      : halves(text)
          .map((half) => `<div>${half}</div>`)
          .join(between);
}
