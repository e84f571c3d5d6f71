import type { ListsView, ListView } from '#lib/core/lists.ts';

/** A list from the internet that is well; tests name what differs. */
export function makeList(changes: Partial<ListView> = {}): ListView {
  return {
    id: 'url:mine',
    title: 'My list',
    publisher: 'Me',
    licence: 'CC0-1.0',
    homepage: null,
    origin: 'remote',
    url: 'https://lists.example/a.csv',
    format: 'csv',
    enabled: true,
    state: 'current',
    fetched: null,
    covers: null,
    replacedBy: null,
    managed: false,
    locked: false,
    removable: true,
    version: 'abc',
    date: '2025-11-19',
    entries: 1200,
    bytes: 3 * 1024 * 1024,
    sha256: '',
    content: '',
    lapsed: null,
    faultyDelta: null,
    lastSuccess: '2025-11-20T10:00:00Z',
    lastTry: '2025-11-21T10:00:00Z',
    nextTry: null,
    lastError: null,
    refused: 0,
    refusals: [],
    ...changes,
  };
}

export function makeView(changes: Partial<ListsView> = {}): ListsView {
  return {
    lists: [],
    offers: [],
    policy: { usersMayAddLists: true, problems: [], remembered: null },
    memoryOnly: false,
    asOf: null,
    remembers: true,
    ...changes,
  };
}
