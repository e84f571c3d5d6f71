import type { Encoding } from '#lib/core/checked.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { AddressText } from '../AddressText.tsx';
import { useWords } from '../i18n.tsx';

/** Kinds that are a way of writing and have a word; the others are named as their specification does. */
const WORDED = ['lower-case', 'upper-case', 'without-prefix', 'legacy', 'hex', 'before-2018'];

/** Every other way to write an address, and apart from it the other addresses of its key. */
export function Encodings({ encodings }: { encodings: readonly Encoding[] }) {
  const { t } = useWords();
  const same = encodings.filter(({ relation }) => relation === 'same-destination');
  const linked = encodings.filter(({ relation }) => relation === 'same-key');
  return (
    <>
      {same.length > 0 && (
        <section>
          <h3>{t('lookup_same_destination')}</h3>
          <List encodings={same} />
        </section>
      )}
      {linked.length > 0 && (
        <details>
          <summary>{t('lookup_same_key', undefined, linked.length)}</summary>
          <p class="soft">{t('lookup_same_key_note')}</p>
          <List encodings={linked} />
        </details>
      )}
    </>
  );
}

function List({ encodings }: { encodings: readonly Encoding[] }) {
  const { t } = useWords();
  return (
    <ul class="forms">
      {encodings.map(({ chain, network, kind, text, withoutMemo }) => (
        <li key={`${chain} ${text}`}>
          <span class="soft">
            {network ?? t(keyOf('chain', chain))} · {WORDED.includes(kind) ? t(keyOf('form', kind)) : kind}
            {withoutMemo && ` · ${t('lookup_without_memo')}`}
          </span>
          <AddressText text={text} />
        </li>
      ))}
    </ul>
  );
}
