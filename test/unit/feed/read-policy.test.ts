import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LISTS, MAX_NAME_CHARS, MAX_URL_CHARS } from '#lib/core/limits.ts';
import { POLICY_PROBLEMS, type PolicyProblem } from '#lib/core/problems.ts';
import { NO_POLICY, readPolicy } from '#lib/feed/managed.ts';
import schema from '../../../public/managed-schema.json' with { type: 'json' };

const URL = 'https://lists.example/ours.csv';

describe('reading a policy', () => {
  it('takes what it says, and says nothing where there is none', () => {
    for (const none of [undefined, null, {}, 'x', 7]) {
      expect(readPolicy(none)).toEqual({ policy: NO_POLICY, problems: [] });
    }
    const raw = {
      lists: [{ url: URL }, { url: 'https://b.example/', locked: false }],
      states: [{ id: 'bundled:ofac-sdn', on: false }],
      usersMayAddLists: false,
    };
    expect(readPolicy(raw)).toEqual({
      policy: {
        lists: [
          { url: URL, locked: true },
          { url: 'https://b.example/', locked: false },
        ],
        states: [{ id: 'bundled:ofac-sdn', on: false, locked: true }],
        usersMayAddLists: false,
      },
      problems: [],
    });
  });

  it.each<[unknown, PolicyProblem]>([
    [{ lists: 'x' }, { code: 'not-a-list', params: { where: 'lists', type: 'string' } }],
    [{ states: {} }, { code: 'not-a-list', params: { where: 'states', type: 'object' } }],
    [{ lists: [null] }, { code: 'not-an-item', params: { where: 'lists[0]', type: 'null' } }],
    [{ states: ['x'] }, { code: 'not-an-item', params: { where: 'states[0]', type: 'string' } }],
    [{ lists: [{ url: [URL] }] }, { code: 'not-text', params: { ...inFirstList('url'), type: 'array' } }],
    [{ lists: [{ url: 'http://lists.example/' }] }, { code: 'bad-url', params: inFirstList('url') }],
    [{ lists: [{ url: URL, title: 'x' }] }, { code: 'unknown-name', params: inFirstList('title') }],
    [{ lists: [{}] }, { code: 'missing', params: inFirstList('url') }],
    [
      { lists: [{ url: URL + 'x'.repeat(MAX_URL_CHARS) }] },
      { code: 'too-long', params: { ...inFirstList('url'), limit: String(MAX_URL_CHARS) } },
    ],
    [
      { lists: [{ url: URL, locked: 1 }] },
      { code: 'not-true-or-false', params: { ...inFirstList('locked'), type: 'number' } },
    ],
    [{ states: [{ id: 'x' }] }, { code: 'missing', params: { where: 'states[0].on', part: 'states[0]' } }],
    [
      { states: [{ id: '', on: true }] },
      { code: 'empty', params: { where: 'states[0].id', part: 'states[0]' } },
    ],
    [
      { states: [{ id: 'x'.repeat(MAX_URL_CHARS + 1), on: true }] },
      {
        code: 'too-long',
        params: { where: 'states[0].id', part: 'states[0]', limit: String(MAX_URL_CHARS) },
      },
    ],
    [
      { usersMayAddLists: 'no' },
      {
        code: 'not-true-or-false',
        params: { where: 'usersMayAddLists', part: 'usersMayAddLists', type: 'string' },
      },
    ],
    [{ list: [] }, { code: 'unknown-name', params: { where: 'list', part: 'list' } }],
  ])('%j: says what is wrong and goes on without that part', (raw, problem) => {
    const { policy, problems } = readPolicy({ ...(raw as object), lists: [{ url: URL }, ...listsOf(raw)] });
    expect(readPolicy(raw).problems).toEqual([problem]);
    expect(policy.usersMayAddLists).toBe(true);
    expect(policy.lists).toEqual([{ url: URL, locked: true }]);
    expect(problems.length).toBeLessThanOrEqual(1);
  });

  it('shows of a name no more than a sentence holds, and nothing that could disguise it', () => {
    const { problems } = readPolicy({ ['a\u202ec\n\u2069b'.padEnd(9_000, 'x')]: 1 });
    const [name = ''] = problems.map(({ params }) => params.where);
    expect(name).toMatch(/^a c bx+$/);
    expect(name).toHaveLength(MAX_NAME_CHARS);
  });

  it('takes no more lists than there may be', () => {
    const many = Array.from({ length: MAX_LISTS + 5 }, (_, n) => ({ url: `https://${n}.example/` }));
    const { policy, problems } = readPolicy({ lists: many });
    expect(policy.lists).toHaveLength(MAX_LISTS);
    expect(problems).toEqual([{ code: 'too-many', params: { where: 'lists', limit: String(MAX_LISTS) } }]);
    expect(readPolicy({ lists: many.slice(0, MAX_LISTS) }).problems).toEqual([]);
  });

  it('never throws, and never lets anything in that is no https address', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.anything(), (lists, states) => {
        const { policy, problems } = readPolicy({ lists, states, ...Object(lists) });
        for (const { url } of policy.lists) expect(url).toMatch(/^https?:/);
        for (const { code, params } of problems) {
          expect(Object.keys(params).sort()).toEqual([...POLICY_PROBLEMS[code]].sort());
        }
      }),
    );
  });

  it('knows the names that the schema for browsers knows', () => {
    expect(Object.keys(schema.properties)).toEqual(Object.keys(NO_POLICY));
    const { lists, states } = schema.properties;
    const whole = {
      lists: [{ url: URL, locked: true }],
      states: [{ id: 'a', on: true, locked: false }],
      usersMayAddLists: true,
    };
    expect(readPolicy(whole)).toEqual({ policy: whole, problems: [] });
    expect(Object.keys(lists.items.properties)).toEqual(Object.keys(whole.lists[0] as object));
    expect(Object.keys(states.items.properties)).toEqual(Object.keys(whole.states[0] as object));
  });
});

/** Where a value of the first list stands, and what is left out for it. */
function inFirstList(name: string): PolicyProblem['params'] {
  return { where: `lists[0].${name}`, part: 'lists[0]' };
}

function listsOf(raw: unknown): unknown[] {
  const { lists } = raw as { lists?: unknown };
  return Array.isArray(lists) ? lists : [];
}
