import { readProgrammes } from '#lib/core/programmes.ts';
import { apart } from '#lib/core/sentences.ts';
import { useWords } from './i18n.tsx';

/** Each programme of a claim in plain words, by its official name, which stays English, and by its code: a line each. */
export function Programmes({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <ul class="programmes">
      {readProgrammes(text).map(({ code, key, name }) => (
        <li key={code}>
          {key && <p>{t(key)}</p>}
          {name && (
            <p>
              <bdi lang="en" dir="ltr">
                {name}
              </bdi>
            </p>
          )}
          <p class="soft">{t('with_aside', [apart(code), t('programme_of_list')])}</p>
        </li>
      ))}
    </ul>
  );
}
