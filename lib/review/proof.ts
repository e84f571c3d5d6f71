import type { Sha256 } from '#lib/core/review.ts';
import type { Attachment } from './store.ts';

/** Evidence of a decision as it is kept, with what belongs to it. */
export interface Proof {
  hash: Sha256;
  attachments: Attachment[];
}

/** Evidence is one attachment, each of its two pictures another. */
export function picturesOf({ attachments }: Proof): 'pictures' | 'one-picture' | 'no-pictures' {
  return attachments.length > 2 ? 'pictures' : attachments.length > 1 ? 'one-picture' : 'no-pictures';
}
