import { describe, expect, it } from 'vitest';
import { listId } from '#lib/feed/list-id.ts';
import { newRecord } from '#lib/feed/record.ts';

const added = (url: string) => listId(newRecord(`url:${url}`, 'remote', url), url);
const managed = (url: string) => listId(newRecord(`policy:${url}`, 'remote', url), url);
const imported = (name: string) => listId(newRecord(`file:${name}`, 'file', null), name);

describe('the id of a list that brings none', () => {
  it('begins with the name of its file', () => {
    expect(added('https://a.example/lists/Wallets%20of%20X.csv?v=2#x')).toMatch(
      /^wallets-20of-20x-[0-9a-f]{8}$/,
    );
    expect(imported('Mine.CSV')).toMatch(/^mine-[0-9a-f]{8}$/);
    expect(imported('№.csv')).toMatch(/^list-[0-9a-f]{8}$/);
  });

  it('tells two files of one name apart', () => {
    const ids = [
      added('https://a.example/list.csv'),
      added('https://b.example/list.csv'),
      added('https://b.example/x/list.csv'),
      added('https://b.example/list.csv?x'),
      added('https://b.example/list.json'),
      imported('list.csv'),
      imported('list.json'),
      added(`https://a.example/${'x'.repeat(80)}1.csv`),
      added(`https://a.example/${'x'.repeat(80)}2.csv`),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9._-]{0,63}$/);
  });

  it('is one for one address, however it was subscribed to', () => {
    expect(added('https://a.example/list.csv')).toBe(managed('https://a.example/list.csv'));
    expect(added('https://A.example/list.csv')).toBe(managed('https://a.example/list.csv'));
  });

  it('stays what it was for lists of the catalogue and the bundle', () => {
    const url = 'https://a.example/usdt_blacklist.yaml';
    expect(listId(newRecord('catalogue:graphsense-usdt-blacklist', 'remote', url), url)).toBe(
      'usdt_blacklist',
    );
    expect(listId(newRecord('bundled:ofac-sdn', 'bundled', null), 'ofac-sdn.almslist')).toBe('ofac-sdn');
    // Nobody can call a file of his own like one of these.
    expect(added('https://b.example/ofac-sdn.csv')).not.toBe('ofac-sdn');
  });
});
