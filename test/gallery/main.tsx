import { options, render } from 'preact';
import { createWords } from '#components/i18n.tsx';
import { createSpeak } from '#lib/messaging/language.ts';
import { leaveChosen } from '#lib/page/chosen.ts';
import { checkFaults, checkMisfits, wordsShown } from './checks.ts';
import { countColours } from './colours.ts';
import { checkContrast } from './contrast.ts';
import { checkFocus } from './focus.ts';
import { checkForced } from './forced.ts';
import { type Gallery, HEIGHT_PX, NARROW_PX, type Shot, VIEW_NAMES, VIEWS as WIDTHS } from './looks.ts';
import { openShadows, partOver, shownOver } from './over-page.ts';
import { appear, type Stage } from './stage.tsx';
import { checkMoving, checkStuck } from './still.ts';
import { VIEWS } from './views.tsx';

/**
 * `?view=…&scene=…&lang=…&theme=…`: one state as the extension shows it. Without: all of them, each in a frame of its
 * own, in both themes and both directions of writing. Tests go from one state to the next with `window.gallery`.
 */
const { documentElement: root } = document;
const app = document.getElementById('app') as HTMLElement;
const style = document.head.appendChild(document.createElement('style'));
const speak = createSpeak(
  (key) => `[${key}]`,
  () => '',
);
let strike: Stage['strike'] = [];

const gallery: Gallery = {
  scenes: (view) => Object.keys(VIEWS[view].scenes),
  async show({ view, scene, lang, theme }: Shot) {
    for (const away of strike) away();
    strike = [];
    const { css, scenes } = VIEWS[view];
    const { t, locale } = await speak(lang);
    root.lang = t('locale_lang');
    root.dir = t('locale_dir');
    root.style.colorScheme = theme;
    leaveChosen({ messages: null, appearance: theme });
    root.toggleAttribute('data-alone', view === 'report');
    if (style.textContent !== css) style.textContent = css;
    scrollTo(0, 0);
    await scenes[scene]?.({ app, words: createWords(t, locale), locale, strike });
    // What is awaited of a view is drawn invisibly at first.
    await appear(() => app.querySelector('h1')?.checkVisibility({ visibilityProperty: true }));
  },
  async settle() {
    for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(done));
  },
  faults: checkFaults,
  misfits: checkMisfits,
  contrast: () => [document.body, ...shownOver()].flatMap(checkContrast),
  focus: checkFocus,
  forced: checkForced,
  moving: checkMoving,
  stuck: checkStuck,
  styleOf({ selector, property }) {
    const part = partOver(selector) ?? document.querySelector(selector);
    if (!part) throw new Error(`There is no ${selector}`);
    return getComputedStyle(part).getPropertyValue(property);
  },
  words: wordsShown,
  colours: countColours,
};

// Effects at once: nobody looks at what is between two states.
options.requestAnimationFrame = (callback) => callback();
await openShadows();

const asked = new URLSearchParams(location.search);
const view = VIEW_NAMES.find((name) => name === asked.get('view'));
const scene = asked.get('scene');
if (view && scene) {
  const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
  await gallery.show({ view, scene, theme, lang: asked.get('lang') ?? 'en' });
} else if (!asked.has('empty')) render(<Overview />, app);
Object.assign(window, { gallery });
root.dataset.ready = 'true';

function Overview() {
  const looks = ['light', 'dark'].flatMap((theme) => ['en', 'ar'].map((lang) => ({ theme, lang })));
  return (
    <main style={{ fontFamily: 'system-ui' }}>
      <h1>Gallery</h1>
      {VIEW_NAMES.flatMap((view) =>
        gallery.scenes(view).map((scene) => (
          <section key={`${view} ${scene}`}>
            <h2>
              {view}: {scene}
            </h2>
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: '16px' }}>
              {looks.flatMap(({ theme, lang }) =>
                [NARROW_PX, WIDTHS[view]].map((width) => (
                  <iframe
                    key={`${theme} ${lang} ${width}`}
                    title={`${view}: ${scene}, ${theme}, ${lang}, ${width}`}
                    src={`?view=${view}&scene=${scene}&lang=${lang}&theme=${theme}`}
                    width={width}
                    height={HEIGHT_PX}
                    loading="lazy"
                    style={{ border: '1px solid' }}
                  />
                )),
              )}
            </div>
          </section>
        )),
      )}
    </main>
  );
}
