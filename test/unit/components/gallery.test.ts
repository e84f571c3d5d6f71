import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** What a file brings in when it runs; a type alone draws nothing. */
const IMPORTS = [
  /^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm,
  /^import '([^']+)'/gm,
  /\bimport\('([^']+)'\)/g,
  /^@import "([^"]+)"/gm,
];

/** Every file that this one brings in, and those bring in, as paths from the project's root. */
function reachedFrom(start: string): Set<string> {
  const reached = new Set<string>();
  const left = [join(ROOT, start)];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    const name = relative(ROOT, file);
    if (reached.has(name)) continue;
    reached.add(name);
    const text = readFileSync(file, 'utf8');
    for (const form of IMPORTS) {
      for (const [, source = ''] of text.matchAll(form)) {
        const path = resolved(source.replace(/\?inline$/, ''), dirname(file));
        if (path && existsSync(path)) left.push(path);
      }
    }
  }
  return reached;
}

function resolved(source: string, folder: string): string | null {
  if (source.startsWith('#')) return join(ROOT, source.slice(1));
  return source.startsWith('.') ? join(folder, source) : null;
}

describe('the gallery', () => {
  const reached = reachedFrom('test/gallery/main.tsx');

  it('reaches with every view and every style sheet of the components', () => {
    const files = globSync('components/**/*.{tsx,css}', { cwd: ROOT });
    expect(files.length).toBeGreaterThan(90);
    expect(files.filter((file) => !reached.has(file))).toEqual([]);
  });

  it('reaches everything that stands over the pages of others', () => {
    const drawn = globSync('lib/page/**/*.ts', { cwd: ROOT }).filter((file) =>
      /className = (?:'|`)almsguard|`almsguard-/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.filter((file) => !reached.has(file))).toEqual([]);
  });
});
