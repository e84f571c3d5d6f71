import type { Reason } from '#lib/core/report.ts';
import type { PageSignals, Place } from '#lib/core/types.ts';
import red from './indicators.json' with { type: 'json' };
import { createMatcher, fold } from './phrase-match.ts';
import { LANGUAGES } from './phrases/all.ts';

/**
 * Instructions to hide a payment. Many honest people protect their privacy: an indicator is worth a second look
 * (level `caution`) and never more.
 */
export type IndicatorCode = keyof typeof red;

export const INDICATOR_CODES = Object.keys(red) as IndicatorCode[];

/**
 * What an indicator answers to in FATF, "Virtual Assets Red Flag Indicators of Money Laundering and Terrorist
 * Financing", September 2020; in our words. FATF's indicators are of transactions, ours of what a page tells to do,
 * so that `close` is the best fit there is.
 */
export interface FatfReference {
  /** Heading of the section; `null` where none fits. */
  section: string | null;
  indicator: string | null;
  fit: 'close' | 'loose' | 'none';
}

export const FATF_2020 = red as Record<IndicatorCode, FatfReference>;

const open = LANGUAGES.flatMap((language) => language.open ?? []);
const phrasesOf = (code: IndicatorCode) => LANGUAGES.flatMap(({ hides }) => hides?.[code] ?? []);
const holdsAny = createMatcher(INDICATOR_CODES.flatMap(phrasesOf), open);
const matchers = INDICATOR_CODES.map((code) => ({ code, holds: createMatcher(phrasesOf(code), open) }));

/** What the text tells people to do to hide, each code once. */
export function indicatorsIn(text: string): IndicatorCode[] {
  const folded = fold(text);
  // Nearly every text says nothing of the kind.
  if (!holdsAny(folded)) return [];
  return matchers.filter(({ holds }) => holds(folded)).map(({ code }) => code);
}

/** Reasons for caution about one place: what stands beside it, and what the page's title and headings say. */
export function cautionReasons(place: Place, page: PageSignals): Reason[] {
  const codes = new Set([...indicatorsIn(place.near), ...indicatorsOf(page)]);
  return [...codes].map((code) => {
    const { section } = FATF_2020[code];
    return { code, params: section ? { fatf: section } : {} };
  });
}

const known = new WeakMap<PageSignals, IndicatorCode[]>();

function indicatorsOf(page: PageSignals): IndicatorCode[] {
  let codes = known.get(page);
  if (!codes) {
    codes = indicatorsIn(`${page.title}\n${page.appeal}`);
    known.set(page, codes);
  }
  return codes;
}
