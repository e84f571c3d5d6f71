import { escapeHtml, type Placement, slot } from './placement.ts';

const text = ({ text }: { text: string }) => escapeHtml(text);
const root = (mode: 'open' | 'closed', on = 'element') => `${on}.attachShadow({ mode: '${mode}' })`;
const host = (mode: 'open' | 'closed') => `const host = document.createElement('x-pay');
  ${root(mode, 'host')}.textContent = text;
  element.append(host);`;

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
    id: 'late-part',
    title: 'the second of two lines that are blocks',
    how: 'split',
    markup: (sample) =>
      sample.isName
        ? null
        : `<div>${sample.text.slice(0, Math.ceil(sample.text.length / 2))}</div>\n${slot(sample, 'div')}`,
    program: `const part = document.createElement('div');
      part.textContent = text.slice(Math.ceil(text.length / 2));
      element.append(part);`,
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
    id: 'late-open-host',
    title: 'late element with an open shadow root',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => slot(sample),
    program: host('open'),
    late: true,
  },
  {
    id: 'late-closed-host',
    title: 'late element with a closed shadow root',
    how: 'text',
    flags: ['shadow'],
    markup: (sample) => slot(sample),
    program: host('closed'),
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
