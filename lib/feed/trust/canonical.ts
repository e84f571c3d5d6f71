import type { Json } from './json.ts';

/**
 * Canonical JSON (OLPC; TUF specification section 4.2): what is signed is the content, not its spelling. Keys are
 * sorted, nothing but backslash and quote is escaped. It stays below the parser's depth.
 */
export function canonicalize(value: Json): string {
  if (typeof value === 'string') return `"${value.replace(/[\\"]/g, '\\$&')}"`;
  if (Array.isArray(value)) return `[${value.map(canonicalize).join()}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${canonicalize(key)}:${canonicalize(value[key] as Json)}`);
  return `{${pairs.join()}}`;
}
