import { parseJson } from './json.ts';

/** What the beginning of a JSON text shows: its outermost value and, member by member, the first text inside. */
export interface JsonOutline {
  type: 'array' | 'object';
  /** Key (of an array: its place) and first text of each member; `null` where a member holds none. */
  members: [key: string, first: string | null][];
}

/** A string that the end of the text cuts off is a token too. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|\\?$)|[[\]{}:,]|[^\s"[\]{}:,]+/g;

/**
 * Reads a text that may be cut off anywhere. `null` when it does not begin like a JSON object or an array of texts,
 * which is all that plain lists are made of.
 */
export function outlineOf(head: Uint8Array): JsonOutline | null {
  const text = new TextDecoder().decode(head);
  const opening = /^\s*([[{])/.exec(text)?.[1];
  if (!opening) return null;
  return opening === '[' ? outlineOfArray(text) : outlineOfObject(text);
}

function outlineOfArray(text: string): JsonOutline | null {
  const members: JsonOutline['members'] = [];
  for (const [token] of text.trimStart().slice(1).matchAll(TOKEN)) {
    if (token === ']') break;
    if (token === ',') continue;
    if (!token.startsWith('"')) return null;
    const value = parseJson(token);
    if (typeof value === 'string') members.push([String(members.length), value]);
  }
  return { type: 'array', members };
}

function outlineOfObject(text: string): JsonOutline {
  const members: JsonOutline['members'] = [];
  let depth = 0;
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith('"')) {
      const value = parseJson(token);
      const last = members.at(-1);
      if (typeof value !== 'string') break;
      if (depth === 1 && isKey) members.push([value, null]);
      else if (last && last[1] === null) last[1] = value;
    } else if (token === '[' || token === '{') depth++;
    else if ((token === ']' || token === '}') && --depth === 0) break;
    isKey = depth === 1 && (token === '{' || token === ',');
  }
  return { type: 'object', members };
}
