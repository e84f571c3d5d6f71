import type { PrintCase, PrintRow, PrintValue, PrintReport as Report } from '#lib/core/print-report.ts';
import type { Sha256 } from '#lib/core/review.ts';
import { useWords } from '../i18n.tsx';
import { Difference } from './Changed.tsx';

interface Props {
  report: Report;
  /** Where the browser finds a picture, by its hash; one that is not there is named all the same. */
  pictures: ReadonlyMap<Sha256, string>;
}

/** Reviewed cases on paper, each on a page of its own; the browser makes a PDF of it. */
export function PrintReport({ report, pictures }: Props) {
  const { t } = useWords();
  return (
    <main class="print-report">
      <header>
        <h1>{t('print_title')}</h1>
        <Rows rows={report.rows} />
      </header>
      {report.cases.map((one) => (
        <Case key={one.id} one={one} pictures={pictures} />
      ))}
      <section class="print-limits">
        <h2>{t('print_limits')}</h2>
        <ul class="plain">
          {report.limits.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </section>
    </main>
  );
}

function Case({ one, pictures }: { one: PrintCase; pictures: Props['pictures'] }) {
  const { t, number } = useWords();
  return (
    <article>
      <h2 dir="auto">{one.title}</h2>
      <Rows rows={one.rows} />
      {one.found.length > 0 && <h3>{t('print_found')}</h3>}
      {one.found.map((rows, i) => (
        <Rows key={i} rows={rows} />
      ))}
      {one.evidence.length > 0 && <h3>{t('print_evidence')}</h3>}
      <Rows rows={one.evidence} />
      {one.places.length > 0 && <h3>{t('review_places', [number(one.placesInAll)])}</h3>}
      {one.places.map((row, i) => (
        <Rows key={i} rows={[row]} />
      ))}
      {one.placesInAll > one.places.length && (
        <p>{t('places_more', undefined, one.placesInAll - one.places.length)}</p>
      )}
      {one.pictures.map(({ label, hash, note }) => (
        <figure key={label}>
          {pictures.has(hash) && <img src={pictures.get(hash)} alt={t(label)} />}
          <figcaption>
            {t(label)} {note && t(note)} <Code text={hash} />
          </figcaption>
        </figure>
      ))}
    </article>
  );
}

function Rows({ rows }: { rows: readonly PrintRow[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <dl class="facts">
      {rows.map(({ label, values }) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>
            {values.map((value, i) => (
              <Value key={i} value={value} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { value: PrintValue }) {
  const { t, time, date, number } = useWords();
  switch (value.kind) {
    case 'text':
      return <p dir="auto">{value.text}</p>;
    case 'code':
      return (
        <p>
          <Code text={value.text} />
        </p>
      );
    case 'time':
      return <p>{time(value.at)}</p>;
    case 'day':
      return <p>{date(value.day)}</p>;
    case 'number':
      return <p>{number(value.value)}</p>;
    case 'words':
      return <p>{t(value.key)}</p>;
    case 'frame':
      return <p>{t('place_frame', [number(value.frame)])}</p>;
    case 'change':
      return (
        <p>
          <Difference change={value.change} />
        </p>
      );
  }
}

function Code({ text }: { text: string }) {
  return <code dir="ltr">{text}</code>;
}
