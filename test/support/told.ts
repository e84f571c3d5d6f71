import type { Lookup } from '#lib/core/lookup.ts';

/** Messages that say their key and what they hold: `[guard_wait: 3]`. */
export const told: Lookup = (key, params, count) => {
  const values = Object.values(params ?? (count === undefined ? [] : [String(count)]));
  return values.length > 0 ? `[${key}: ${values.join(' | ')}]` : `[${key}]`;
};
