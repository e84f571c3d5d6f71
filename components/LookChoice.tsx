import { APPEARANCES, type Appearance, type Choices } from '#lib/core/choices.ts';
import { LANGUAGES } from '#lib/core/languages.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { useWords } from './i18n.tsx';

interface Props {
  choices: Pick<Choices, 'language' | 'appearance'>;
  busy: boolean;
  onLanguage(language: string | null): void;
  onAppearance(appearance: Appearance): void;
}

/** The language that Almsguard speaks, and how its own pages look. */
export function LookChoice({ choices, busy, onLanguage, onAppearance }: Props) {
  const { t } = useWords();
  return (
    <section>
      <h2>{t('look_title')}</h2>
      <div class="card">
        <label for="language">{t('language_label')}</label>
        <select
          id="language"
          disabled={busy}
          value={choices.language ?? ''}
          onChange={(event) => onLanguage(event.currentTarget.value || null)}
        >
          <option value="">{t('language_browser')}</option>
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={tagOf(code)}>
              {nameOf(code)}
            </option>
          ))}
        </select>
        <p class="soft">{t('language_hint')}</p>
        <fieldset>
          <legend>{t('appearance_label')}</legend>
          <div class="row">
            {APPEARANCES.map((appearance) => (
              <label key={appearance} class="switch">
                <input
                  type="radio"
                  name="appearance"
                  checked={appearance === choices.appearance}
                  disabled={busy}
                  onChange={() => onAppearance(appearance)}
                />
                <span>{t(keyOf('appearance', appearance))}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </section>
  );
}

function tagOf(code: string): string {
  return code.replace('_', '-');
}

/** What a language calls itself: who looks for it may read no other. */
function nameOf(code: string): string {
  return new Intl.DisplayNames([tagOf(code)], { type: 'language' }).of(tagOf(code)) ?? code;
}
