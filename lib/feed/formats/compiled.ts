import { ok } from '#lib/core/result.ts';
import { isContainer, readContainer } from '#lib/watchlist/container.ts';
import type { Adapter } from './adapter.ts';

/** Almsguard's own compiled form (docs/FEED-FORMAT.md): what the bundled snapshot is made of. */
export const compiled: Adapter = {
  format: 'almsguard',
  recognises: (bytes) => isContainer(bytes),
  async read(bytes) {
    const list = await readContainer(bytes);
    return list.ok ? ok({ kind: 'compiled', list: list.value }) : list;
  },
};
