import type { LoggedAct, ReviewCase } from '#lib/core/review.ts';
import { stixBundle } from '#lib/review/export/stix.ts';
import type { StixOptions } from '#lib/review/export/stix-objects.ts';

export const TEAM: StixOptions = { team: 'Example Desk', tlp: 'amber' };

export function bundleOf({ one, lines }: { one: ReviewCase; lines: LoggedAct[] }, options = TEAM) {
  return stixBundle([one], lines, options);
}

export function objectsOf(told: Parameters<typeof bundleOf>[0], type: string, options = TEAM) {
  return bundleOf(told, options).objects.filter((object) => object.type === type);
}
