import { ACTS } from '#lib/core/claim-act.ts';

const OF_CLAIMS = [
  ...(['authority', 'subject', 'aliases', 'programme', 'basis', 'tier', 'status'] as const),
  ...(['until', 'delisted', 'changed', 'data', 'memo', 'match', 'value', 'id'] as const),
];
const OF_LISTS = [
  ...(['publisher', 'licence', 'entries', 'date', 'size', 'version', 'checked', 'tried'] as const),
  ...(['error', 'technical', 'changes', 'next', 'subscription', 'address', 'homepage'] as const),
];

/** What a row of facts may be about. Each has its name, the message `fact_<name>`. */
export const FACTS = [...ACTS, ...OF_CLAIMS, ...OF_LISTS];
export type FactName = (typeof FACTS)[number];
