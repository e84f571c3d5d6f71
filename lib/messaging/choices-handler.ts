import type { Choices, ChoicesView } from '#lib/core/choices.ts';
import { MAX_PAUSED_SITES } from '#lib/core/limits.ts';
import { fail, ok } from '#lib/core/result.ts';
import type { Lock } from '#lib/feed/lock.ts';
import { readSettings, type Settings } from '#lib/settings.ts';
import type { Access } from './access.ts';
import type { ChoiceMessage, Reply, ReplyOf } from './protocol.ts';
import type { SettingsLists } from './settings-lists.ts';

export interface ChoicesHandlerDeps {
  settings: Settings;
  access: Access;
  /** Deletes what is kept of pages. */
  forget(): Promise<void>;
  /** Everything that is open is judged and shown anew. */
  choicesChanged(): Promise<void>;
  /** Ends reading in the open pages of a host, or begins it again. */
  hostPaused(host: string, on: boolean): Promise<void>;
  lists: SettingsLists;
  lock: Lock;
}

/** Answers what the person chooses; needs no list to be there. */
export function createChoicesHandler({ settings, access, ...deps }: ChoicesHandlerDeps) {
  async function view(): Promise<ChoicesView> {
    return { choices: await settings.choices(), granted: await access.granted() };
  }

  async function change(changed: Partial<Choices>): Promise<Reply<ChoicesView>> {
    await settings.setChoices(changed);
    await access.align();
    await deps.choicesChanged();
    return ok(await view());
  }

  async function pause(host: string, on: boolean): Promise<Reply<ChoicesView>> {
    const { paused } = await settings.choices();
    const others = paused.filter((one) => one !== host);
    await settings.setChoices({ paused: on ? [...others, host].slice(-MAX_PAUSED_SITES) : others });
    await deps.hostPaused(host, on);
    return ok(await view());
  }

  async function exportFile(): Promise<Reply<string>> {
    const lists = await deps.lists.saved();
    return lists ? ok(await settings.exportFile(lists)) : fail('not-ready', 'The lists are being loaded.');
  }

  async function importFile(text: string): Promise<Reply<ChoicesView>> {
    const read = readSettings(text);
    if (!read.ok) return read;
    const { settings: taken, lists } = read.value;
    const before = { ...(await settings.choices()), remembers: await settings.remembers() };
    await settings.takeOver(taken);
    try {
      const listed = await deps.lists.take(lists);
      if (!listed.ok) {
        await settings.takeOver(before);
        return listed;
      }
    } catch (error) {
      await settings.takeOver(before);
      throw error;
    }
    if (!taken.remembers) await deps.forget();
    await access.align();
    const { paused } = taken;
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
        return exportFile();
      case 'settings.import':
        return importFile(message.text);
      case 'visits.forget':
        await deps.forget();
        return ok(null);
    }
  }

  return async (message: ChoiceMessage): Promise<ReplyOf[ChoiceMessage['type']]> => {
    try {
      // What is stored is read, changed and written: two changes at once must not undo one another.
      return await (message.type === 'choices.get' ? view() : deps.lock('choices', () => answer(message)));
    } catch {
      return fail('storage-refused', 'The choice could not be stored.');
    }
  };
}
