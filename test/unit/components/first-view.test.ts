import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
/** A whole statement, so that types alone and what is imported later do not count. */
const STATIC = /^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)';$/gm;

/** Every file and package that has to be there before the first line of `entry` runs. */
function neededBy(entry: string): string[] {
  const seen = new Set<string>();
  const waiting = [join(ROOT, entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!existsSync(file) || !/\.tsx?$/.test(file)) continue;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(STATIC)) {
      if (/^#(?:lib|components)\//.test(name)) waiting.push(join(ROOT, name.slice(1)));
      else waiting.push(name.startsWith('.') ? join(dirname(file), name) : name);
    }
  }
  return [...seen].map((file) => file.replace(`${ROOT}/`, ''));
}

it('the popup loads nothing before its headline that only the rest needs', () => {
  const needed = neededBy('entrypoints/popup/main.tsx');
  // What the headline is made of is found, so what is missing below is not missing by mistake.
  for (const file of [
    'components/Headline.tsx',
    'components/LevelShape.tsx',
    'lib/core/formats.ts',
    'preact',
  ]) {
    expect(needed).toContain(file);
  }
  const late = needed.filter((file) =>
    /valibot|settings\.ts|FindingCard|Identicon|Evidence|Actions|Foot|registers|authorities|platforms|appeals|nearest/.test(
      file,
    ),
  );
  expect(late).toEqual([]);
  expect(needed.filter((file) => file.endsWith('.css'))).toEqual(['components/popup.css']);
});
