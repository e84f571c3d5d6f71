import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastPart } from '#lib/page/glyph-spot.ts';

afterEach(() => {
  document.body.replaceChildren();
});

/** What is seen of the text in `#at`. */
function seen(html: string) {
  document.body.innerHTML = html;
  const text = document.getElementById('at')?.firstChild as Text;
  return lastPart({ kind: 'text', from: text, start: 0, to: text, end: text.length });
}

const LONG = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const CLIP = 'overflow: hidden; width: 100px; height: 40px; white-space: nowrap';
const AWAY = 'position: absolute; left: 0; top: 100px';
const STUCK = 'position: fixed; left: 0; top: 100px';

describe('of a text a box cuts off', () => {
  it.each([
    ['what stands in it', `<div style="${CLIP}"><p id="at">${LONG}</p></div>`],
    [
      'what is placed absolutely in it',
      `<div style="${CLIP}; position: relative"><p id="at" style="position: absolute">${LONG}</p></div>`,
    ],
    [
      'what is placed absolutely where it is moved',
      `<div style="${CLIP}; transform: translate(1px)"><p id="at" style="position: absolute">${LONG}</p></div>`,
    ],
    [
      'what is fixed where it holds that',
      `<div style="${CLIP}; filter: blur(0)"><p id="at" style="position: fixed">${LONG}</p></div>`,
    ],
    [
      'what stands in something in it that has no box, whatever its position',
      `<div style="${CLIP}"><div style="display: contents; position: fixed"><p id="at">${LONG}</p></div></div>`,
    ],
  ])('%s', (_, html) => {
    expect(seen(html)?.cut).toEqual({ left: false, right: true });
  });

  it.each([
    [
      'what is placed absolutely around it',
      `<div style="${CLIP}"><p id="at" style="${AWAY}">${LONG}</p></div>`,
    ],
    ['what is fixed to the window', `<div style="${CLIP}"><p id="at" style="${STUCK}">${LONG}</p></div>`],
    [
      'what is placed absolutely, by nothing that has no box',
      `<div style="${CLIP}"><div style="display: contents; position: relative"><p id="at" style="${AWAY}">${LONG}</p></div></div>`,
    ],
    [
      'what is fixed, by nothing of a line',
      `<div style="${CLIP}"><span style="transform: scale(1)"><b id="at" style="${STUCK}">${LONG}</b></span></div>`,
    ],
  ])('not %s', (_, html) => {
    expect(seen(html)?.cut).toEqual({ left: false, right: false });
  });

  it.each([
    ['at the right', `<p id="at" style="${CLIP}; text-overflow: ellipsis">${LONG}</p>`, true],
    ['at the left', `<p id="at" dir="rtl" style="${CLIP}; text-overflow: ellipsis">${LONG}</p>`, true],
    [
      'in the last of its lines',
      `<p id="at" style="overflow: hidden; width: 100px; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient:
        vertical; -webkit-line-clamp: 2">${LONG}</p>`,
      true,
    ],
    ['not where all has room', `<p id="at" style="${CLIP}; text-overflow: ellipsis">3Q8H2Z</p>`, false],
    ['not where it just ends', `<p id="at" style="${CLIP}">${LONG}</p>`, false],
    [
      'not before what goes on',
      `<p style="${CLIP}; text-overflow: ellipsis"><b id="at">3Q8H</b> and what goes on to be cut</p>`,
      false,
    ],
  ])('and that ends in dots %s', (_, html, dots) => {
    expect(seen(html)?.dots).toBe(dots);
  });

  it('and that is looked up once, however many lines are out of sight', () => {
    const depth = 20;
    const lines = `${LONG}\n`.repeat(50);
    const around = '<div>'.repeat(depth);
    const asked = vi.spyOn(globalThis, 'getComputedStyle');
    const part = seen(
      `<div style="overflow: hidden; height: 0">${around}<p id="at" style="white-space: pre">${lines}</p></div>`,
    );
    const count = asked.mock.calls.length;
    asked.mockRestore();
    expect(part).toBeNull();
    expect(count).toBeLessThan(2 * depth);
  });
});
