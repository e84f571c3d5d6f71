import {
  MAX_URL_CHARS,
  MAX_WIDGET_FACTS,
  MAX_WIDGET_SCRIPT_CHARS,
  MAX_WIDGET_VALUE_CHARS,
} from '#lib/core/limits.ts';
import type { WidgetFact, WidgetFactKind } from '#lib/core/widgets.ts';
import markers from '#lib/detect/widgets/markers.json' with { type: 'json' };
import { attributeOf, baseOf, byTag, selectAll, textOf } from './dom.ts';
import type { Steps } from './pacing.ts';

const URLS = new RegExp(markers.urls, 'i');
const CODE = new RegExp(`(?:${markers.code.join('|').replaceAll('.', '\\.')})(?![\\w$])`, 'g');
const FIELDS = markers.fields.map((name) => `input[name=${name}]`).join();
const ELEMENTS_A_STEP = 64;

export interface WidgetSink {
  widget(fact: WidgetFact): void;
}

/** Collects facts, each once, up to the limit. */
export function createWidgetFacts(): WidgetSink & { facts(): WidgetFact[] } {
  const known = new Map<string, WidgetFact>();
  return {
    widget(fact) {
      if (known.size < MAX_WIDGET_FACTS) known.set(Object.values(fact).join(' '), fact);
    },
    facts: () => [...known.values()],
  };
}

/** Whether a URL, as it stands in an attribute, may be a widget provider's: one look, nothing parsed. */
export function isWidgetUrl(url: string): boolean {
  return url.length <= MAX_URL_CHARS && URLS.test(url);
}

/** Tells of an element whose URL, as it stands in an attribute, may be a widget provider's. */
export function readWidgetUrl(kind: WidgetFactKind, element: Element, text: string, sink: WidgetSink): void {
  const url = isWidgetUrl(text) && URL.parse(text, baseOf(element));
  if (!url) return;
  if (kind === 'form') {
    for (const field of selectAll(element, FIELDS)) {
      url.searchParams.set(attributeOf(field, 'name'), attributeOf(field, 'value'));
    }
  }
  if (url.href.length <= MAX_URL_CHARS) sink.widget({ kind, what: url.href, value: '' });
}

/** Looks for widgets in a document or shadow root. */
export function* readWidgets(root: Document | ShadowRoot, sink: WidgetSink): Steps<void> {
  let untilStep = ELEMENTS_A_STEP;
  for (const [tag, kind, attribute] of WITH_URL) {
    // A list of its own: the page may change it between two steps.
    for (const element of [...byTag(root, tag)]) {
      readWidgetUrl(kind, element, attributeOf(element, attribute), sink);
      if (kind === 'script') readCode(textOf(element) ?? '', sink);
      if (--untilStep === 0) {
        untilStep = ELEMENTS_A_STEP;
        yield;
      }
    }
  }
  // One by one: the browser finds a class or a name many times faster alone than in a list of selectors.
  for (const what of markers.markup) {
    yield;
    const name = /\[([\w-]+)\]$/.exec(what)?.[1];
    for (const element of selectAll(root, what)) {
      const value = name ? attributeOf(element, name).slice(0, MAX_WIDGET_VALUE_CHARS) : '';
      sink.widget({ kind: 'markup', what, value });
    }
  }
}

const WITH_URL: readonly [string, WidgetFactKind, string][] = [
  ['script', 'script', 'src'],
  ['iframe', 'iframe', 'src'],
  ['form', 'form', 'action'],
  ['a', 'link', 'href'],
  ['area', 'link', 'href'],
];

function readCode(code: string, sink: WidgetSink): void {
  if (code.length > MAX_WIDGET_SCRIPT_CHARS) return;
  for (const { 0: what, index } of code.matchAll(CODE)) {
    const start = index + what.length;
    sink.widget({ kind: 'code', what, value: code.slice(start, start + MAX_WIDGET_VALUE_CHARS) });
  }
}
