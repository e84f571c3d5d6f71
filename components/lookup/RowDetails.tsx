import { useEffect, useState } from 'preact/hooks';
import {
  type AddressForms,
  type Checked,
  type CheckedRow,
  CITE_FORMATS,
  type CiteFormat,
} from '#lib/core/checked.ts';
import { titleText } from '#lib/core/list-words.ts';
import { sentenceOf } from '#lib/core/reason-text.ts';
import { ClaimDetails } from '../ClaimDetails.tsx';
import { useWords } from '../i18n.tsx';
import { SourceLink } from '../SourceLink.tsx';
import type { LookupActions } from './actions.ts';
import { CopyLine } from './CopyLine.tsx';
import { Encodings } from './Encodings.tsx';

interface Props {
  row: CheckedRow;
  checked: Checked;
  actions: LookupActions;
}

/** Names of formats; the first has a word, the others are called the same everywhere. */
const FORMAT_NAMES: Record<Exclude<CiteFormat, 'plain'>, string> = {
  markdown: 'Markdown',
  html: 'HTML',
  bibtex: 'BibTeX',
  'csl-json': 'CSL-JSON',
};

/** All that is known of one row, and ways to take it along. */
export function RowDetails({ row, checked, actions }: Props) {
  const words = useWords();
  const { t } = words;
  const [forms, setForms] = useState<AddressForms | null>(null);
  const [format, setFormat] = useState<CiteFormat>('plain');
  useEffect(() => {
    let isShown = true;
    if (row.what === 'address') {
      actions.forms(row.text).then(
        (found) => isShown && setForms(found),
        () => undefined,
      );
    }
    return () => {
      isShown = false;
    };
  }, [row, actions]);
  const sentences = [...new Set(row.reasons.map((reason) => sentenceOf('reason', reason, words)))];
  const citations = actions.cite(row, checked, format);
  const shared = row.what === 'address' ? forms?.redacted : actions.defang(row.canonical);
  return (
    <div class="row-details">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {row.claims.length === 0 && <NoneOf checked={checked} />}
      {row.claims.map((claim) => (
        <section key={`${claim.list} ${claim.id} ${claim.value}`} class="other">
          <h3>
            <bdi>{titleText(claim.listTitle, t)}</bdi>
          </h3>
          <ClaimDetails claim={claim} watchlist={checked.lists} />
          <SourceLink href={claim.url}>{t('lookup_source')}</SourceLink>
        </section>
      ))}
      {forms && <Encodings encodings={forms.encodings} />}
      {shared && (
        <section>
          <h3>{t('lookup_share')}</h3>
          <CopyLine text={shared} name={t('lookup_share')} onCopy={actions.copy} />
        </section>
      )}
      {citations.length > 0 && (
        <section>
          <h3>{t('lookup_cite')}</h3>
          <label>
            {t('lookup_cite_format')}{' '}
            <select value={format} onChange={(event) => setFormat(event.currentTarget.value as CiteFormat)}>
              {CITE_FORMATS.map((name) => (
                <option key={name} value={name}>
                  {name === 'plain' ? t('lookup_cite_plain') : FORMAT_NAMES[name]}
                </option>
              ))}
            </select>
          </label>
          {citations.map((citation) => (
            <CopyLine key={citation} text={citation} name={t('lookup_cite')} onCopy={actions.copy} />
          ))}
        </section>
      )}
    </div>
  );
}

/** "Not on any list" says which lists, and of which day. */
export function NoneOf({ checked: { lists } }: { checked: Checked }) {
  const { t, sourceDay } = useWords();
  return (
    <section>
      <p>{t('lookup_none_of')}</p>
      <ul class="plain">
        {lists.map(({ id, title, date }) => (
          <li key={id}>
            <bdi>{titleText(title, t)}</bdi>{' '}
            <span class="soft">{t('lookup_list_day', [sourceDay(date)])}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
