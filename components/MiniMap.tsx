import type { PageMap } from '#lib/core/page-map.ts';
import type { Finding } from '#lib/core/report.ts';
import { useWords } from './i18n.tsx';
import { LevelShape } from './LevelShape.tsx';
import { DOT, dotsOf, MAP_WIDTH, mapHeight } from './map-dots.ts';
import { describePlace, type Reveal } from './Places.tsx';

/** Lines of text that the drawn page hints at. */
const LINE_GAP = 12;

interface Props {
  map: PageMap;
  finding: Pick<Finding, 'level' | 'places'>;
  onReveal: Reveal;
}

/** The page, drawn small, with a dot where a finding stands; a dot leads there. Nothing where nothing is known. */
export function MiniMap({ map, finding, onReveal }: Props) {
  const words = useWords();
  const dots = dotsOf([finding], map);
  if (dots.length === 0) return null;
  const height = mapHeight(map);
  const lines = Array.from({ length: Math.floor(height / LINE_GAP) - 1 }, (_, i) => (i + 1) * LINE_GAP);
  return (
    // Pages are drawn from the left in every language: it is a picture of what is on the screen.
    <figure class="map" aria-label={words.t('map_title')} dir="ltr" style={{ height: `${height}px` }}>
      <svg width={MAP_WIDTH} height={height} aria-hidden="true">
        {lines.map((y, i) => (
          <path key={y} d={`M10 ${y}H${i % 3 === 2 ? MAP_WIDTH * 0.6 : MAP_WIDTH - 10}`} />
        ))}
      </svg>
      {dots.map(({ x, y, level, places }) => {
        const [place] = places;
        if (!place) return null;
        const where = describePlace(place, words);
        const label =
          places.length === 1
            ? words.t('place_jump', [where])
            : words.t('map_dot', [words.number(places.length), where], places.length);
        return (
          <button
            key={`${x} ${y}`}
            type="button"
            class="dot"
            style={{ left: `${x - DOT / 2}px`, top: `${y - DOT / 2}px` }}
            aria-label={label}
            title={label}
            onClick={() => onReveal(place)}
          >
            <LevelShape level={level} size={18} />
          </button>
        );
      })}
    </figure>
  );
}
