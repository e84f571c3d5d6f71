import { useWords } from './i18n.tsx';

/** A keyboard command as the browser tells it. */
export interface Shortcut {
  command: string;
  /** Empty where none are set, for instance because another extension has them. */
  keys: string;
}

/** What each of them does, in the words that the browser lists it by. */
const WORDS: Readonly<Record<string, string>> = {
  _execute_action: 'command_open',
  'check-page': 'command_check_page',
  'next-finding': 'command_next_finding',
  'check-selection': 'command_check_selection',
};

/** The keys as they are set now: the person may have changed them, and the browser may have set none. */
export function Shortcuts({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const { t } = useWords();
  const known = shortcuts.flatMap(({ command, keys }) => {
    const word = WORDS[command];
    return word ? [{ word, keys }] : [];
  });
  if (known.length === 0) return null;
  return (
    <>
      <h3>{t('about_keys_title')}</h3>
      <dl class="facts shortcuts">
        {known.map(({ word, keys }) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>{keys ? <bdi dir="ltr">{keys}</bdi> : t('about_no_keys')}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">{t('about_keys')}</p>
    </>
  );
}
