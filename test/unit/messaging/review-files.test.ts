import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { createFiles } from '#lib/messaging/review-files.ts';
import { createChanges } from '#lib/review/changes.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { minute } from '../../support/review-acts.ts';
import { item, story } from '../../support/review-cases.ts';
import { evidence, sha256 } from '../../support/review-files.ts';
import { channels, memoryStore } from '../../support/review-space.ts';

const JPEG = new Uint8Array([0xff, 0xd8]);

/** Prints two cases that rest on the same evidence. */
async function printed(titles: () => Promise<ReadonlyMap<string, string>>) {
  const store = memoryStore();
  const proof = evidence({ pictures: { plain: sha256(JPEG), marked: sha256(JPEG) } });
  const bytes = new TextEncoder().encode(canonicalize(proof));
  const hash = sha256(bytes);
  await store.append(
    [],
    [
      { hash, bytes },
      { hash: sha256(JPEG), bytes: JPEG },
    ],
  );
  const shown: string[] = [];
  const files = createFiles({
    opened: { store, changes: createChanges(channels()) },
    sharing: async () => {
      throw new Error('Nothing is sent');
    },
    reasons: () => BUILT_IN.reasons,
    titles,
    now: () => Date.parse(minute(50)),
    extension: '0.1.0',
    give: () => undefined,
    show: () => {
      shown.push(`blob:${shown.length}`);
      return shown.at(-1) ?? '';
    },
  });
  const items = [item('1', { lists: ['ofac-sdn'] })];
  const cases = ['https://a.example/', 'https://b.example/'].map((url) => {
    return { ...story({ url, items }).one, evidence: hash };
  });
  return { ...(await files.print(cases)), shown };
}

describe('printing', () => {
  it('calls lists by their titles, as the page does', async () => {
    const { report } = await printed(async () => new Map([['ofac-sdn', 'OFAC SDN list']]));
    expect(JSON.stringify(report.cases[0]?.found)).toContain('OFAC SDN list');
  });

  it('is not held up where nobody knows the titles', async () => {
    const { report } = await printed(() => Promise.reject(new Error('The worker is gone')));
    expect(JSON.stringify(report.cases[0]?.found)).toContain('ofac-sdn');
  });

  it('makes one address for a picture, which is all that can be let go of', async () => {
    const { pictures, shown } = await printed(async () => new Map());
    expect([...pictures.values()]).toEqual(shown);
    expect(shown).toHaveLength(1);
  });
});
