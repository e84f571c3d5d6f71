import { MAX_METADATA_DEPTH } from '#lib/core/limits.ts';
import { refuse } from './refuse.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
/** Without a prototype: nothing is inherited, so that `in` and a look-up see the file's own keys only. */
export type JsonObject = { [key: string]: Json };

const SPACE = /[ \t\n\r]*/y;
/** Signed numbers are whole ones: canonical JSON knows no fraction and no exponent. */
const INTEGER = /-?(?:0|[1-9]\d*)/y;
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };
const ASCII = /^[\x20-\x7e]*$/;

/**
 * JSON of which no two readers can disagree what it says. `JSON.parse` takes the last of two equal keys, rounds
 * large numbers and goes to any depth; here each of these refuses the file.
 */
export function parseJson(bytes: Uint8Array): JsonObject {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    refuse('bad-metadata', 'is no UTF-8');
  }
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const expect = (sign: string): void => {
    if (text[at] !== sign) refuse('bad-metadata', `has no ${sign} at character ${at}`);
    at++;
  };
  /** What stands between two brackets, with commas. */
  const items = (close: string, one: () => void): void => {
    at++;
    take(SPACE);
    if (text[at] !== close) {
      one();
      for (take(SPACE); text[at] === ','; take(SPACE)) {
        at++;
        one();
      }
    }
    expect(close);
  };

  function string(): string {
    take(SPACE);
    let end = at + 1;
    // Not a pattern: a pattern over a million escapes runs out of stack.
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    let value: unknown;
    try {
      value = JSON.parse(text.slice(at, end + 1));
    } catch {
      refuse('bad-metadata', `has no string at character ${at}`);
    }
    if (typeof value !== 'string' || /\p{Surrogate}/u.test(value)) {
      refuse('bad-metadata', `has half a character after character ${at}`);
    }
    at = end + 1;
    return value;
  }

  function object(depth: number): JsonObject {
    const out: JsonObject = Object.create(null);
    items('}', () => {
      const key = string();
      // Beyond ASCII JavaScript and Python sort differently, and one content would have two canonical forms.
      if (!ASCII.test(key) || key === '__proto__') refuse('bad-metadata', 'has a key that no file needs');
      if (key in out) refuse('bad-metadata', `says "${key.slice(0, 80)}" twice`);
      take(SPACE);
      expect(':');
      out[key] = value(depth + 1);
    });
    return out;
  }

  function value(depth: number): Json {
    if (depth > MAX_METADATA_DEPTH) refuse('bad-metadata', 'is nested too deeply');
    take(SPACE);
    if (text[at] === '{') return object(depth);
    if (text[at] === '"') return string();
    if (text[at] === '[') {
      const out: Json[] = [];
      items(']', () => out.push(value(depth + 1)));
      return out;
    }
    const word = take(/true|false|null/y);
    if (word !== undefined) return WORDS[word] as boolean | null;
    const number = Number(take(INTEGER) ?? Number.NaN);
    if (!Number.isSafeInteger(number) || Object.is(number, -0)) {
      refuse('bad-metadata', `has no whole number that can be held exactly at character ${at}`);
    }
    return number;
  }

  const whole = value(0);
  take(SPACE);
  if (at !== text.length) refuse('bad-metadata', `goes on after its end at character ${at}`);
  if (whole === null || typeof whole !== 'object' || Array.isArray(whole))
    refuse('bad-metadata', 'is no object');
  return whole;
}
