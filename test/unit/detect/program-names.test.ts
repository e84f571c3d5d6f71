import { expect, it } from 'vitest';
import { findCandidates } from '#lib/detect/find.ts';

it.each(['automaticBackgroundtransmission22', 'Administratorpreferencespanesheet1'])(
  'a name in a program is not even asked for its checksum: %s',
  (name) => expect(findCandidates(name)).toEqual([]),
);
