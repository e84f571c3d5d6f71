import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '#lib/core/bytes.ts';
import type { EntryFlag, Refusal } from '#lib/core/entry.ts';
import { SNIFF_BYTES } from '#lib/core/limits.ts';
import type { ProblemCode } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import {
  type CompileOptions,
  type Compiler,
  createCompiler,
  type SourceEntry,
} from '#lib/watchlist/compile.ts';
import { COMPILED_FORMAT, type CompiledList } from '#lib/watchlist/compiled.ts';
import { isContainer, takeContainer } from '#lib/watchlist/container.ts';
import type { Staging } from '#lib/watchlist/staging.ts';
import { attempt, type Body, limited, peek } from '../body.ts';
import { unpacked } from '../gzip.ts';
import { SHARED_ADDRESSES } from '../shared-addresses.ts';
import { refusedToStore, staged } from '../staged.ts';
import type { Adapter, ReadErrorCode, ReadInfo, Sink, Source } from './adapter.ts';
import { addressList } from './address-list.ts';
import { csv, NO_COLUMNS } from './csv.ts';
import { graphsense } from './graphsense.ts';
import { misp } from './misp.ts';
import { nbctf } from './nbctf.ts';
import { ofacAdvanced } from './ofac-advanced.ts';
import { ofacPlain } from './ofac-plain.ts';
import { opensanctions } from './opensanctions.ts';
import type { PersonalCounts } from './personal.ts';
import { phishingConfig } from './phishing-config.ts';
import { polkadot } from './polkadot.ts';
import { scamsniffer } from './scamsniffer.ts';
import { stix } from './stix.ts';

/** Every feed format that is read record by record, in the order in which they are asked. */
export const ADAPTERS: readonly Adapter[] = [
  graphsense,
  nbctf,
  opensanctions,
  ofacAdvanced,
  ofacPlain,
  misp,
  stix,
  csv,
  phishingConfig,
  polkadot,
  scamsniffer,
  addressList,
];

export interface ReadList {
  format: string;
  list: CompiledList;
  /** The records left out; a compiled list brings the first of them only. */
  refused: Refusal[];
  /** Size and SHA-256 of what was read. */
  bytes: number;
  sha256: string;
  /** What of personal data the file holds and the list does not, where its format tells it. */
  personal?: PersonalCounts;
  /** Which edition of its publisher's the file is, where its format tells it. */
  edition?: string;
}

/**
 * Reads a file of any known format, as it comes, into the form that is stored and searched. What is read waits in the
 * staging, if there is one.
 */
export function readList(
  body: Body,
  source: Source,
  staging: Staging | null = null,
  { bulk = false }: Pick<CompileOptions, 'bulk'> = {},
): Promise<Result<ReadList, ProblemCode>> {
  return attempt(async (): Promise<Result<ReadList, ProblemCode>> => {
    const measured = measure(body);
    const { head, body: whole } = await peek(await unpacked(measured.body), SNIFF_BYTES);
    const rest = staged(whole, staging);
    if (isContainer(head)) {
      const list = await takeContainer(limited(rest), { staging });
      if (!list.ok) return list;
      const refused = list.value.refusals;
      const edition = list.value.info.version;
      return ok({ format: COMPILED_FORMAT, list: list.value, refused, ...measured.digest(), edition });
    }
    const adapter = ADAPTERS.find((one) => one.recognises(head, source));
    if (!adapter) {
      return fail(
        'bad-format',
        `${source.name} is no list of a known format. A CSV file needs a first line that names its columns, among them "value".`,
        { detail: NO_COLUMNS },
      );
    }
    const compiler = createCompiler({ bulk, staging });
    const info = await adapter.read(rest, source, sinkOf(compiler));
    if (!info.ok) return info;
    const { personal, edition, ...about } = info.value;
    const read = await finishList(compiler, adapter.format, about, source, measured.digest());
    return read.ok ? ok({ ...read.value, ...(personal && { personal }), ...(edition && { edition }) }) : read;
  });
}

export function sinkOf(compiler: Compiler): Sink {
  return {
    entry: (entry) => compiler.add(SHARED_ADDRESSES.includes(entry.value) ? withShared(entry) : entry),
    refuse: (where, value, reason) => compiler.refuse({ where, value, reason }),
  };
}

/** Whoever lists a custodial address: it never matches alone. */
function withShared(entry: SourceEntry): SourceEntry {
  return { ...entry, flags: [...new Set<EntryFlag>([...entry.flags, 'shared'])] };
}

/** The list out of the records that a compiler took. */
export async function finishList(
  compiler: Compiler,
  format: string,
  info: ReadInfo,
  source: Source,
  digest: Pick<ReadList, 'bytes' | 'sha256'>,
  { mayBeEmpty = false } = {},
): Promise<Result<ReadList, ReadErrorCode | 'too-many-entries'>> {
  await compiler.settle().catch(refusedToStore);
  const result = compiler.finish({ version: digest.sha256.slice(0, 16), ...info });
  if (!result.ok) return result;
  const { list, refused } = result.value;
  if (list.entries === 0 && !(mayBeEmpty && list.refused === 0)) {
    const left = list.refused === 1 ? '1 record was' : `${list.refused} records were`;
    return fail('empty', `${source.name} holds no entry that can be read (${left} left out).`, {
      detail: { code: 'left-out', params: { count: String(list.refused) } },
    });
  }
  return ok({ format, list, refused, ...digest });
}

/** Counts and hashes what passes. */
export function measure(body: Body): { body: Body; digest(): Pick<ReadList, 'bytes' | 'sha256'> } {
  const hash = sha256.create();
  let bytes = 0;
  async function* passing() {
    for await (const chunk of body) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  return { body: passing(), digest: () => ({ bytes, sha256: toHex(hash.clone().digest()) }) };
}
