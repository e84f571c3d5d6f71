import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: begun last, they would run on alone when all others are over. Data. */
const SLOW = [
  'scan-hostile',
  'gallery',
  'lists',
  'placements',
  'marks',
  'evidence',
  'background',
  'guard',
  'guard-hidden',
  'signed-feed',
  'hostile',
  'gallery-eyes',
  'attacks',
  'choices',
  'popup',
  'guard-low',
];

export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = SLOW.findIndex((name) => moduleId.endsWith(`/e2e/${name}.test.ts`));
  return at < 0 ? SLOW.length : at;
}
