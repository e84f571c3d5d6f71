import type { Level } from '#lib/core/report.ts';

const OCTAGON = 'M5.1 1.5h5.8l3.6 3.6v5.8l-3.6 3.6H5.1l-3.6-3.6V5.1z';
const CIRCLE = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13';

/** Outline and what stands inside it; `listed` alone is filled. */
const SHAPES: Record<Level, { outline: string; inner: string }> = {
  listed: { outline: OCTAGON, inner: 'M8 4.6v4M8 10.9v.6' },
  derived: { outline: OCTAGON, inner: '' },
  'same-key': { outline: OCTAGON, inner: '' },
  lookalike: {
    outline: 'M6 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M10 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8',
    inner: '',
  },
  reported: { outline: 'M8 2l6.5 11.500h-13z', inner: '' },
  caution: { outline: CIRCLE, inner: 'M5 8h6' },
  delisted: { outline: OCTAGON, inner: 'M2.5 13.500l11-11' },
  verified: { outline: CIRCLE, inner: 'M5 8.200l2.2 2.200l4-4.5' },
  none: { outline: CIRCLE, inner: '' },
};

/** The shape of a level; its word always stands beside it. */
export function LevelShape({ level, size = 20 }: { level: Level; size?: number }) {
  const { outline, inner } = SHAPES[level];
  return (
    <svg class="shape" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" data-level={level}>
      <path d={outline} class={level === 'listed' ? 'filled' : 'outlined'} />
      {inner && <path d={inner} class="inner" />}
    </svg>
  );
}
