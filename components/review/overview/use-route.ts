import { useEffect, useState } from 'preact/hooks';

/** The parts of the page. Each has words, the message `overview_nav_<part>`. */
export const PARTS = ['cases', 'files', 'log', 'sharing'] as const;
export type Part = (typeof PARTS)[number];

export type Route = { part: Part } | { part: 'case'; id: string } | { part: 'print' };

/** What the address of the page asks for: links lead there, and the browser's own "back" leads back. */
export function readRoute(hash: string): Route {
  const [part = '', id = ''] = hash.replace(/^#/, '').split('/');
  if (part === 'case' && id !== '') return { part, id };
  if (part === 'print') return { part };
  return { part: PARTS.find((one) => one === part) ?? 'cases' };
}

export function linkTo(route: Route): string {
  return route.part === 'case' ? `#case/${route.id}` : `#${route.part}`;
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const hear = () => setHash(location.hash);
    addEventListener('hashchange', hear);
    // It may have changed since it was drawn.
    hear();
    return () => removeEventListener('hashchange', hear);
  }, []);
  return readRoute(hash);
}
