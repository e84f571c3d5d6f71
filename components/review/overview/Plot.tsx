import { keyOf } from '#lib/core/reason-text.ts';
import type { PlotBucket } from '#lib/core/review-views.ts';
import { useWords } from '../../i18n.tsx';
import { Scroller } from '../../Scroller.tsx';

export interface Plotted {
  step: 'day' | 'week';
  buckets: readonly PlotBucket[];
}

/** From the ground up. */
const DECIDED = ['confirmed', 'dismissed', 'escalated'] as const;
/** In units of the drawing. A bucket holds two bars, and a gap. */
const HEIGHT = 120;
const BAR = 4;
const BUCKET = 2 * BAR + 2;
/** Buckets below which the drawing is not stretched: two days are no two towers. */
const FEWEST = 30;

/** Cases added and decided over time: what came in beside what was done with it. */
export function Plot({ plotted: { step, buckets } }: { plotted: Plotted }) {
  const { t, number, date, days } = useWords();
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) return null;
  const most = Math.max(1, ...buckets.flatMap((bucket) => [bucket.added, decidedIn(bucket)]));
  const width = Math.max(FEWEST, buckets.length) * BUCKET;
  const high = (count: number) => (count * HEIGHT) / most;
  const added = buckets.reduce((sum, bucket) => sum + bucket.added, 0);
  const decided = buckets.reduce((sum, bucket) => sum + decidedIn(bucket), 0);
  const about = t('overview_plot_about', [number(added), number(decided), days(first.start, last.start)]);
  return (
    <figure class="plot">
      <figcaption>
        <h3>{t(keyOf('overview_plot', step))}</h3>
        <ul class="legend" aria-hidden="true">
          {(['added', ...DECIDED] as const).map((kind) => (
            <li key={kind}>
              <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden="true">
                <rect class={kind} x="1" y="1" width="10" height="10" />
              </svg>
              {kind === 'added' ? t('overview_plot_added') : t(keyOf('review_state', kind))}
            </li>
          ))}
        </ul>
      </figcaption>
      <div class="drawn" dir="ltr">
        <span class="soft most">{number(most)}</span>
        <svg viewBox={`0 -2 ${width} ${HEIGHT + 3}`} preserveAspectRatio="none" role="img" aria-label={about}>
          <Hatch />
          {buckets.map((bucket, i) => (
            <Bars key={bucket.start} bucket={bucket} x={i * BUCKET} high={high} />
          ))}
          <line class="ground" x1="0" x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        </svg>
        <span class="soft ends" style={{ width: `${(buckets.length * BUCKET * 100) / width}%` }}>
          <bdi>{date(first.start)}</bdi>
          {first !== last && <bdi>{date(last.start)}</bdi>}
        </span>
      </div>
      <details>
        <summary>{t('overview_as_table')}</summary>
        <Scroller name={t(keyOf('overview_plot', step))}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t(keyOf('overview_plot_start', step))}</th>
                <th scope="col">{t('overview_plot_added')}</th>
                {DECIDED.map((state) => (
                  <th key={state} scope="col">
                    {t(keyOf('review_state', state))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {buckets.filter(hasAny).map(({ start, added, decided }) => (
                <tr key={start}>
                  <th scope="row">{date(start)}</th>
                  <td>{number(added)}</td>
                  {DECIDED.map((state) => (
                    <td key={state}>{number(decided[state])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </details>
    </figure>
  );
}

/** What is told apart by more than its colour. */
function Hatch() {
  return (
    <defs>
      <pattern id="escalated-hatch" width="2" height="4" patternUnits="userSpaceOnUse">
        <rect class="hatch" width="2" height="2" />
      </pattern>
    </defs>
  );
}

function Bars({ bucket, x, high }: { bucket: PlotBucket; x: number; high(count: number): number }) {
  const { added, decided } = bucket;
  let ground = HEIGHT;
  return (
    <>
      {added > 0 && <rect class="added" x={x} y={HEIGHT - high(added)} width={BAR} height={high(added)} />}
      {DECIDED.map((state) => {
        const height = high(decided[state]);
        ground -= height;
        return height > 0 ? (
          <rect key={state} class={state} x={x + BAR} y={ground} width={BAR} height={height} />
        ) : null;
      })}
    </>
  );
}

function decidedIn({ decided }: PlotBucket): number {
  return DECIDED.reduce((sum, state) => sum + decided[state], 0);
}

function hasAny(bucket: PlotBucket): boolean {
  return bucket.added > 0 || decidedIn(bucket) > 0;
}
