import type { ReviewCase } from '#lib/core/review.ts';
import { MAX_SEARCH_CHARS } from '#lib/core/review-limits.ts';
import type { CaseLevel, CaseQuery, CaseSort } from '#lib/core/review-views.ts';
import { bySeverity } from '#lib/core/severity.ts';
import { fold } from '#lib/detect/phrase-match.ts';
import { byAdding, queueOf } from './queue.ts';
import { isSameReviewer } from './same-reviewer.ts';

/** What parts words. Marks are parts of letters in Indic scripts. */
const BETWEEN = /[^\p{L}\p{N}\p{M}]+/gu;
/** The same where all is ASCII. */
const PLAIN = /^[ -~\t\r\n]*$/;
const BETWEEN_PLAIN = /[^a-z0-9]+/g;
/** Scripts that write words without spaces between them: there, a beginning may be anywhere. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Finds cases by words, and by what they are. */
export interface CaseSearch {
  /** In the order that is asked for; `reviewer` is whose queue it is, as it is now. */
  find(cases: readonly ReviewCase[], query: CaseQuery, reviewer: string): ReviewCase[];
  /** Folds what these cases say, once, until they change: in an idle moment, so that the first search need not. */
  prepare(cases: Iterable<ReviewCase>): void;
}

export function createSearch(now: () => number): CaseSearch {
  const texts = new WeakMap<ReviewCase, string>();

  function textOf(one: ReviewCase): string {
    let text = texts.get(one);
    if (text === undefined) {
      text = searchText(one);
      texts.set(one, text);
    }
    return text;
  }

  return {
    find(cases, query, reviewer) {
      const words = plainWords(query.text.slice(0, MAX_SEARCH_CHARS))
        .split(' ')
        .filter(Boolean)
        .map((word) => (UNSPACED.test(word) ? word : ` ${word}`));
      const found = cases.filter((one) => {
        if (!meets(one, query)) return false;
        if (words.length === 0) return true;
        const text = textOf(one);
        return words.every((word) => text.includes(word));
      });
      return inOrder(found, query.sort, reviewer, now());
    },
    prepare(cases) {
      for (const one of cases) textOf(one);
    },
  };
}

/**
 * What is counted and filtered is what somebody saw. The file of a scan may be anybody's and name any list: a count would
 * pass its word on as ours, for no number can say whose word it is. Where one case stands for itself, its level does, and
 * says that it is the file's; so it may order the cases.
 */
export function levelOf({ seen }: ReviewCase): CaseLevel {
  return seen && !seen.from ? seen.level : 'unseen';
}

/** The lists whose claims bear against what somebody saw. */
export function listsOf({ seen }: ReviewCase): Set<string> {
  return new Set(seen?.from ? [] : seen?.items.flatMap(({ lists }) => lists));
}

/** Everybody who decided, and who is at it. */
export function reviewersOf(one: ReviewCase): string[] {
  const { decidedBy, reviewer } = one;
  return reviewer === null || decidedBy.some((name) => isSameReviewer(name, reviewer))
    ? decidedBy
    : [...decidedBy, reviewer];
}

/** Folded part by part: most are plain, and those cost little. */
function searchText({ url, title, note, tags, seen }: ReviewCase): string {
  const parts = [url, title, note, ...tags];
  if (seen && seen.finalUrl !== url) parts.push(seen.finalUrl);
  for (const { text, subjects } of seen?.items ?? []) parts.push(text, ...subjects);
  return ` ${parts.map(plainWords).join(' ')}`;
}

/** Words with one space between them. */
function plainWords(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase().replace(BETWEEN_PLAIN, ' ') : fold(text).replace(BETWEEN, ' ');
}

function meets(one: ReviewCase, query: CaseQuery): boolean {
  const { states, levels, lists, tags, reviewers, from, to, changed, rivals } = query;
  const day = one.addedAt.slice(0, 10);
  if (states.length > 0 && !states.includes(one.state)) return false;
  if (levels.length > 0 && !levels.includes(levelOf(one))) return false;
  if (tags.length > 0 && !tags.some((tag) => one.tags.includes(tag))) return false;
  if ((from !== null && day < from) || (to !== null && day > to)) return false;
  if ((changed && !one.changed) || (rivals && one.rivals.length === 0)) return false;
  if (lists.length > 0 && !lists.some((list) => listsOf(one).has(list))) return false;
  return (
    reviewers.length === 0 ||
    reviewers.some((wanted) => reviewersOf(one).some((name) => isSameReviewer(name, wanted)))
  );
}

/** The queue first holds what waits for the reviewer; what does not wait follows, the newest first. */
function inOrder(cases: ReviewCase[], sort: CaseSort, reviewer: string, now: number): ReviewCase[] {
  switch (sort) {
    case 'queue': {
      const queue = queueOf(cases, reviewer, now);
      const waiting = new Set(queue);
      return [...queue, ...cases.filter((one) => !waiting.has(one)).sort(byChange)];
    }
    case 'newest':
      return cases.sort((a, b) => byAdding(b, a));
    case 'oldest':
      return cases.sort(byAdding);
    case 'changed':
      return cases.sort(byChange);
    case 'level':
      return cases.sort((a, b) => bySeen(a, b) || compare(a.addedAt, b.addedAt) || compare(a.id, b.id));
    case 'host':
      return cases.sort(by(({ host, url }) => `${host} ${url}`));
    case 'title':
      return cases.sort(by(({ title, url }) => fold(title || url)));
  }
}

/** With the word of a file, where nobody has looked: what is bad by it had better be looked at first. */
function bySeen(a: ReviewCase, b: ReviewCase): number {
  if (a.seen && b.seen) return bySeverity(a.seen.level, b.seen.level);
  return Number(b.seen !== null) - Number(a.seen !== null);
}

/** What was changed last, first. */
function byChange(a: ReviewCase, b: ReviewCase): number {
  return compare(b.changedAt, a.changedAt) || compare(a.id, b.id);
}

/** Sorted by what is told of each, worked out once; what is equal keeps one order. */
function by(tell: (one: ReviewCase) => string) {
  const told = new Map<ReviewCase, string>();
  const of = (one: ReviewCase) => {
    let text = told.get(one);
    if (text === undefined) {
      text = tell(one);
      told.set(one, text);
    }
    return text;
  };
  return (a: ReviewCase, b: ReviewCase) => compare(of(a), of(b)) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
