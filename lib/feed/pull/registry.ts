import type { ProblemCode } from '#lib/core/problems.ts';
import { ok, type Result } from '#lib/core/result.ts';
import { createCompiler } from '#lib/watchlist/compile.ts';
import type { Staging } from '#lib/watchlist/staging.ts';
import { attempt, type Body, counted } from '../body.ts';
import type { Source } from '../formats/adapter.ts';
import { finishList, measure, type ReadList, readList, sinkOf } from '../formats/registry.ts';
import { staged } from '../staged.ts';
import { metamask } from './metamask.ts';
import { mispFeed } from './misp.ts';
import { ofacPullers } from './ofac.ts';
import { opensanctionsPuller } from './opensanctions.ts';
import { polkadotPuller } from './polkadot.ts';
import type { Known, Puller } from './puller.ts';

/** Every publisher of changes or of several files, told by the URL of its list. */
export const PULLERS: readonly Puller[] = [
  metamask,
  polkadotPuller,
  mispFeed,
  opensanctionsPuller,
  ...ofacPullers,
];

export interface Pulling {
  url: string;
  source: Source;
  known: Known;
  /** Where what is read may wait until it is whole; whoever gives it drops it. */
  staging?: Staging | null;
  /** Told of every piece that comes, with its bytes. */
  onBytes?(count: number): void;
  /** Told until when a signed feed vouches that there is nothing newer than what comes of this. */
  onVouched?(until: number): void;
}

export type Pull = (pulling: Pulling) => Promise<Result<PulledList | 'unchanged', ProblemCode>>;

export interface PulledList extends ReadList {
  /** A change of any size is expected or signed as such: it is not held back. */
  isMeant?: boolean;
  /** Not all could be brought at once. */
  moreToCome?: boolean;
  /** It came whole, for this file of signed changes is not what it should be. */
  faultyDelta?: string | null;
  cursor: string | null;
}

/** Brings a list from where it is published: through its puller, or else as the one file that its URL names. */
export function createPull(get: (url: string) => Body, pullers = PULLERS): Pull {
  return ({ url, source, known, staging = null, onBytes }) =>
    attempt<PulledList | 'unchanged'>(async () => {
      const fetched = (other: string) => counted(get(other), onBytes);
      const puller = pullers.find((one) => one.serves(new URL(url)));
      if (!puller) {
        const read = await readList(fetched(url), source, staging);
        return read.ok ? ok({ ...read.value, cursor: null }) : read;
      }
      const compiler = createCompiler({ staging });
      const passed: ReturnType<typeof measure>[] = [];
      const watched = (other: string) => {
        const measured = measure(staged(fetched(other), staging));
        passed.push(measured);
        return measured.body;
      };
      const pulled = await puller.pull({ url, source, known, get: watched }, sinkOf(compiler));
      if (!pulled.ok) return pulled;
      if (pulled.value === 'unchanged') return ok('unchanged');
      const { info, cursor, isPartial = false, moreToCome = false } = pulled.value;
      const digests = passed.map(({ digest }) => digest());
      const bytes = digests.reduce((sum, one) => sum + one.bytes, 0);
      // Of a list in pieces no one hash tells whether it changed; its publisher's own note does.
      const digest = { bytes, sha256: digests.length === 1 ? (digests[0]?.sha256 ?? '') : '' };
      // Who withdraws everything must be believed: the list of before would go on accusing.
      const list = await finishList(compiler, puller.format, info, source, digest, { mayBeEmpty: true });
      return list.ok ? ok({ ...list.value, cursor, isMeant: isPartial, moreToCome }) : list;
    });
}
