import * as v from 'valibot';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';

/** Seconds since 1970, up to the last that has a date of four digits. */
const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799));
const text = v.pipe(v.string(), v.maxLength(MAX_FIELD_CHARS));
const values = v.array(v.unknown());

/** Answer of `/v1/stalelist`. `blocklistPaths` holds pages; before it came they stood in `blocklist`. */
export const Stalelist = v.object({
  data: v.object({
    version: v.pipe(v.number(), v.integer()),
    lastUpdated: Seconds,
    blocklist: values,
    blocklistPaths: v.optional(values, []),
    allowlist: values,
  }),
});
export type Stalelist = v.InferOutput<typeof Stalelist>['data'];

/** Answer of `/v2/diffsSince/SECONDS`. */
export const Diffs = v.object({
  data: v.array(
    v.object({
      url: text,
      timestamp: Seconds,
      /** `eth_phishing_detect_config.blocklist`: a list, and which of its parts. */
      targetList: text,
      isRemoval: v.optional(v.boolean(), false),
    }),
  ),
});
export type Diff = v.InferOutput<typeof Diffs>['data'][number];
