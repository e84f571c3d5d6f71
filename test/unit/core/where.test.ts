import { describe, expect, it } from 'vitest';
import { createFormats } from '#lib/core/formats.ts';
import { whereText } from '#lib/core/where.ts';
import { english } from '../components/english.ts';

const words = { t: english, ...createFormats('en', english) };

describe('where a record stood', () => {
  it.each([
    ['line 12', 'line 12'],
    ['line 1200', 'line 1,200'],
    ['wallet 3', 'item 3'],
    ['tag 3', 'item 3'],
    ['blocklistPaths 7', 'item 7 of “\u2066blocklistPaths\u2069”'],
    ['front.example 7', 'item 7 of “\u2066front.example\u2069”'],
  ])('%s is told in words', (where, told) => expect(whereText(where, words)).toBe(told));

  it('a change is told by its moment', () => {
    expect(whereText('change of 1700000000', words)).toMatch(/^change of November 14, 2023 at /);
  });

  it.each([
    'sdn:47635/feature:70190',
    'indicator--d81f86b9-975b-4c0b-875e-810c5ad45a4f',
    'misp:5a1/object 2 attribute 1',
    'Docket 12',
    'line 12345678901234567890',
    'line',
    'E.O. 13224',
    'No.12 4711',
    'front\u2069.example 7',
    '',
  ])('%s is a name of the publisher’s own', (where) => expect(whereText(where, words)).toBeNull());
});
