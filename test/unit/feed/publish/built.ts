import type { Entry } from '#lib/core/entry.ts';
import { type BuiltList, buildLists } from '#lib/feed/publish/build.ts';
import type { Inputs } from '#lib/feed/publish/inputs.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { FIXTURE } from './fixture.ts';

/** The lists that are made of the fixture, or of another of its files. */
export async function build(over: Partial<Inputs> = {}): Promise<BuiltList[]> {
  const built = await buildLists({ ...FIXTURE, ...over });
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

export const built = await build();
export const listOf = (id: string) => built.find(({ info }) => info.id === id) as BuiltList;
export const entriesOf = (id: string): Entry[] => listOf(id).list.chunks.flatMap(readChunk);
