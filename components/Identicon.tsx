import { drawIdenticon, GRID } from './identicon.ts';

/** The picture of an address. For the eye only: the address itself always stands beside it. */
export function Identicon({ canonical, size = 40 }: { canonical: string; size?: number }) {
  const { cells, hues } = drawIdenticon(canonical);
  const style = { '--hue-1': String(hues[0]), '--hue-2': String(hues[1]) };
  return (
    <svg
      class="identicon"
      viewBox={`-0.5 -0.5 ${GRID + 1} ${GRID + 1}`}
      width={size}
      height={size}
      aria-hidden="true"
      style={style}
    >
      {cells.flatMap((row, y) =>
        row.map((tone, x) => tone > 0 && <rect class={`tone-${tone}`} x={x} y={y} width="1" height="1" />),
      )}
    </svg>
  );
}
