import * as v from 'valibot';
import { MAX_NAME_CHARS, MAX_URL_CHARS } from '#lib/core/limits.ts';
import { MAX_PUSH_KEY_CHARS } from '#lib/core/review-limits.ts';
import { DISTRIBUTIONS, type ReviewSharing, TLPS } from '#lib/core/review-sharing.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';

const Url = v.pipe(v.string(), v.trim(), v.maxLength(MAX_URL_CHARS), v.check(isFeedUrl));
/** A line break in a header would be refused by the browser when it is sent. */
const Key = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(MAX_PUSH_KEY_CHARS),
  v.regex(/^[\x20-\x7e]+$/),
);
const Name = v.pipe(v.string(), v.trim(), v.maxLength(MAX_NAME_CHARS));

/** Each by itself: one that an older or newer version wrote otherwise does not take the others with it. */
const Sharing = v.object({
  team: v.fallback(Name, ''),
  tlp: v.fallback(v.picklist(TLPS), 'amber'),
  distribution: v.fallback(v.picklist(DISTRIBUTIONS), '0'),
  misp: v.fallback(v.nullable(v.object({ url: Url, key: Key })), null),
  taxii: v.fallback(
    v.nullable(v.object({ root: Url, collection: v.pipe(Name, v.minLength(1)), authorization: Key })),
    null,
  ),
});

/** What is stored, or what a person entered; whatever of it cannot be used is left out. */
export function readSharing(raw: unknown): ReviewSharing {
  const read = v.safeParse(Sharing, raw);
  return read.success ? read.output : v.parse(Sharing, {});
}
