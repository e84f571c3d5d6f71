import type { Entry, IsoDate } from '#lib/core/entry.ts';
import { MAX_OFAC_DELTA_BYTES } from '#lib/core/limits.ts';
import { type Body, FeedFault } from '../body.ts';
import type { Sink } from '../formats/adapter.ts';
import { readOfacDelta } from '../formats/ofac-delta.ts';
import { cannotTell, type PartyChange } from '../formats/ofac-delta-party.ts';
import { type About, cellId, type OfacCell, spelledValues, tellParty } from '../formats/ofac-party.ts';
import { createKeep } from '../formats/ofac-tables.ts';
import { deltaUrl, type Publication } from './ofac-history.ts';
import type { PullRequest } from './puller.ts';

/** What the stored version says of one party. */
interface StoredParty {
  about: About;
  /** Values as the list spells them, by the claim that stands on them. */
  values: Map<string, Set<string>>;
}

/** A party that came with these changes, or what they brought of one that is stored. */
interface NewParty {
  about: About;
  cells: Map<string, OfacCell>;
}

/**
 * Applies what publications changed, oldest first, to the stored version, puts the list as it then stands into the sink
 * and gives the day of the last. Throws a `FeedFault`, and has put nothing into the sink, where the changes do not tell
 * all. Applied to a list that holds them already they change nothing.
 */
export async function applyOfacDeltas(
  publications: readonly Publication[],
  { known, get }: Pick<PullRequest, 'known' | 'get'>,
  sink: Sink,
): Promise<IsoDate | null> {
  const parties = await readStored(known.entries());
  const keep = createKeep();
  const limited = createLimit();
  let last: IsoDate | null = null;
  for (const publication of publications) {
    const { date, changes } = await readOfacDelta(limited(get(deltaUrl(publication))), keep);
    // The file names no publication: its day is all that tells it from another one.
    if (publication.date !== date) throw cannotTell(`publication ${publication.id}`);
    for (const change of changes) parties.apply(change);
    last = date;
  }
  parties.tell(sink);
  return last;
}

async function readStored(known: AsyncIterable<Entry>) {
  const entries: Entry[] = [];
  const stored = new Map<number, StoredParty>();
  for await (const { claims, ...entry } of known) {
    // What was taken off before is history, which the list goes on to hold by itself.
    const active = claims.filter(({ status }) => status === 'active');
    for (const { id, subject, aliases, programmes, legalBasis, listed } of active) {
      const party = stored.get(partyOf(id)) ?? {
        about: { subject, aliases, programmes, legalBasis, listed },
        values: new Map(),
      };
      stored.set(partyOf(id), party);
      party.values.set(id, (party.values.get(id) ?? new Set()).add(entry.value));
    }
    if (active.length > 0) entries.push({ ...entry, claims: active });
  }
  if (stored.size === 0) throw cannotTell('a list that is empty');
  return createParties(entries, stored);
}

/** The list while changes are made. */
function createParties(entries: readonly Entry[], stored: Map<number, StoredParty>) {
  /** Ids of stored claims that no longer stand. */
  const gone = new Set<string>();
  const fresh = new Map<number, NewParty>();

  const aboutOf = (profileId: number) => fresh.get(profileId)?.about ?? stored.get(profileId)?.about ?? null;

  function remove(profileId: number) {
    for (const id of stored.get(profileId)?.values.keys() ?? []) gone.add(id);
    stored.delete(profileId);
    fresh.delete(profileId);
  }

  /** Whether the stored version has that very value; a claim of that id on another one is not what it was taken for. */
  function isStored(id: string, profileId: number, cell: OfacCell): boolean {
    const values = gone.has(id) ? undefined : stored.get(profileId)?.values.get(id);
    if (!values) return false;
    const spelled = new Set(spelledValues(cell));
    const isSame = spelled.size === values.size && [...spelled].every((value) => values.has(value));
    if (!isSame) throw cannotTell(`party ${profileId}`);
    return true;
  }

  /** Whether the party has that value still, under whatever id. */
  function stands(profileId: number, cell: OfacCell): boolean {
    const spelled = spelledValues(cell);
    const stands = [...(stored.get(profileId)?.values ?? [])].filter(([id]) => !gone.has(id));
    const came = [...(fresh.get(profileId)?.cells.values() ?? [])].flatMap(spelledValues);
    return spelled.some((value) => came.includes(value) || stands.some(([, values]) => values.has(value)));
  }

  function change({ profileId, isTouched, added, removed }: PartyChange & { kind: 'changed' }) {
    const about = aboutOf(profileId);
    if (!about) {
      // Of a party that held nothing, what it is called and listed for is not repeated.
      if (added.length > 0) throw cannotTell(`party ${profileId}`);
      return;
    }
    if (isTouched) throw cannotTell(`party ${profileId}`);
    const party = fresh.get(profileId) ?? { about, cells: new Map() };
    fresh.set(profileId, party);
    for (const cell of removed) {
      // Two websites of one spelling have one id.
      if (cell.ticker === null) throw cannotTell(`a website of party ${profileId}`);
      const id = cellId(profileId, cell);
      if (isStored(id, profileId, cell)) gone.add(id);
      // Under another number than it came with the value would go on being listed.
      else if (!party.cells.delete(id) && stands(profileId, cell)) throw cannotTell(`party ${profileId}`);
    }
    for (const cell of added) {
      const id = cellId(profileId, cell);
      if (!isStored(id, profileId, cell)) party.cells.set(id, cell);
    }
  }

  return {
    apply(one: PartyChange) {
      const { profileId, kind } = one;
      if (kind === 'changed') return change(one);
      const about = aboutOf(profileId);
      // The list of others is none of ours; who is on both, or is called otherwise, is not who it seems.
      if (about && !(one.isBlocked && (kind === 'added' || one.subject === about.subject))) {
        throw cannotTell(`party ${profileId}`);
      }
      remove(profileId);
      if (kind === 'removed' || !one.isBlocked) return;
      const cells = new Map(one.cells.map((cell) => [cellId(profileId, cell), cell]));
      const isMixed = one.cells.some((cell) => {
        const kept = cells.get(cellId(profileId, cell));
        return kept && spelledValues(kept).join() !== spelledValues(cell).join();
      });
      if (isMixed) throw cannotTell(`party ${profileId}`);
      fresh.set(profileId, { about: one.about, cells });
    },

    tell(sink: Sink) {
      for (const entry of entries) {
        const claims = entry.claims.filter(({ id }) => !gone.has(id));
        if (claims.length > 0) sink.entry({ ...entry, claims });
      }
      for (const [profileId, { about, cells }] of fresh) {
        tellParty({ profileId, about, cells: [...cells.values()] }, sink);
      }
    },
  };
}

/** The number in `sdn:47635/feature:70190`. */
function partyOf(claim: string): number {
  const [, profileId] = /^sdn:(\d{1,15})\//.exec(claim) ?? [];
  if (!profileId) throw cannotTell('a list that was made otherwise');
  return Number(profileId);
}

/** Bounds what all files together bring. */
function createLimit(): (body: Body) => Body {
  let left = MAX_OFAC_DELTA_BYTES;
  return async function* limited(body) {
    for await (const chunk of body) {
      left -= chunk.length;
      if (left < 0)
        throw new FeedFault('too-large', `Changes of more than ${MAX_OFAC_DELTA_BYTES} bytes came.`);
      yield chunk;
    }
  };
}
