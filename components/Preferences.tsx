import type { Choices, ChoicesView } from '#lib/core/choices.ts';
import type { Reply } from '#lib/core/lists.ts';
import { useWords } from './i18n.tsx';
import { LookChoice } from './LookChoice.tsx';
import { PageChoice } from './PageChoice.tsx';
import { PausedSites } from './PausedSites.tsx';
import { ReadingChoice } from './ReadingChoice.tsx';

/** What can be asked where something is chosen; shared by the options and the first page after installing. */
export interface ChoiceActions {
  choices(): Promise<ChoicesView>;
  choose(change: Partial<Omit<Choices, 'paused'>>): Promise<Reply<ChoicesView>>;
  /** Asks the person for all sites, through the browser; must be called in a click. */
  grant(): Promise<ChoicesView>;
  resume(host: string): Promise<Reply<ChoicesView>>;
}

interface Props {
  view: ChoicesView;
  busy: boolean;
  actions: ChoiceActions;
  /** Waits for the answer, tells how it went, and shows the choices as they are then. */
  run(work: Promise<Reply<ChoicesView>>): void;
}

/** Everything that a person can choose but the lists. */
export function Preferences({ view, busy, actions, run }: Props) {
  const { t } = useWords();
  const { choices } = view;
  return (
    <>
      <section>
        <h2>{t('mode_title')}</h2>
        <ReadingChoice
          view={view}
          busy={busy}
          onMode={(mode) => run(actions.choose({ mode }))}
          onGrant={() => run(granting(actions))}
        />
      </section>
      <PageChoice marks={choices.marks} busy={busy} onChange={(marks) => run(actions.choose({ marks }))} />
      <PausedSites hosts={choices.paused} busy={busy} onResume={(host) => run(actions.resume(host))} />
      <LookChoice
        choices={choices}
        busy={busy}
        onLanguage={(language) => run(actions.choose({ language }))}
        onAppearance={(appearance) => run(actions.choose({ appearance }))}
      />
    </>
  );
}

/** A question that the person answers in the browser; either answer is one. */
export async function granting(actions: Pick<ChoiceActions, 'grant'>): Promise<Reply<ChoicesView>> {
  return { ok: true, value: await actions.grant() };
}
