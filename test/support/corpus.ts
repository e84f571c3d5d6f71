import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseHTML } from 'linkedom';
import { MAX_NEAR_CHARS, MAX_SIGNAL_CHARS } from '#lib/core/limits.ts';
import type { How, PageSignals, Place, Surrounding } from '#lib/core/types.ts';

/** Real documents beside the repository; not part of it. */
const CORPUS = resolve(import.meta.dirname, '../../../shared/data');
export const hasCorpus = existsSync(CORPUS);

export function readRows<T>(file: string): T[] {
  return readFileSync(resolve(CORPUS, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

const WITHIN: readonly [Surrounding, string][] = [
  ['code', 'code, pre, kbd, samp'],
  ['quote', 'blockquote, q'],
  ['article', 'article, [role="article"], [itemtype*="NewsArticle"]'],
];
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TEXTAREA', 'IFRAME', 'TITLE', 'HEAD']);
const HALF = MAX_NEAR_CHARS / 2;

const squeeze = (text: string) => text.replace(/\s+/g, ' ');

interface Stretch {
  start: number;
  element: Element;
}

/** A document as the content script would tell of it, by simpler means: no layout, no shadow trees. */
export class CorpusDocument {
  readonly signals: PageSignals;
  readonly #document: Document;
  readonly #stretches: Stretch[] = [];
  readonly #starts = new Map<Element, { start: number; end: number }>();
  #text = '';

  constructor(file: string) {
    this.#document = parseHTML(readFileSync(resolve(CORPUS, file), 'utf8')).document;
    this.#read(this.#document.documentElement);
    this.signals = this.#signals();
  }

  get text(): string {
    return this.#text;
  }

  /** Every place of a string: in text, links, fields, attributes and scripts. */
  places(address: string): Place[] {
    return [...this.#inText(address), ...this.#inElements(address)];
  }

  #read(element: Element): void {
    const start = this.#text.length;
    for (const node of element.childNodes) {
      if (node.nodeType === 3) {
        this.#stretches.push({ start: this.#text.length, element });
        this.#text += `${(node as Text).data} `;
      } else if (node.nodeType === 1 && !SKIPPED.has(node.nodeName.toUpperCase())) {
        this.#read(node as Element);
      }
    }
    this.#starts.set(element, { start, end: this.#text.length });
  }

  #signals(): PageSignals {
    const document = this.#document;
    const labels = ['h1', 'h2', 'h3', 'h4', 'button', 'summary', 'legend', 'input'].flatMap((tag) =>
      [...document.querySelectorAll(tag)].map((element) => {
        if (tag !== 'input') return squeeze(element.textContent ?? '').trim();
        return ['submit', 'button'].includes(element.getAttribute('type') ?? '')
          ? (element.getAttribute('value') ?? '')
          : '';
      }),
    );
    const news = [...document.querySelectorAll('script[type="application/ld+json"]')].some((script) =>
      /"@type"\s*:\s*\[?\s*"[A-Za-z]*NewsArticle"/.test(script.textContent ?? ''),
    );
    const isNews = news || document.querySelector('[itemtype$="NewsArticle"]') !== null;
    const type = document.querySelector('meta[property="og:type"]')?.getAttribute('content') ?? '';
    return {
      title: squeeze(document.querySelector('title')?.textContent ?? '').trim(),
      isArticle: isNews || /^article/i.test(type),
      ...(isNews && { isNews: true }),
      appeal: labels
        .map((label) => label.slice(0, 200))
        .filter(Boolean)
        .join('\n')
        .slice(0, MAX_SIGNAL_CHARS),
    };
  }

  #inText(address: string): Place[] {
    const found: Place[] = [];
    for (let at = this.#text.indexOf(address); at >= 0; at = this.#text.indexOf(address, at + 1)) {
      let low = 0;
      for (let high = this.#stretches.length - 1; low < high; ) {
        const middle = (low + high + 1) >> 1;
        if ((this.#stretches[middle]?.start ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      found.push(this.#place('text', this.#stretches[low]?.element ?? null, this.#near(at, at)));
    }
    return found;
  }

  #near(from: number, to: number): string {
    const before = squeeze(this.#text.slice(Math.max(0, from - 4 * HALF), from));
    const after = squeeze(this.#text.slice(to, to + 4 * HALF));
    return `${before.slice(-HALF)}${after.slice(0, HALF)}`.trim();
  }

  #inElements(address: string): Place[] {
    const found: Place[] = [];
    for (const element of this.#document.querySelectorAll('*')) {
      const name = element.nodeName.toUpperCase();
      if (name === 'SCRIPT' && (element.textContent ?? '').includes(address)) {
        found.push(this.#scriptPlace(element, address));
      }
      for (const attribute of element.attributes ?? []) {
        if (!attribute.value.includes(address)) continue;
        const range = this.#starts.get(element) ?? { start: 0, end: 0 };
        const how = howOf(name, attribute.name, attribute.value);
        const label = how === 'attribute' ? attribute.name : element.getAttribute('name');
        found.push(this.#place(how, element, this.#near(range.start, range.end), label));
      }
    }
    return found;
  }

  #scriptPlace(element: Element, address: string): Place {
    const text = squeeze(element.textContent ?? '');
    const at = text.indexOf(address);
    const before = text.slice(Math.max(0, at - HALF), at);
    const label = /["']?([\w$-]{1,40})["']?\s*[:=(]\s*["'`]$/.exec(before)?.[1] ?? null;
    return this.#place('script', element, before + text.slice(at, at + HALF), label);
  }

  #place(how: How, element: Element | null, near: string, label: string | null = null): Place {
    const within = WITHIN.flatMap(([name, selector]) => (element?.closest(selector) ? [name] : []));
    return { how, flags: [], near, within, ...(label && { label }) };
  }
}

function howOf(tag: string, attribute: string, value: string): How {
  if (attribute === 'href') {
    if (/^\s*(?!https?|mailto|javascript|data)[a-z][a-z0-9+.-]*:/i.test(value)) return 'uri';
    return /etherscan|blockchain|blockchair|solscan|solana|tronscan|blockstream|mempool/i.test(value)
      ? 'explorer'
      : 'link';
  }
  return attribute === 'value' && (tag === 'INPUT' || tag === 'TEXTAREA') ? 'input' : 'attribute';
}
