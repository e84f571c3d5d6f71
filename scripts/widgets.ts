import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { derivePageMarkers, registrySource } from '#lib/detect/widgets/derive.ts';
import { Rule } from '#lib/detect/widgets/rule.ts';

/** Writes what is derived from the widget rules: registry.ts for the background, markers.json for pages. */
const FOLDER = join(import.meta.dirname, '../lib/detect/widgets');

const files = readdirSync(join(FOLDER, 'rules')).sort();
const rules = files.map((file) => {
  try {
    return v.parse(Rule, JSON.parse(readFileSync(join(FOLDER, 'rules', file), 'utf8')));
  } catch (error) {
    throw new Error(`${file} is no widget rule`, { cause: error });
  }
});

const registry = join(FOLDER, 'registry.ts');
const markers = join(FOLDER, 'markers.json');
writeFileSync(registry, registrySource(files));
writeFileSync(markers, JSON.stringify(derivePageMarkers(rules), null, 2));
const { status } = spawnSync('biome', ['check', '--write', registry, markers], { stdio: 'inherit' });
process.exit(status ?? 1);
