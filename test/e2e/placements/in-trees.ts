import { escape, type Placement, slot } from './placement.ts';

const text = ({ text }: { text: string }) => escape(text);
const root = (mode: 'open' | 'closed', on = 'element') => `${on}.attachShadow({ mode: '${mode}' })`;

export const IN_TREES: Placement[] = [
  {
    id: 'hidden',
    title: 'not displayed',
    how: 'text',
    flags: ['hidden'],
    markup: (sample) => `<span style="display:none">${text(sample)}</span>`,
  },
  {
    id: 'transparent',
    title: 'transparent',
    how: 'text',
    flags: ['hidden'],
    markup: (sample) => `<span style="opacity:0">${text(sample)}</span>`,
  },
  {
    id: 'declared-shadow',
    title: 'shadow root in the markup',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => `<x-pay><template shadowrootmode="open">${text(sample)}</template></x-pay>`,
  },
  {
    id: 'open-shadow',
    title: 'open shadow root',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => slot(sample, 'x-pay'),
    program: `${root('open')}.textContent = text`,
  },
  {
    id: 'closed-shadow',
    title: 'closed shadow root',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => slot(sample, 'x-pay'),
    program: `${root('closed')}.textContent = text`,
  },
  {
    id: 'nested-shadow',
    title: 'nested shadow roots',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => slot(sample, 'div'),
    program: `const outer = ${root('closed')};
      outer.innerHTML = '<p><x-inner></x-inner></p>';
      ${root('closed', "outer.querySelector('x-inner')")}.innerHTML = '<b>' + text + '</b>';`,
  },
  { id: 'srcdoc', title: '`srcdoc` frame', how: 'text', frame: 'srcdoc', markup: text },
  { id: 'blob', title: '`blob:` frame', how: 'text', frame: 'blob', markup: text },
  { id: 'cross-origin', title: 'cross-origin frame', how: 'text', frame: 'cross-origin', markup: text },
];

export const LATE: Placement[] = [
  {
    id: 'late-text',
    title: 'late text',
    how: 'text',
    markup: (sample) => slot(sample),
    program: 'element.textContent = text',
    late: true,
  },
  {
    id: 'late-data',
    title: 'text changed in its node',
    how: 'text',
    markup: (sample) => slot(sample).replace('></', '>soon</'),
    program: 'element.firstChild.data = text',
    late: true,
  },
  {
    id: 'late-attribute',
    title: 'late attribute',
    how: 'attribute',
    markup: (sample) => slot(sample, 'button'),
    program: "element.setAttribute('data-clipboard-text', text)",
    late: true,
  },
  {
    id: 'late-link',
    title: 'late link',
    how: 'link',
    markup: (sample) => slot(sample, 'a'),
    program: "element.href = 'https://pay.example/to/' + text",
    late: true,
  },
  {
    id: 'late-host',
    title: 'late element with a shadow root',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => slot(sample),
    program: `const host = document.createElement('x-pay');
      ${root('closed', 'host')}.textContent = text;
      element.append(host);`,
    late: true,
  },
  {
    id: 'late-shadow',
    title: 'late shadow root of an element',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => slot(sample).replace('></', '>light</'),
    program: `${root('closed')}.textContent = text`,
    late: true,
    asked: true,
  },
  {
    id: 'navigation',
    title: 'single-page navigation',
    how: 'text',
    markup: (sample) => slot(sample),
    program: `if (location.search !== '?next') history.pushState(null, '', '?next');
      element.textContent = text`,
    late: true,
  },
];

const draw = `const side = code.length;
  element.width = element.height = side * 4;
  const context = element.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side * 4, side * 4);
  context.fillStyle = '#000';
  code.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(x * 4, y * 4, 4, 4)));`;

export const IN_PICTURES: Placement[] = [
  {
    id: 'qr-data',
    title: 'QR code, `data:`',
    how: 'qr',
    markup: (sample) => slot(sample, 'img', 'width=200 height=200').replace('</img>', ''),
    program: "element.src = 'data:image/svg+xml,' + encodeURIComponent(svg)",
  },
  {
    id: 'qr-img',
    title: 'QR code, same origin',
    how: 'qr',
    markup: ({ id }) => `<img src="/code/${id}.svg" width=200 height=200>`,
  },
  {
    id: 'qr-picture',
    title: 'QR code in `<picture>`',
    how: 'qr',
    markup: ({ id }) => `<picture><source srcset="/code/${id}.gif"><img src="/dot.gif" width=200 height=200></picture>`,
  },
  {
    id: 'qr-canvas',
    title: 'QR code on a canvas',
    how: 'qr',
    markup: (sample) => slot(sample, 'canvas'),
    program: draw,
  },
  {
    id: 'qr-svg',
    title: 'QR code, inline SVG',
    how: 'qr',
    markup: (sample) => slot(sample, 'span', 'style="display:inline-block;width:200px"'),
    program: 'element.innerHTML = svg',
  },
  {
    id: 'qr-background',
    title: 'QR code, CSS background',
    how: 'qr',
    markup: ({ id }) =>
      `<span class="qr" style="display:inline-block;width:200px;height:200px;background:url(/code/${id}.svg) 0 0 / contain"></span>`,
    onScreen: true,
  },
  {
    id: 'qr-foreign',
    title: 'QR code, other origin',
    how: 'qr',
    markup: ({ id }) => `<img class="qr" src="OTHER/code/${id}.gif" width=200 height=200>`,
    onScreen: true,
  },
  {
    id: 'copied',
    title: 'put on the clipboard by the page',
    how: 'copied',
    markup: (sample) => slot(sample),
    program: 'navigator.clipboard?.writeText(text).catch(() => {})',
    late: true,
    asked: true,
  },
];
