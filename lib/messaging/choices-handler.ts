import type { Choices, ChoicesView } from '#lib/core/choices.ts';
import { MAX_PAUSED_SITES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Lock } from '#lib/feed/lock.ts';
import type { Settings } from '#lib/settings.ts';
import type { Access } from './access.ts';
import type { ChoiceMessage, ReplyOf } from './protocol.ts';
import type { Visits } from './visits.ts';

export interface ChoicesHandlerDeps {
  settings: Settings;
  access: Access;
  visits: Pick<Visits, 'forget'>;
  /** Everything that is open is judged and shown anew. */
  choicesChanged(): Promise<void>;
  /** Ends reading in the open pages of a host, or begins it again. */
  hostPaused(host: string, on: boolean): Promise<void>;
  lock: Lock;
}

/** Answers what the person chooses; needs no list to be there. */
export function createChoicesHandler({ settings, access, visits, ...deps }: ChoicesHandlerDeps) {
  async function view(): Promise<ChoicesView> {
    return { choices: await settings.choices(), granted: await access.granted() };
  }

  async function change(changed: Partial<Choices>): Promise<Result<ChoicesView>> {
    await settings.setChoices(changed);
    await access.align();
    await deps.choicesChanged();
    return ok(await view());
  }

  async function pause(host: string, on: boolean): Promise<Result<ChoicesView>> {
    const { paused } = await settings.choices();
    const others = paused.filter((one) => one !== host);
    await settings.setChoices({ paused: on ? [...others, host].slice(-MAX_PAUSED_SITES) : others });
    await deps.hostPaused(host, on);
    return ok(await view());
  }

  async function importFile(text: string): Promise<Result<ChoicesView>> {
    const before = await settings.choices();
    const taken = await settings.importFile(text);
    if (!taken.ok) return taken;
    if (!taken.value.remembers) await visits.forget();
    await access.align();
    const { paused } = taken.value;
    for (const host of before.paused) if (!paused.includes(host)) await deps.hostPaused(host, false);
    for (const host of paused) if (!before.paused.includes(host)) await deps.hostPaused(host, true);
    await deps.choicesChanged();
    return ok(await view());
  }

  async function answer(
    message: Exclude<ChoiceMessage, { type: 'choices.get' }>,
  ): Promise<ReplyOf[ChoiceMessage['type']]> {
    switch (message.type) {
      case 'choices.set':
        return change(message.change);
      case 'site.pause':
        return pause(message.host, message.on);
      case 'settings.export':
        return ok(await settings.exportFile());
      case 'settings.import':
        return importFile(message.text);
      case 'visits.forget':
        await visits.forget();
        return ok(null);
    }
  }

  return async (message: ChoiceMessage): Promise<ReplyOf[ChoiceMessage['type']]> => {
    try {
      // What is stored is read, changed and written: two changes at once must not undo one another.
      return await (message.type === 'choices.get' ? view() : deps.lock('choices', () => answer(message)));
    } catch {
      return fail('storage-refused', 'The browser refuses to store anything.');
    }
  };
}
