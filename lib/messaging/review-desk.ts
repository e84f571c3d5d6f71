import type { Evidence, Origin, Sha256 } from '#lib/core/review.ts';
import type { ReviewChoices } from '#lib/core/review-choices.ts';
import type { Brought, Outcome, PanelActions } from '#lib/core/review-panel.ts';
import { createGatherer } from '#lib/review/intake/gatherer.ts';
import { readIntake } from '#lib/review/intake/read.ts';
import type { LiveCases } from '#lib/review/live.ts';
import type { Opened } from '#lib/review/open.ts';
import type { Acted, Workspace } from '#lib/review/workspace.ts';
import type { Settings } from '#lib/settings.ts';
import type { Tab } from './review-tab.ts';

export interface DeskDeps {
  opened: Opened;
  live: LiveCases;
  settings: Pick<Settings, 'review' | 'setReview'>;
  choices: ReviewChoices;
  /** Hears when the choices were changed, here or on another page. */
  onChoices(listener: () => void): void;
  /** The tabs of the window. */
  tabs(): Promise<Tab[]>;
  /** An address under which a picture can be shown. */
  show(jpeg: Uint8Array<ArrayBuffer>): string;
}

type DeskActions = Pick<
  PanelActions,
  | 'subscribe'
  | 'choices'
  | 'setChoices'
  | 'get'
  | 'bringTabs'
  | 'bringText'
  | 'bringFile'
  | 'add'
  | 'note'
  | 'tag'
  | 'proof'
>;

export interface Desk {
  actions: DeskActions;
  /** Tells every view to draw anew. */
  tell(): void;
  workspace(): Workspace;
  /** As views hear of an act; one that may not have been kept can be tried again. */
  outcome(acted: Acted): Outcome<string[]>;
}

/** What a person does with cases wherever they see them: brings pages, and writes about them. */
export function createDesk({ opened, live, settings, ...deps }: DeskDeps): Desk {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  let choices = deps.choices;
  let workspace = opened.workspaceFor(choices);
  live.subscribe(tell);
  deps.onChoices(() => readChoices());

  async function readChoices(): Promise<void> {
    choices = await settings.review();
    workspace = opened.workspaceFor(choices);
    tell();
  }

  function outcome(acted: Acted): Outcome<string[]> {
    if (acted.ok) return acted;
    const { error, step } = acted;
    const again = step && (async () => bare(outcome(await workspace.again(step))));
    return { ok: false, problem: error.code, again };
  }

  function bring(text: string, from: Origin): Brought {
    const read = readIntake(text, known());
    if (!read.ok) return { ok: false, problem: read.error.code };
    return { ok: true, intake: read.value, from: read.value.kind === 'scan' ? 'scan' : from };
  }

  function known(): Set<string> {
    return new Set(live.all().map(({ url }) => url));
  }

  async function attachment(hash: Sha256 | null): Promise<Uint8Array<ArrayBuffer> | null> {
    return hash === null ? null : opened.store.attachment(hash);
  }

  return {
    tell,
    outcome,
    workspace: () => workspace,
    actions: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      choices: () => choices,
      async setChoices(change) {
        try {
          await settings.setReview(change);
          await readChoices();
          return { ok: true, value: null };
        } catch {
          return { ok: false, problem: 'storage', again: null };
        }
      },
      get: live.get,

      async bringTabs() {
        // Without the permission for a site the browser does not tell what a tab shows.
        const told = (await deps.tabs()).filter(({ url }) => url !== undefined);
        if (told.length === 0) return { ok: false, problem: 'no-tab' };
        const gatherer = createGatherer('text', known());
        for (const [i, { url = '', title = '' }] of told.entries())
          gatherer.page(i + 1, url, { title, note: '' });
        return { ok: true, intake: gatherer.intake, from: 'tab' };
      },
      bringText: async (text) => bring(text, 'paste'),
      bringFile: async (file) => bring(await file.text(), 'file'),
      add: async (rows, from) => outcome(await workspace.add(rows, from)),

      note: async (id, text) => bare(outcome(await workspace.note(id, text))),
      tag: async (id, add, remove) => bare(outcome(await workspace.tag(id, add, remove))),
      async proof(hash) {
        const bytes = await attachment(hash);
        if (!bytes) return null;
        const evidence = JSON.parse(new TextDecoder().decode(bytes)) as Evidence;
        const [plain, marked] = await Promise.all([
          attachment(evidence.pictures.plain),
          attachment(evidence.pictures.marked),
        ]);
        return { evidence, plain: plain && deps.show(plain), marked: marked && deps.show(marked) };
      },
    },
  };
}

export function bare(outcome: Outcome<unknown>): Outcome {
  return outcome.ok ? { ok: true, value: null } : outcome;
}
