/** What a page tells of donation widgets, before any rule has judged it. */

/**
 * `iframe`, `script`, `link`, `form`: something with a URL. `markup`: an element that only one provider's code
 * makes use of. `code`: an inline script that names a provider's function.
 */
export const WIDGET_FACT_KINDS = ['iframe', 'script', 'link', 'form', 'markup', 'code'] as const;
export type WidgetFactKind = (typeof WIDGET_FACT_KINDS)[number];

export interface WidgetFact {
  kind: WidgetFactKind;
  /**
   * The absolute URL (a form's with those of its hidden fields that name an account, as if it were sent by GET),
   * the selector that the element met, or the name that stood in the script.
   */
  what: string;
  /** Of markup, the last attribute of the selector; of code, what follows the name; else empty. */
  value: string;
}
