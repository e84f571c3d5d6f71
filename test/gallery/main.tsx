import { render } from 'preact';
import { countriesOf } from '#components/ask/nearest.ts';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { Popup } from '#components/Popup.tsx';
import { createLookup } from '#lib/core/lookup.ts';
import { actionsOf, POPUP_CASES } from './popup-cases.ts';
import '#components/base.css';

/**
 * `?case=…&lang=…&theme=…`: one state as the extension shows it, with `&alone` as a page of its own. Without a case:
 * all of them, each in a frame of its own, in both themes and both directions of writing.
 */
const asked = new URLSearchParams(location.search);
const lang = asked.get('lang') ?? 'en';
const theme = asked.get('theme') ?? 'light';
const shown = POPUP_CASES[asked.get('case') ?? ''];
const app = document.getElementById('app');

const { documentElement: root } = document;
root.style.colorScheme = theme;
root.toggleAttribute('data-alone', asked.has('alone'));
if (shown && app) await showCase(app, shown);
else if (app) render(<Overview />, app);
root.dataset.ready = 'true';

async function showCase(app: HTMLElement, shown: (typeof POPUP_CASES)[string]): Promise<void> {
  await import('#components/popup.css');
  const messages = await (await fetch(`/_locales/${lang}/messages.json`)).json();
  const t = createLookup(messages, (key) => `[${key}]`);
  root.lang = t('locale_lang');
  root.dir = t('locale_dir');
  render(
    <WordsProvider value={createWords(t, root.lang)}>
      <Popup actions={actionsOf(shown)} countries={countriesOf([root.lang])} />
    </WordsProvider>,
    app,
  );
}

function Overview() {
  const looks = ['light', 'dark'].flatMap((theme) => ['en', 'ar'].map((lang) => ({ theme, lang })));
  return (
    <main>
      <h1>Gallery</h1>
      {Object.keys(POPUP_CASES).map((name) => (
        <section key={name}>
          <h2>{name}</h2>
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: '16px' }}>
            {looks.map(({ theme, lang }) => (
              <iframe
                key={`${theme} ${lang}`}
                title={`${name}, ${theme}, ${lang}`}
                src={`?case=${name}&lang=${lang}&theme=${theme}`}
                width="380"
                height="560"
                loading="lazy"
              />
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}
