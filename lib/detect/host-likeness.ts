import { parse } from 'tldts';
import { unmask } from './disguise.ts';
import { decodeLabel } from './punycode.ts';

/**
 * How the host of a page imitates another one. `letters`: letters that look alike, which nobody uses by accident.
 * Honest people come by all others: a namesake, the chapter of another country, a site for one appeal.
 */
export type Likeness = 'letters' | 'name' | 'words' | 'typo';

/** Characters of a name below which another one is too near by chance. */
const MIN_LETTERS = 4;
/** The same where letters of two scripts stand in one name. */
const MIN_MIXED = 3;
const MIN_WORDS = 5;
const MIN_TYPO = 6;
/** The same where nothing but the small letters a to z take each other's place. */
const MIN_PLAIN = 6;
const PLAIN = /^[a-z-]+$/;

/** Words that a site for donations puts beside a charity's name. Data. */
const WORDS =
  'donate donation donations give giving help aid relief support fund funds appeal crypto bitcoin official charity foundation online';
const ADDED = WORDS.split(' ');

/** Words for whom or where: beside one of the above they say an appeal, alone a branch of the charity. Data. */
const FOR_WHOM =
  'children child kids orphans refugees families victims people war emergency earthquake flood winter ramadan zakat syria gaza palestine israel lebanon yemen sudan afghanistan turkey turkiye ukraine';
const BESIDE_ADDED = [...ADDED, ...FOR_WHOM.split(' ')];

/** Hosts that show other hosts' pages under these hosts' names: libraries of universities, and a company's gate. Data. */
const PROXIES = /(?:^|\.)(?:edu|(?:ac|edu)\.[a-z]{2}|mcas\.ms)$/;

/** Characters that look like others side by side, in ASCII. Data: looks like, stands for. */
const ALIKE: readonly [RegExp, string][] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/[1i|\u0131\u04cf]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
];

interface Name {
  /** The registrable name without its suffix, its letters as people see them. */
  shown: string;
  /** Without what sets letters apart that look alike. */
  skeleton: string;
  domain: string;
  /** Other registrable domains that the host begins with: `a.org` of `a.org.pay.example` and `a.org-pay.example`. */
  spelled: string[];
}

/** Keys under which an imitated host is found again: its name, and that with one letter less. */
export function imitatedKeys(host: string): string[] {
  const name = readName(host);
  return name ? withDeletions(name.skeleton) : [];
}

/** Keys under which the host that this one imitates may stand. */
export function imitatingKeys(host: string): string[] {
  const name = readName(host);
  if (!name) return [];
  const spelled = name.spelled.flatMap((domain) => readName(domain)?.skeleton ?? []);
  const others = [...withoutWords(name.skeleton), ...spelled];
  return [...new Set([...withDeletions(name.skeleton), ...others.map(keyOf)])];
}

/** How a host imitates another one; `null` when it does not, and where both belong to one name. */
export function likenessOf(host: string, imitated: string): Likeness | null {
  const here = readName(host);
  const there = readName(imitated);
  if (!here || !there || here.domain === there.domain) return null;
  const { length } = there.skeleton;
  const min = isMixed(here.shown) ? MIN_MIXED : MIN_LETTERS;
  if (here.skeleton === there.skeleton && length >= min) {
    // Accents are how another language writes the same name.
    if (withoutAccents(here.shown) === withoutAccents(there.shown)) return 'name';
    // Short names differ by an i and an l, or by rn and m, without imitating each other: ICRC and LCRC.
    const isByChance = length < MIN_PLAIN && PLAIN.test(here.shown) && PLAIN.test(there.shown);
    return isByChance ? null : 'letters';
  }
  if (here.spelled.includes(there.domain)) return 'words';
  if (length >= MIN_WORDS && withoutWords(here.skeleton).includes(there.skeleton)) return 'words';
  return length >= MIN_TYPO && isOneEditAway(here.skeleton, there.skeleton) ? 'typo' : null;
}

function readName(host: string): Name | null {
  const { domain, domainWithoutSuffix, subdomain } = parse(host, { allowPrivateDomains: true });
  if (!domain || !domainWithoutSuffix) return null;
  const shown = decodeLabel(domainWithoutSuffix.toLowerCase());
  const spelled = subdomain && !PROXIES.test(domain) ? spelledIn(subdomain, domain) : [];
  return { shown, skeleton: skeletonOf(shown), domain, spelled };
}

/** Domains of one suffix or of two (`org`, `co.uk`) that begin in the subdomain. */
function spelledIn(subdomain: string, domain: string): string[] {
  const labels = `${subdomain}.${domain}`.split('.');
  return subdomain.split('.').flatMap((_, i) =>
    [i + 1, i + 2].flatMap((last) => {
      const suffix = labels[last]?.split('-')[0];
      const spelled = [...labels.slice(i, last), suffix].join('.');
      return suffix && parse(spelled).domain === spelled ? [spelled] : [];
    }),
  );
}

/** Letters of another script beside those of ours, as registries hardly let anybody have. */
function isMixed(shown: string): boolean {
  return /[a-z\d]/.test(shown) && unmask(shown) !== shown;
}

function skeletonOf(shown: string): string {
  let text = withoutAccents(unmask(shown.normalize('NFKC')).toLowerCase());
  for (const [pattern, plain] of ALIKE) text = text.replace(pattern, plain);
  return text;
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function keyOf(skeleton: string): string {
  return `likeness:${skeleton}`;
}

function withDeletions(skeleton: string): string[] {
  const names = new Set([skeleton]);
  if (skeleton.length >= MIN_TYPO - 1) {
    for (let i = 0; i < skeleton.length; i++) names.add(skeleton.slice(0, i) + skeleton.slice(i + 1));
  }
  return [...names].map(keyOf);
}

/** The name without one added word at its beginning or end, or two. */
function withoutWords(skeleton: string): string[] {
  const one = withoutOne(skeleton, ADDED);
  const two = one.flatMap((rest) => withoutOne(rest, BESIDE_ADDED));
  const other = withoutOne(skeleton, BESIDE_ADDED).flatMap((rest) => withoutOne(rest, ADDED));
  // Where nothing but such words is left, they are everybody's.
  const words = new Set(BESIDE_ADDED.map(skeletonOf));
  return [...one, ...two, ...other].filter((rest) => !words.has(rest));
}

function withoutOne(skeleton: string, words: readonly string[]): string[] {
  return words.map(skeletonOf).flatMap((word) => {
    const rest: string[] = [];
    if (skeleton.startsWith(word)) rest.push(skeleton.slice(word.length).replace(/^-/, ''));
    if (skeleton.endsWith(word)) rest.push(skeleton.slice(0, -word.length).replace(/-$/, ''));
    return rest.filter(({ length }) => length >= MIN_WORDS);
  });
}

/** One letter more, less, another, or two exchanged (Damerau). */
function isOneEditAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
