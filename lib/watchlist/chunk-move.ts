import {
  type Chunk,
  type ClaimRow,
  claimRow,
  encodeChunk,
  isEqual,
  SHARED_FIELDS,
  type SharedClaim,
} from './chunk.ts';

/** A row of a chunk that was read. */
export interface PlacedRow {
  chunk: Chunk;
  n: number;
}

/**
 * The chunk that holds these rows of others, byte for byte as `writeChunk` has it. No entry is spelled out: what a claim
 * says otherwise than its base stays, but for the fields in which the bases of the two chunks differ.
 */
export function moveRows(placed: readonly PlacedRow[]): Uint8Array<ArrayBuffer> {
  const base = baseOf(placed[0]);
  const shared = createTexts();
  const shapes = createTexts();
  const tables = new Map<Chunk, Tables>();
  const tablesFrom = (chunk: Chunk): Tables => {
    const rebased = rebasing(chunk.base ?? {}, base ?? {});
    return {
      claim: shared.placesOf((n) => rebased(chunk.shared[n] as Partial<SharedClaim>)),
      shape: shapes.placesOf((n) => chunk.shapes[n]),
    };
  };
  let last: Chunk | null = null;
  const rows = placed.map(({ chunk, n }) => {
    const table = tables.get(chunk) ?? tablesFrom(chunk);
    tables.set(chunk, table);
    if (chunk !== last) for (const texts of [shared, shapes]) texts.turn();
    last = chunk;
    const old = chunk.rows[n] as Chunk['rows'][number];
    const row: Chunk['rows'][number] = [old[0], table.shape(old[1])];
    for (let i = 2; i < old.length; i++) {
      const [index, id, firstSeen = null, memo = null] = old[i] as ClaimRow;
      row.push(claimRow(table.claim(index), id, firstSeen, memo));
    }
    return row;
  });
  return encodeChunk(base, shared.texts.join(), shapes.texts.join(), rows);
}

/** Where what stands at a place of a chunk's tables stands in the new one's. */
interface Tables {
  claim(n: number): number;
  shape(n: number): number;
}

/** A table as its texts. What one chunk brings differs, so it is looked for among what others brought before. */
function createTexts() {
  const texts: string[] = [];
  let ofOthers = 0;
  const place = (text: string) => {
    for (let n = 0; n < ofOthers; n++) if (texts[n] === text) return n;
    return texts.push(text) - 1;
  };
  return {
    texts,
    /** What follows is brought by another chunk. */
    turn() {
      ofOthers = texts.length;
    },
    placesOf(make: (n: number) => unknown): (n: number) => number {
      const places: (number | undefined)[] = [];
      return (n) => {
        places[n] ??= place(JSON.stringify(make(n)));
        return places[n];
      };
    },
  };
}

/** All that the first claim says. */
function baseOf(first: PlacedRow | undefined): SharedClaim | null {
  const claim = first?.chunk.rows[first.n]?.[2];
  if (!first || !claim) return null;
  const said: Partial<SharedClaim> = first.chunk.shared[claim[0]] ?? {};
  const base: Partial<Record<keyof SharedClaim, unknown>> = {};
  for (const field of SHARED_FIELDS) {
    base[field] = said[field] === undefined ? first.chunk.base?.[field] : said[field];
  }
  return base as unknown as SharedClaim;
}

/** Turns what differs from one base into what differs from another. */
function rebasing(from: Partial<SharedClaim>, to: Partial<SharedClaim>) {
  const changed = SHARED_FIELDS.filter((field) => !isEqual(from[field], to[field]));
  return (claim: Partial<SharedClaim>): Partial<SharedClaim> => {
    const isSame = changed.every((field) => claim[field] !== undefined && !isEqual(claim[field], to[field]));
    if (isSame) return claim;
    const differing: Partial<Record<keyof SharedClaim, unknown>> = {};
    for (const field of SHARED_FIELDS) {
      const said = claim[field] === undefined ? from[field] : claim[field];
      if (!isEqual(said, to[field])) differing[field] = said;
    }
    return differing as Partial<SharedClaim>;
  };
}
