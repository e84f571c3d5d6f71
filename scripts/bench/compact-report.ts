import type { CompactBench } from './compact.ts';
import { ms, table } from './markdown.ts';

const MB = 1024 * 1024;

export function compactSection(compact: CompactBench): string[] {
  const { items, changed, wire, json } = compact;
  const each = ({ bytes, text }: typeof wire.hosts, count: number) => ((bytes - text) / count).toFixed(2);
  const row = (name: string, one: typeof wire.hosts, count: number) => [
    name,
    `${(one.bytes / MB).toFixed(2)} MB`,
    `${(one.text / MB).toFixed(2)} MB`,
    `${each(one, count)} bytes`,
  ];
  return [
    '## Lists in bulk',
    '',
    `${items.toLocaleString('en')} addresses of ${(items / 20).toLocaleString('en')} subjects and as many hosts, as they come over the wire (gzip).`,
    '',
    ...table(
      ['', 'Packed', 'of that text', 'Each, beyond the text'],
      [
        row('Addresses', wire.addresses, items),
        row('Hosts', wire.hosts, items),
        row(`Delta of ${changed.toLocaleString('en')} addresses`, wire.delta, changed),
      ],
    ),
    '',
    `Both lists together: unpacked and verified in ${ms(compact.verify)}, applied in ${ms(compact.apply)}, loaded in ${ms(compact.load)};`,
    `${(compact.memoryBytes / MB).toFixed(1)} MB are kept of them in memory. The delta, from the stored version to the stored next one, takes ${ms(compact.delta)}, the middle of five times.`,
    `For comparison: the same addresses alone as JSON are ${(json.bytes / MB).toFixed(1)} MB, and \`JSON.parse\` into a \`Set\` takes ${ms(json.ms)}`,
    'each time that the worker starts, with nothing known of them but that they are there.',
    '',
  ];
}
