import { afterEach, expect, it } from 'vitest';
import { MAX_BLOCKS } from '#lib/core/limits.ts';
import { createBlocks } from '#lib/page/blocks.ts';

afterEach(() => {
  document.body.innerHTML = '';
});

const blocks = (...ids: string[]) => {
  const blocksOf = createBlocks();
  return ids.map((id) => blocksOf(document.querySelector(`#${id}`) as Element));
};

it('one part for what stands side by side, whatever is wrapped around it', () => {
  document.body.innerHTML = `<section><div><p> <b id="a"></b> </p><span><img id="b"></span></div></section>`;
  const [a, b] = blocks('a', 'b');
  expect(a?.[0]).toBe(b?.[0]);
});

it('different parts for different cards, inside one', () => {
  document.body.innerHTML =
    '<main><div>x <b id="a"></b></div><div>y <b id="b"></b><i id="c"></i></div></main>';
  const [a = [], b = [], c = []] = blocks('a', 'b', 'c');
  expect(a[0]).not.toBe(b[0]);
  expect(b[0]).toBe(c[0]);
  expect(a[1]).toBe(b[1]);
});

it('through shadow roots', () => {
  document.body.innerHTML = '<div>x <b id="a"></b><span id="host"></span></div>';
  const root = document.querySelector('#host')?.attachShadow({ mode: 'closed' }) as ShadowRoot;
  root.innerHTML = '<em></em>';
  const blocksOf = createBlocks();
  expect(blocksOf(root.querySelector('em') as Element)[0]).toBe(
    blocksOf(document.querySelector('#a') as Element)[0],
  );
});

it('no more than the limit', () => {
  document.body.innerHTML = `${'<div>x'.repeat(20)}<b id="a"></b>`;
  expect(blocks('a')[0]?.length).toBe(MAX_BLOCKS);
});
