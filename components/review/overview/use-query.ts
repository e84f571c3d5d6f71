import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageActions } from '#lib/core/review-page.ts';
import type { CaseQuery } from '#lib/core/review-views.ts';
import { readQuery, writeQuery } from './query-text.ts';

/**
 * What is asked of the cases. It is held by the tab's entry in the history of this session, so that a reload and the
 * browser's own "back" ask the same; not by the address, which browsers keep for months and may synchronise.
 */
export function useQuery(actions: PageActions): [CaseQuery, (query: CaseQuery) => void] {
  const read = (text: string) => readQuery(text, () => actions.count(actions.all()));
  const [query, setQuery] = useState(() => read(heldBy(history.state) ?? ''));
  const current = useRef(query);

  useEffect(() => {
    // Whoever goes back here from far on must find what was asked here, and not there.
    if (heldBy(history.state) === null) hold(current.current);
    const hear = ({ state }: PopStateEvent) => {
      const text = heldBy(state);
      // A link to another part of the page makes an entry that holds nothing yet.
      if (text === null) hold(current.current);
      else if (text !== writeQuery(current.current)) {
        current.current = read(text);
        setQuery(current.current);
      }
    };
    addEventListener('popstate', hear);
    return () => removeEventListener('popstate', hear);
  }, [actions]);

  return [
    query,
    (wanted) => {
      current.current = wanted;
      setQuery(wanted);
      hold(wanted);
    },
  ];
}

function hold(query: CaseQuery): void {
  try {
    history.replaceState({ cases: writeQuery(query) }, '');
  } catch {
    // Browsers bound how often an entry changes: with a key held down it is written with the next letter.
  }
}

function heldBy(state: unknown): string | null {
  const { cases } = (state ?? {}) as { cases?: unknown };
  return typeof cases === 'string' ? cases : null;
}
