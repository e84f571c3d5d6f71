import bundleCss from '#components/bundle/bundle.css?inline';
import { Demo } from '#components/Demo.tsx';
import demoCss from '#components/demo.css?inline';
import lookupCss from '#components/lookup/lookup.css?inline';
import { Onboarding } from '#components/Onboarding.tsx';
import { Options } from '#components/Options.tsx';
import onboardingCss from '#components/onboarding.css?inline';
import optionsCss from '#components/options.css?inline';
import { Popup } from '#components/Popup.tsx';
import popupCss from '#components/popup.css?inline';
import reviewCss from '#components/review/overview/overview.css?inline';
import panelCss from '#components/review/panel.css?inline';
import { EVIDENCE_CASES } from './evidence-cases.tsx';
import type { ViewName } from './looks.ts';
import { LOOKUP_CASES } from './lookup-cases.tsx';
import { ONBOARDING_CASES, onboardingActionsOf } from './onboarding-cases.ts';
import { OPTIONS_CASES, optionsActionsOf } from './options-cases.ts';
import { PAGE_CASES } from './page-cases.tsx';
import { PANEL_CASES } from './panel-cases.tsx';
import { actionsOf, POPUP_CASES } from './popup-cases.ts';
import { REVIEW_CASES } from './review-cases.tsx';
import { appear, chooseFile, draw, press, type Scene } from './stage.tsx';

export interface View {
  css: string;
  scenes: Record<string, Scene>;
}

/** On a page of its own a report is drawn with more room, and no otherwise. */
const WIDE = ['listed', 'listed-many', 'lookalike'];
const WIDE_CASES = Object.fromEntries(Object.entries(POPUP_CASES).filter(([name]) => WIDE.includes(name)));

/** Every view of the extension with its states, each with the style sheets of its entrypoint. */
export const VIEWS: Record<ViewName, View> = {
  popup: { css: popupCss, scenes: scenesOf(POPUP_CASES, popup) },
  report: { css: popupCss, scenes: scenesOf(WIDE_CASES, popup) },
  options: {
    css: optionsCss,
    scenes: scenesOf(OPTIONS_CASES, (one) => async (stage) => {
      const { app } = stage;
      draw(stage, <Options actions={optionsActionsOf(one)} />);
      if (one.lists !== 'never')
        await appear(() => app.querySelector('section[aria-busy="false"], .status.note'));
      for (const selector of one.press ?? []) await press(app, selector);
      if (one.settings) chooseFile(app, '#settings-file');
      if (one.press || one.settings)
        await appear(() =>
          app.querySelector('.status.note, [role="alert"], #settings-file-brings li, .reason[open]'),
        );
    }),
  },
  onboarding: {
    css: onboardingCss,
    scenes: scenesOf(ONBOARDING_CASES, (one) => async (stage) => {
      const { app } = stage;
      draw(stage, <Onboarding actions={onboardingActionsOf(one)} />);
      if (one.choices !== 'never') await appear(() => app.querySelector('section[aria-busy="false"]'));
      if (one.press) await press(app, one.press);
      if (one.breaks || one.choices === 'fails')
        await appear(() => app.querySelector('[role="alert"]:not([hidden])'));
    }),
  },
  panel: { css: panelCss, scenes: PANEL_CASES },
  review: { css: reviewCss, scenes: REVIEW_CASES },
  evidence: { css: bundleCss, scenes: EVIDENCE_CASES },
  lookup: { css: lookupCss, scenes: LOOKUP_CASES },
  demo: { css: demoCss, scenes: { demo: (stage) => draw(stage, <Demo />) } },
  page: { css: demoCss, scenes: PAGE_CASES },
};

function popup(one: (typeof POPUP_CASES)[string]): Scene {
  return async (stage) => {
    const { app, locale } = stage;
    draw(stage, <Popup actions={actionsOf(one)} languages={[locale]} />);
    if (one.answer === 'never') return;
    // The rest comes after the headline, and the map of the page after that.
    await appear(() => app.querySelector(one.answer === 'fails' ? '.primary' : 'footer'));
    await new Promise((done) => setTimeout(done));
    if (!one.press) return;
    await press(app, one.press);
    await appear(() => app.querySelector('[aria-live]:not(.headline *, :empty)'));
  };
}

function scenesOf<C>(cases: Record<string, C>, play: (one: C) => Scene): Record<string, Scene> {
  return Object.fromEntries(Object.entries(cases).map(([name, one]) => [name, play(one)]));
}
