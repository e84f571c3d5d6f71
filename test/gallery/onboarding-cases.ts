import type { OnboardingActions } from '#components/Onboarding.tsx';
import { type ChoicesView, DEFAULT_CHOICES, type Mode } from '#lib/core/choices.ts';

/** One state of the introduction. `press`: what the person presses then. */
export interface OnboardingCase {
  choices: ChoicesView | 'never' | 'fails';
  /** Nobody answers what the person presses. */
  breaks?: true;
  press?: string;
}

const view = (granted: ChoicesView['granted'], mode: Mode = 'all'): ChoicesView => ({
  choices: { ...DEFAULT_CHOICES, mode },
  granted,
});

export const ONBOARDING_CASES: Record<string, OnboardingCase> = {
  asks: { choices: view('none') },
  'some-sites': { choices: view('some') },
  granted: { choices: view('all') },
  'donations-only': { choices: view('all', 'donations') },
  'on-a-click': { choices: view('none', 'click') },
  failed: { choices: view('none'), breaks: true, press: '.grant button' },
  loading: { choices: 'never' },
  error: { choices: 'fails' },
};

export function onboardingActionsOf({ choices, breaks }: OnboardingCase): OnboardingActions {
  const answer = async (): Promise<ChoicesView> => {
    if (choices === 'never') return new Promise(() => undefined);
    if (choices === 'fails') throw new Error('no answer');
    return choices;
  };
  const press = () => (breaks ? Promise.reject(new Error('no answer')) : answer());
  return {
    choices: answer,
    choose: async () => ({ ok: true, value: await press() }),
    grant: press,
    openDemo: () => undefined,
    openOptions: () => undefined,
  };
}
