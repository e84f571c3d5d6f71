import { hideSecrets } from '#lib/address/secrets.ts';
import type { Origin, ReviewCase, Sha256 } from '#lib/core/review.ts';
import type { ReviewChoices } from '#lib/core/review-choices.ts';
import type { Alike, Brought, DeskActions, Outcome } from '#lib/core/review-panel.ts';
import { alikeTo } from '#lib/review/alike.ts';
import type { LiveCases } from '#lib/review/live.ts';
import type { Opened } from '#lib/review/open.ts';
import { readReasons } from '#lib/review/reasons.ts';
import { type Acted, asksThemselves, type Workspace } from '#lib/review/workspace.ts';
import type { Settings } from '#lib/settings.ts';
import type { Collecting } from './collecting.ts';
import type { Tab } from './review-tab.ts';

export interface DeskDeps {
  opened: Opened;
  live: LiveCases;
  settings: Pick<Settings, 'review' | 'setReview'>;
  choices: ReviewChoices;
  /** Hears when the choices were changed, here or on another page. */
  onChoices(listener: () => void): void;
  /** What the background could not keep while the person browsed. */
  collecting: Pick<Collecting, 'hasMissed'>;
  onMissed(listener: () => void): void;
  /** Whether the browser has promised never to clear away what is kept here. */
  isLasting: boolean;
  /** Asks the browser for that promise; it may say no. */
  persist(): Promise<boolean>;
  /** The tabs of the window. */
  tabs(): Promise<Tab[]>;
  /** An address under which a picture can be shown. */
  show(jpeg: Uint8Array<ArrayBuffer>): string;
  /** Where notes that are being written outlive the view: read and written at once, with no time to lose. */
  drafts: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

const DRAFT = 'review.note.';

export interface Desk {
  actions: DeskActions;
  /** Tells every view to draw anew. */
  tell(): void;
  workspace(): Workspace;
  /** As views hear of an act, once they have its cases; one that may not have been kept can be tried again. */
  outcome(acting: Promise<Acted>): Promise<Outcome<string[]>>;
}

/** What a person does with cases wherever they see them: brings pages, and writes about them. */
export function createDesk({ opened, live, settings, ...deps }: DeskDeps): Desk {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  let choices = deps.choices;
  let workspace = opened.workspaceFor(choices);
  const nobody: readonly ReviewCase[] = [];
  let alike: { one: ReviewCase | null; all: typeof nobody; found: Alike | null } = {
    one: null,
    all: nobody,
    found: null,
  };
  live.subscribe(tell);
  deps.onChoices(() => readChoices());
  let isLasting = deps.isLasting;
  let missed = false;
  deps.onMissed(() => readMissed());
  readMissed();

  async function readChoices(): Promise<void> {
    choices = await settings.review();
    workspace = opened.workspaceFor(choices);
    tell();
  }

  async function readMissed(): Promise<void> {
    missed = await deps.collecting.hasMissed();
    tell();
  }

  async function askToKeep(): Promise<void> {
    isLasting = await deps.persist().catch(() => false);
    tell();
  }

  async function outcome(acting: Promise<Acted>): Promise<Outcome<string[]>> {
    const acted = await acting;
    if (acted.ok) {
      // Whoever asks for what they have just added must find it.
      await live.settled();
      return acted;
    }
    const { error, step } = acted;
    const again = step && (async () => bare(await outcome(workspace.again(step))));
    return { ok: false, problem: error.code, again };
  }

  async function bring(text: string, from: Origin): Promise<Brought> {
    const { readIntake } = await import('#lib/review/intake/read.ts');
    const read = readIntake(text, known(), Date.now());
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
          // From here on there is work that cannot be fetched again. Browsers may ask the person, and only within a click.
          if (change.reviewer !== undefined) askToKeep();
          return { ok: true, value: null };
        } catch {
          return { ok: false, problem: 'storage', again: null };
        }
      },
      async setReasons(file) {
        try {
          const raw: unknown = file && JSON.parse(await file.text());
          const read = file && readReasons(raw);
          if (read && !read.ok) return { ok: false, what: read.error.message };
          await settings.setReview({ reasons: raw });
          await readChoices();
          return { ok: true };
        } catch (error) {
          return { ok: false, what: error instanceof Error ? error.message : String(error) };
        }
      },
      get: live.get,

      async bringTabs() {
        // Without the permission for a site the browser does not tell what a tab shows.
        const told = (await deps.tabs()).filter(({ url }) => url !== undefined);
        if (told.length === 0) return { ok: false, problem: 'no-tab' };
        const { createGatherer } = await import('#lib/review/intake/gatherer.ts');
        const gatherer = createGatherer('text', known());
        for (const [i, { url = '', title = '' }] of told.entries())
          gatherer.page(i + 1, url, { title, note: '' });
        return { ok: true, intake: gatherer.intake, from: 'tab' };
      },
      bringText: (text) => bring(text, 'paste'),
      async bringFile(file) {
        const { decodeText } = await import('#lib/review/decode-text.ts');
        const text = decodeText(new Uint8Array(await file.arrayBuffer()));
        return text === null ? { ok: false, problem: 'not-text' } : bring(text, 'file');
      },
      add: (rows, from) => outcome(workspace.add(rows, from)),

      hasMissed: () => missed,
      mayBeCleared: () => !isLasting,
      refusal: (one) => (asksThemselves(one, choices.reviewer) ? 'own-second-opinion' : null),
      note: async (id, text) => isAct(await outcome(workspace.note(id, text))),
      drafts: {
        read: (id) => tried(() => deps.drafts.getItem(DRAFT + id)),
        write: (id, text) =>
          tried(() =>
            text === null
              ? deps.drafts.removeItem(DRAFT + id)
              : deps.drafts.setItem(DRAFT + id, hideSecrets(text)),
          ),
      },
      tag: async (id, add, remove) => isAct(await outcome(workspace.tag(id, add, remove))),
      alike(id) {
        const [one, all] = [live.get(id), live.all()];
        // Views ask whenever they draw.
        if (one !== alike.one || all !== alike.all) alike = { one, all, found: one && alikeTo(one, all) };
        return alike.found;
      },
      decideAlike: ({ one, cases }) =>
        outcome(
          workspace.decideAlike(
            one.id,
            cases.map(({ id }) => id),
            one.decisions,
          ),
        ),
      undo: (...ids) => outcome(workspace.undo(...ids)),
      redo: (...ids) => outcome(workspace.redo(...ids)),
      async proof(hash) {
        const bytes = await attachment(hash);
        const { parseEvidence } = await import('#lib/review/evidence.ts');
        const evidence = bytes && parseEvidence(bytes);
        if (!evidence) return null;
        const [plain, marked] = await Promise.all([
          attachment(evidence.pictures.plain),
          attachment(evidence.pictures.marked),
        ]);
        return { evidence, plain: plain && deps.show(plain), marked: marked && deps.show(marked) };
      },
    },
  };
}

/** Where the browser keeps nothing, what is written is still on the screen. */
function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Whether anything was written. */
function isAct(done: Outcome<string[]>): Outcome<boolean> {
  return done.ok ? { ok: true, value: done.value.length > 0 } : done;
}

export function bare(outcome: Outcome<unknown>): Outcome {
  return outcome.ok ? { ok: true, value: null } : outcome;
}
