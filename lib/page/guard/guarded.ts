import { MAX_ACT_CHARS } from '#lib/core/limits.ts';
import type { Level, Mark } from '#lib/core/report.ts';
import { condensed } from '../condensed.ts';
import { readWidgetUrl } from '../read-widgets.ts';
import type { Find, Shown } from '../seam.ts';
import { nodeOf, type TextTarget } from '../targets.ts';

/** Levels for which somebody is stopped. A look-alike is marked only: it may be anybody's. */
const GUARDED: readonly Level[] = ['listed', 'derived', 'same-key'];
/** What Unicode calls default ignorable: it makes no other address of one. Nor does white space. */
const UNSEEN = '\\p{Default_Ignorable_Code_Point}';
/** Names, mail-like addresses and handles. */
const NAME = /[.@$]/;
const SYNTAX = /[.$+?*()[\]{}|^\\/]/;
/** A sign as URLs, however often they were put into another, and texts in scripts write it. */
const ESCAPED = /%(?:25)*([0-9a-f]{2})|\\(?:u00|x)([0-9a-f]{2})|\\[bfnrtv]/gi;
const BESIDE_THE_POINT = new RegExp(`[\\s${UNSEEN}]+`, 'gu');

/** A marked address that an act is about. */
export interface Hit {
  mark: Mark;
  /** The address; the mark has none where it speaks of the whole document. Of an account, where it is. */
  address: string;
}

/** What of one document is guarded, made for looking up: an act must not wait for it. */
export interface Guarded {
  /** Marked addresses in texts. Of a listed document, any address that it had told of when it was judged. */
  inTexts(texts: readonly string[]): Hit[];
  /** Those marked on this element or inside it. */
  inElement(element: Element): Hit[];
  /** Those that a selection covers. */
  inRange(range: Range): Hit[];
  /** The listed account at a donation service that a link or form leads to. */
  leadingTo(kind: 'link' | 'form', element: Element, url: string): Hit[];
}

export function createGuarded(shown: readonly Shown[], find: Find): Guarded {
  const marked = shown.filter(({ mark }) => GUARDED.includes(mark.level));
  const page = marked.find(({ mark }) => mark.addresses !== undefined)?.mark;
  const accounts = marked.map(({ mark }) => mark).filter(({ urls }) => urls !== undefined);
  const known = marked.flatMap(({ mark, targets }) =>
    mark.text === null ? [] : [{ key: spell(mark.text), hit: { mark, address: mark.text }, targets }],
  );
  // No checksum is computed here: which of a listed document's texts are addresses is told with its mark.
  const ofPage = page?.addresses?.map((address) => ({ key: spell(address), hit: { mark: page, address } }));
  const byKey = new Map([...(ofPage ?? []), ...known].map(({ key, hit }) => [key, hit]));

  function inText(text: string): Hit[] {
    const read = text.slice(0, MAX_ACT_CHARS);
    const spelt = spell(read);
    const hits = known.filter(({ key }) => spelt.includes(key) && isNamed(key, read)).map(({ hit }) => hit);
    if (hits.length > 0) return hits;
    return find(condensed(text)).flatMap((found) => byKey.get(spell(found.text)) ?? []);
  }

  return {
    inTexts: (texts) => (marked.length > 0 ? [...new Set(texts.flatMap(inText))] : []),
    inElement: (element) =>
      known
        .filter(({ targets }) => targets.some((target) => element.contains(nodeOf(target))))
        .map(({ hit }) => hit),
    inRange: (range) =>
      known
        .filter(({ targets }) => targets.some((target) => target.kind === 'text' && covers(range, target)))
        .map(({ hit }) => hit),
    leadingTo(kind, element, url) {
      const hits: Hit[] = [];
      if (accounts.length === 0) return hits;
      // Spelt as it was when the background was asked about it.
      readWidgetUrl(kind, element, url, {
        widget({ what }) {
          const led = new URL(what);
          for (const mark of accounts) {
            if (mark.urls?.some((known) => leadsTo(led, known)))
              hits.push({ mark, address: `${led.host}${led.pathname}` });
          }
        },
      });
      return hits;
    },
  };
}

/** Case does not matter here: no two addresses that are both valid differ in nothing else. */
function spell(text: string): string {
  return text.replace(BESIDE_THE_POINT, '').toLowerCase();
}

/** Pages add to their links what tells them where somebody came from, some in the moment of the click. */
function leadsTo({ host, pathname, hash, searchParams }: URL, known: string): boolean {
  const to = new URL(known);
  return (
    host === to.host &&
    pathname === to.pathname &&
    // A page that draws itself keeps the account there; any other fragment is a place on the page.
    (!to.hash.startsWith('#/') || hash === to.hash) &&
    [...to.searchParams].every(([name, value]) => searchParams.has(name, value))
  );
}

/** Whether it stands there as it is written, or once what is escaped is read: a letter of `%3A` is no neighbour. */
function isNamed(key: string, text: string): boolean {
  const read = text.replace(ESCAPED, (_, percent?: string, slash?: string) => {
    const hex = percent ?? slash;
    return hex ? String.fromCharCode(Number.parseInt(hex, 16)) : ' ';
  });
  return stands(key, text) || (read !== text && stands(key, read));
}

/** Whether it stands in the text by itself and is no part of another: `nothack.eth` and `my.hack.eth` are not `hack.eth`. */
function stands(key: string, text: string): boolean {
  const isName = NAME.test(key);
  const skip = `[${UNSEEN}]*`;
  // Names hold no white space. Letters of other scripts may touch an address: they are none of it.
  const gap = isName ? skip : `[\\s${UNSEEN}]*`;
  const [before, after] = isName ? ['[\\w.@+-]', '(?:[\\w@-]|\\.\\w)'] : ['[0-9a-z]', '[0-9a-z]'];
  const letters = [...key].map((letter) => letter.replace(SYNTAX, '\\$&')).join(gap);
  return new RegExp(`(?<!${before}${skip})${letters}(?!${skip}${after})`, 'iu').test(text);
}

/** Whether all of the target is selected; what stands in a shadow tree, with its host. */
function covers(range: Range, { from, start, to, end }: TextTarget): boolean {
  const root = range.startContainer.getRootNode();
  let node: Node = from;
  for (let at = node.getRootNode(); at !== root; at = node.getRootNode()) {
    if (!(at instanceof ShadowRoot)) return false;
    node = at.host;
  }
  if (node !== from) return holds(range, node, 0) && holds(range, node, node.childNodes.length);
  // What was read may have changed since.
  if (from.length < start || to.length < end || to.getRootNode() !== root) return false;
  return holds(range, from, start) && holds(range, to, end);
}

function holds(range: Range, node: Node, offset: number): boolean {
  return range.comparePoint(node, offset) === 0;
}
