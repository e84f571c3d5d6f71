import { type Placement, slot } from './placement.ts';

/** BIP-173: P2WSH on the main network. */
const OTHER = 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3';

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
    markup: ({ id }) =>
      `<picture><source srcset="/code/${id}.gif"><img src="/dot.gif" width=200 height=200></picture>`,
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
    few: true,
    onScreen: true,
  },
  {
    id: 'qr-foreign',
    title: 'QR code, other origin',
    how: 'qr',
    markup: ({ id }) => `<img class="qr" src="OTHER/code/${id}.gif" width=200 height=200>`,
    few: true,
    onScreen: true,
  },
  {
    id: 'copied',
    title: 'put on the clipboard by a button',
    how: 'copied',
    few: true,
    // Copies are compared with what is shown: on a page without an address nobody listens.
    beside: OTHER,
    markup: (sample) => slot(sample, 'button').replace('></', '>Copy</'),
    // Again and again: what watches the clipboard comes after the first report.
    program: `element.onclick = () => navigator.clipboard.writeText(text).catch(() => {});
      let left = 10;
      const timer = setInterval(() => --left < 0 ? clearInterval(timer) : element.click(), 200);`,
    late: true,
  },
];
