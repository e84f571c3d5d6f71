import type { Refusal } from '#lib/core/entry.ts';
import type { ListView } from '#lib/core/lists.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { whereText } from '#lib/core/where.ts';
import { useWords } from './i18n.tsx';
import { groupRefusals } from './refusal-groups.ts';
import { Scroller } from './Scroller.tsx';

/** What was left out of a list, by reason: a list that is partly refused must not look whole. */
export function Refusals({ list: { refused, refusals } }: { list: Pick<ListView, 'refused' | 'refusals'> }) {
  const { t, number } = useWords();
  if (refused === 0) return null;
  return (
    <details>
      <summary>{t('list_refused', [number(refused)], refused)}</summary>
      {refusals.length < refused && (
        <p class="soft">{t('list_refused_more', [number(refusals.length)], refusals.length)}</p>
      )}
      {groupRefusals(refusals).map(({ reason, refusals: some }) => (
        <details key={reason} class="reason">
          <summary>{t('with_aside', [t(keyOf('refused_as', reason)), number(some.length)])}</summary>
          <Examples name={t(keyOf('refused_as', reason))} refusals={some} />
        </details>
      ))}
    </details>
  );
}

function Examples({ name, refusals }: { name: string; refusals: Refusal[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <Scroller name={name}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('refused_where')}</th>
            <th scope="col">{t('refused_value')}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map(({ where, value }) => (
            <tr key={`${where} ${value}`}>
              <td>{whereText(where, words) ?? <bdi dir="ltr">{where}</bdi>}</td>
              <td>
                <code dir="ltr">{value}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
