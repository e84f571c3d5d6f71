import type { PageMap } from '#lib/core/page-map.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Finding, ReportPlace } from '#lib/core/report.ts';
import { useWords, type Words } from './i18n.tsx';
import { MiniMap } from './MiniMap.tsx';

/** Places shown before the rest is folded. */
const SHOWN = 3;

export type Reveal = (place: ReportPlace) => void;

interface Props {
  finding: Pick<Finding, 'level' | 'places'>;
  /** `null` until, or where, it is not known where places are on the page. */
  map: PageMap | null;
  onReveal: Reveal;
}

/** Where a thing stands on the page, drawn and in words; a click shows it there. */
export function Places({ finding, map, onReveal }: Props) {
  const { t } = useWords();
  const { places } = finding;
  if (places.length === 0) return null;
  const rest = places.slice(SHOWN);
  return (
    <section class="places">
      <h3>{t('places_title')}</h3>
      <div class="beside">
        {map && <MiniMap map={map} finding={finding} onReveal={onReveal} />}
        <div>
          <PlaceList places={places.slice(0, SHOWN)} onReveal={onReveal} />
          {rest.length > 0 && (
            <details>
              <summary>{t('places_more', undefined, rest.length)}</summary>
              <PlaceList places={rest} onReveal={onReveal} />
            </details>
          )}
        </div>
      </div>
    </section>
  );
}

function PlaceList({ places, onReveal }: { places: ReportPlace[]; onReveal: Reveal }) {
  const words = useWords();
  return (
    <ul>
      {places.map((place) => {
        const text = describePlace(place, words);
        return (
          <li key={`${place.at.frameId} ${place.at.text} ${place.at.index}`}>
            <button
              type="button"
              class="place"
              aria-label={words.t('place_jump', [text])}
              onClick={() => onReveal(place)}
            >
              {text}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export function describePlace(
  { how, context, frame, flags }: Omit<ReportPlace, 'at'>,
  { t, number }: Words,
): string {
  return [
    t(keyOf('how', how)),
    ...flags.map((flag) => t(keyOf('flag', flag))),
    ...(frame > 0 ? [t('place_frame', [number(frame)])] : []),
    t(keyOf('context', context)),
  ].join(' · ');
}
