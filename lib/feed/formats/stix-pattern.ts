import { MAX_STIX_PATTERN_CHARS, MAX_STIX_PATTERN_DEPTH } from '#lib/core/limits.ts';

/** `object:path = value`. */
export interface Comparison {
  /** Type of the object, such as `domain-name`. */
  object: string;
  /** Its property, such as `value`, or the way to one deeper inside: `dst_ref.value`. */
  path: string;
  /** `null` for a constant that is no string. */
  value: string | null;
}

export type PatternReason = 'bad-pattern' | 'complex-pattern' | 'long-pattern';

/**
 * Tokens of the STIX patterning grammar (STIX 2.1, section 9; STIXPattern.g4 of the OASIS TC). In a string only the
 * quote and the backslash are escaped; what stands in double quotes is a name. `other` are constants of further
 * types: timestamps, binary, hexadecimal.
 */
const TOKEN =
  /\s*(?:(?<string>'(?:[^'\\]|\\['\\])*')|(?<other>[thb]'[^'\\]*'|[+-]?\d*\.?\d+)|(?<name>[a-z_][\w-]*|"(?:[^"]|"")*")|(?<mark>[!<>]=|==|<>|[=<>[\]().:,*]))/iy;

/** What ties comparisons to more than "one of them is enough". */
const CONDITIONS =
  /^(AND|NOT|FOLLOWEDBY|LIKE|MATCHES|ISSUBSET|ISSUPERSET|EXISTS|WITHIN|REPEATS|START|!=|<>|<|>|<=|>=)$/i;

/**
 * The comparisons of a pattern that is nothing but comparisons for equality, joined with OR. Joined in any other
 * way, one of them alone is no accusation: the whole pattern is refused.
 */
export function readPattern(pattern: string): Comparison[] | { reason: PatternReason } {
  if (pattern.length > MAX_STIX_PATTERN_CHARS) return { reason: 'long-pattern' };
  const tokens = tokensOf(pattern);
  if (!tokens) return { reason: 'bad-pattern' };
  const reader = createReader(tokens);
  if (reader.observations(0) && reader.rest() === undefined) return reader.found;
  return { reason: CONDITIONS.test(reader.rest() ?? '') ? 'complex-pattern' : 'bad-pattern' };
}

function tokensOf(pattern: string): string[] | null {
  const text = pattern.trimEnd();
  const tokens: string[] = [];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return null;
    tokens.push(token.trimStart());
  }
  return tokens;
}

/** Each rule answers whether it was met; where it was not, `rest` is the token that stood in its way. */
function createReader(tokens: readonly string[]) {
  const found: Comparison[] = [];
  let at = 0;
  const rest = () => tokens[at];
  const take = (token: string) => {
    if (rest()?.toUpperCase() !== token) return false;
    at++;
    return true;
  };
  /** One or more of what `part` reads, with OR between them. */
  const anyOf = (part: () => boolean): boolean => {
    do if (!part()) return false;
    while (take('OR'));
    return true;
  };

  const observations = (depth: number): boolean =>
    depth <= MAX_STIX_PATTERN_DEPTH &&
    anyOf(() =>
      take('(') ? observations(depth + 1) && take(')') : take('[') && comparisons(depth) && take(']'),
    );

  const comparisons = (depth: number): boolean =>
    depth <= MAX_STIX_PATTERN_DEPTH &&
    anyOf(() => (take('(') ? comparisons(depth + 1) && take(')') : comparison()));

  const comparison = (): boolean => {
    const object = name();
    if (object === null || !take(':')) return false;
    const path = propertyPath();
    if (path === null) return false;
    const compare = () => {
      const value = constant();
      if (value === undefined) return false;
      found.push({ object, path, value });
      return true;
    };
    if (take('=') || take('==')) return compare();
    if (!take('IN') || !take('(')) return false;
    do if (!compare()) return false;
    while (take(','));
    return take(')');
  };

  const propertyPath = (): string | null => {
    let path = step();
    while (path !== null) {
      if (take('.')) {
        const next = step();
        path = next === null ? null : `${path}.${next}`;
      } else if (take('[')) {
        const index = rest() ?? '';
        if (!/^(\d+|\*)$/.test(index)) return null;
        at++;
        path = take(']') ? `${path}[${index}]` : null;
      } else break;
    }
    return path;
  };

  /** Names of properties that are no identifiers are quoted: `hashes.'SHA-256'`. */
  const step = (): string | null => (rest()?.startsWith("'") ? (constant() ?? null) : name());

  const name = (): string | null => {
    const token = rest();
    if (token === undefined || !/^[a-z_"]/i.test(token) || /'$/.test(token) || CONDITIONS.test(token))
      return null;
    at++;
    return token;
  };

  /** The text of a string, `null` for another constant, `undefined` for none. */
  const constant = (): string | null | undefined => {
    const token = rest();
    if (token === undefined || !/^('|[thb]'|[+-]?\d|[+-]?\.\d|(true|false)$)/i.test(token)) return undefined;
    at++;
    return token.startsWith("'") ? token.slice(1, -1).replace(/\\(['\\])/g, '$1') : null;
  };

  return { found, observations, rest };
}
