/**
 * What stands over the pages of others is in closed shadow trees, and styled with origin USER, which only an extension
 * can do. In the gallery the trees are open, and each is given the same sheets.
 */
export async function openShadows(): Promise<void> {
  const sheets = await Promise.all(
    ['/mark.css', '/guard.css', '/answer.css'].map(async (path) => {
      return new CSSStyleSheet().replace(await (await fetch(path)).text());
    }),
  );
  document.adoptedStyleSheets.push(...sheets);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, { ...init, mode: 'open' });
    root.adoptedStyleSheets.push(...sheets);
    return root;
  };
}

/** The trees that hold what is shown, one for each shield. */
export function shownOver(): ShadowRoot[] {
  return [...document.querySelectorAll('html > div')].flatMap(
    (host) => host.shadowRoot?.firstElementChild?.shadowRoot ?? [],
  );
}

export function partOver<E extends HTMLElement>(selector: string): E | null {
  return (
    shownOver()
      .map((root) => root.querySelector<E>(selector))
      .find((part) => part !== null) ?? null
  );
}
