import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/chunk.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const encode = (text: string) => bodyOf(new TextEncoder().encode(text));
const read = (name: string, text: string) => readList(encode(text), { id: 'x', name, today: '2026-11-21' });

describe('a file that may not be meant as a warning', () => {
  it.each(['whitelist.txt', 'https://lists.example/allowlist.json', 'safelist.txt', 'trusted-hosts.txt'])(
    'is not read as one: %s',
    async (name) => {
      const text = name.endsWith('json') ? JSON.stringify([EVM]) : `${EVM}\nunicef.org\n`;
      expect(await read(name, text)).toMatchObject({ ok: false, error: { code: 'bad-format' } });
    },
  );

  it.each([{ allow: [EVM] }, { addresses: [EVM] }, { donate: [EVM] }])(
    'is not taken for a list of sites and their addresses: %j',
    async (json) => {
      expect(await read('all.json', JSON.stringify(json))).toMatchObject({ ok: false });
    },
  );

  it('is one when its sites are named', async () => {
    const result = await read('combined.json', JSON.stringify({ 'drain.example.com': [EVM] }));
    expect(result).toMatchObject({ ok: true, value: { format: 'scamsniffer' } });
  });
});

it.each([
  ['bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23', 'list.txt', 'bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23\n'],
  [
    'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh',
    'list.csv',
    'value,tier\nrEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh,official\n',
  ],
])(
  'a deposit wallet of many customers never matches alone, whoever lists it: %s',
  async (value, name, text) => {
    const result = await read(name, text);
    const entries = result.ok ? result.value.list.chunks.flatMap(readChunk) : [];
    expect(entries).toMatchObject([{ value, flags: ['shared'] }]);
  },
);
