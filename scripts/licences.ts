/** The licences of what is built into the extension: most ask to be handed on with every copy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

const read = (path: string): Package => JSON.parse(readFileSync(path, 'utf8'));

/** The text of a file with every package that is built in, and what those need, by name. */
export function collectLicences(root: string): string {
  const found = new Map<string, string>();
  const waiting = Object.keys(read(join(root, 'package.json')).dependencies ?? {});
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const folder = join(root, 'node_modules', name);
    const { version, license, dependencies } = read(join(folder, 'package.json'));
    const file = readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
    const text = file
      ? readFileSync(join(folder, file), 'utf8').trim()
      : `Licence: ${license ?? 'not given'}`;
    found.set(name, `${name} ${version}\n\n${text}`);
    waiting.push(...Object.keys(dependencies ?? {}));
  }
  return `${[...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join(`\n\n${'─'.repeat(72)}\n\n`)}\n`;
}
