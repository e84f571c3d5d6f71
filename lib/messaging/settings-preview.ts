import type { SettingsProblem } from '#lib/core/choices.ts';
import type { ListsView } from '#lib/core/lists.ts';
import { ok, type Result } from '#lib/core/result.ts';
import type { SettingsPreview } from '#lib/core/saved-lists.ts';
import { savedRecordId } from '#lib/feed/saved-lists.ts';
import { readSettings } from '#lib/settings.ts';

/** What a file of settings would bring, beside the lists that are shown. */
export function previewSettings(
  text: string,
  { lists: shown, offers }: Pick<ListsView, 'lists' | 'offers'>,
): Result<SettingsPreview, SettingsProblem> {
  const read = readSettings(text);
  if (!read.ok) return read;
  const preview: SettingsPreview = { text, adds: [], offs: [], unknown: [], asks: [] };
  for (const list of read.value.lists) {
    const known = shown.find(({ id }) => id === savedRecordId(list));
    const offer = list.kind === 'offer' ? offers.find(({ id }) => id === list.id) : undefined;
    const fresh = list.kind === 'url' ? { title: list.label, url: list.url } : offer;
    if (!known && fresh) preview.adds.push({ title: fresh.title, url: fresh.url });
    if (known?.enabled && !known.locked && !list.enabled) preview.offs.push(known.title);
    if (!known && !fresh) preview.unknown.push(list.label);
    const url = known?.url ?? fresh?.url;
    if (url && list.enabled) preview.asks.push(url);
  }
  return ok(preview);
}
